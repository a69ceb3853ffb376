package import GoldenTraces

// The candidate protocol, version 1: a JSON object in a line, in both directions.

/// What is said to a candidate.
enum Message {
  static let start = Array("{\"cmd\": \"start\", \"version\": 1}\n".utf8)
  static let stop = Array("{\"cmd\": \"stop\"}\n".utf8)

  /// A trace without its results.
  static func run(_ number: Int, _ trace: Trace) -> [UInt8] {
    let message = JSONValue.object([
      ("cmd", .string("run")),
      ("seq", .count(number)),
      ("case", trace.question),
    ])
    return Array((message.text + "\n").utf8)
  }
}

/// What a candidate answers to a case.
package enum Reply: Sendable {
  /// What each step left.
  case steps([Trace.Results])
  /// It does not do this case, and why.
  case skipped(String)
}

extension Declaration {
  /// What a candidate says when it is greeted.
  init(_ line: [UInt8]) throws(Fault) {
    var reader = JSONReader(line, file: "greeting")
    var declaration = Declaration(name: "a candidate without a name", supports: [])
    var (version, name): (Int?, String?)
    var scalars: [Trace.Scalar]?
    do {
      try reader.object { (reader, key) throws(TraceError) in
        switch key {
        case "version":
          version = try reader.integer()
          guard version == 1 else { throw reader.error("expected 1, found \(version!)") }
        case "implementation":
          try reader.object { (reader, key) throws(TraceError) in
            switch key {
            case "name": name = try reader.string()
            case "version": declaration.version = try reader.string()
            case "language": declaration.language = try reader.string()
            default: try reader.skip()
            }
          }
        case "scalars":
          let words = try reader.values { (reader) throws(TraceError) in try reader.string() }
          scalars = words.compactMap(Trace.Scalar.init)
          if scalars!.isEmpty {
            let known = Trace.Scalar.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.error("expected at least one of \(known)")
          }
        case "rounding":
          let rounding: Rounding = try reader.choice()
          declaration.rounding = Trace.Rounding(rawValue: rounding.rawValue)
        case "square_root":
          let root: Root = try reader.choice()
          declaration.hasExactRoot = root == .ieee
        case "reference": declaration.reference = try reader.choice()
        case "supports":
          // What else it can do is not asked for.
          let words = try reader.values { (reader) throws(TraceError) in try reader.string() }
          declaration.supports = Set(words.compactMap(Feature.init))
        default: try reader.skip()
        }
      }
      try reader.end()
      _ = try reader.required(version, "version")
      declaration.name = name ?? declaration.name
      declaration.scalars = try reader.required(scalars, "scalars")
    } catch {
      throw Fault(.start, "its greeting is none: \(error): \(excerpt(line))")
    }
    self = declaration
  }

  private enum Rounding: String, CaseIterable { case fused, separate, unknown }
  private enum Root: String, CaseIterable { case ieee, unknown }
}

extension Reply {
  /// The answer in a line to case `number`, which has `trace` as its inputs.
  ///
  /// - Throws: `Fault`, if it is an error reply, or none at all. `isOurs` says whether the line at
  ///   least answers this case, so that the next line can answer the next.
  static func read(
    _ line: [UInt8], to number: Int, _ trace: Trace, isOurs: inout Bool
  ) throws(Fault) -> Reply {
    isOurs = false
    var reader = JSONReader(line, file: "answer")
    var (sequence, reply, problem): (Int?, Reply?, String?)
    do {
      try reader.object { (reader, key) throws(TraceError) in
        switch key {
        case "seq": sequence = try reader.integer()
        case "steps":
          reply = .steps(
            try reader.values { (reader) throws(TraceError) in try reader.results(of: trace) })
        case "skipped": reply = .skipped(try reader.string())
        case "error": problem = try reader.string()
        default: try reader.skip()
        }
      }
      try reader.end()
    } catch {
      isOurs = number == Reply.number(line)
      throw Fault(.malformed, "\(error): \(excerpt(line))")
    }
    guard let sequence else { throw Fault(.malformed, "an answer without seq: \(excerpt(line))") }
    guard sequence == number else {
      throw Fault(.malformed, "expected the answer to seq \(number), found seq \(sequence)")
    }
    isOurs = true
    if let problem { throw Fault(.errorReply, problem.isEmpty ? "no reason given" : problem) }
    guard let reply else {
      throw Fault(.malformed, "an answer without steps, skipped or error: \(excerpt(line))")
    }
    if case .steps(let steps) = reply, steps.count != trace.steps.count {
      throw Fault(.malformed, "expected \(trace.steps.count) steps, found \(steps.count)")
    }
    return reply
  }
}

extension Reply {
  /// The number of the case that a line answers, whatever else is in it; `nil` if it says none.
  private static func number(_ line: [UInt8]) -> Int? {
    var reader = JSONReader(line, file: "")
    var number: Int?
    try? reader.object { (reader, key) throws(TraceError) in
      if key == "seq" { number = try reader.integer() } else { try reader.skip() }
    }
    return number
  }
}

extension JSONReader {
  /// One step's results, of the length and the type that `trace` has.
  fileprivate mutating func results(of trace: Trace) throws(TraceError) -> Trace.Results {
    var results = Trace.Results()
    try object { (reader, key) throws(TraceError) in
      guard let quantity = Trace.Quantity(rawValue: key) else { return try reader.skip() }
      if quantity != .parameters && reader.null() { return }
      let numbers = try reader.numbers()
      guard numbers.count == trace.parameters.count else {
        throw reader.error("expected \(trace.parameters.count) numbers, found \(numbers.count)")
      }
      results[quantity] = trace.scalar == .float64 ? numbers : numbers.map(trace.scalar.rounded)
    }
    if results[.parameters] == nil { throw missing("params") }
    return results
  }
}

/// The beginning of a line, to be shown.
func excerpt(_ line: [UInt8]) -> String {
  let text = String(decoding: line.prefix(80), as: UTF8.self).printable
  return line.isEmpty ? "an empty line" : "\"\(text)\(line.count > 80 ? "…" : "")\""
}
