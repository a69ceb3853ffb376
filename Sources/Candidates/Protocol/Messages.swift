import GoldenTraces
import Runs
import Text

// The candidate protocol, version 1: a JSON object in a line, in both directions.

/// The messages that are sent to a candidate.
enum Message {
  static let start = Array("{\"cmd\": \"start\", \"version\": 1}\n".utf8)
  static let stop = Array("{\"cmd\": \"stop\"}\n".utf8)

  /// The message that asks for a run.
  static func run(_ number: Int, _ run: Run) -> [UInt8] {
    let message = JSONValue.object([
      ("cmd", .string("run")),
      ("seq", .count(number)),
      ("case", run.json),
    ])
    return Array(message.text.utf8) + [UInt8(ascii: "\n")]
  }
}

extension Declaration {
  /// Reads a candidate's greeting, its answer to `start`.
  init(_ line: [UInt8]) throws(Fault) {
    var reader = JSONReader(line, file: "greeting")
    var declaration = Declaration(name: "a candidate without a name", supports: [])
    var (version, name): (Int?, String?)
    var scalars: [Scalar]?
    do {
      try reader.object { (reader, key) throws(InputError) in
        switch key {
        case "version":
          version = try reader.integer()
          guard version == 1 else { throw reader.error("expected 1, found \(version!)") }
        case "implementation":
          try reader.object { (reader, key) throws(InputError) in
            switch key {
            case "name": name = try reader.string()
            case "version": declaration.version = try reader.string()
            case "language": declaration.language = try reader.string()
            default: try reader.skip()
            }
          }
        case "scalars":
          var found: [Scalar] = []
          try reader.array { (reader) throws(InputError) in
            var mixed: Scalars?
            if reader.isObject { mixed = try reader.scalars() }
            let name = mixed == nil ? try reader.string() : ""
            guard let scalar = mixed?.parameters ?? Scalar(rawValue: name) else { return }
            if found.contains(scalar) {
              throw reader.error("expected \(scalar.rawValue) once, found it again")
            }
            found.append(scalar)
            declaration.mixedScalars[scalar] = mixed?.areUniform == false ? mixed : nil
          }
          scalars = found
          if found.isEmpty {
            let known = Scalar.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.error("expected at least one of \(known)")
          }
        case "rounding":
          let rounding: DeclaredRounding = try reader.choice()
          declaration.rounding = rounding.rounding
        case "settings": declaration.execution = try reader.settings()
        case "square_root":
          let root: DeclaredRoot = try reader.choice()
          declaration.hasExactRoot = root == .ieee
        case "reference":
          // What is no formula is a program of the catalogue, which is not known here.
          let name = try reader.string()
          let reference = Reference(rawValue: name)
          declaration.reference = reference ?? .pytorch
          declaration.program = reference == nil ? name : nil
        case "subnormals":
          let subnormals: Subnormals = try reader.choice()
          declaration.flushesSubnormals = subnormals == .flushed
        case "supports":
          // Unknown words are ignored: no case asks for those features.
          let words = try reader.values { (reader) throws(InputError) in try reader.string() }
          declaration.supports = Set(words.compactMap(Feature.init))
        default: try reader.skip()
        }
      }
      try reader.end()
      _ = try reader.required(version, "version")
      declaration.name = name ?? declaration.name
      // Another program's version says nothing of PyTorch's.
      if declaration.name.namesPyTorch {
        declaration.execution.version = declaration.version.flatMap(Execution.Version.init)
      }
      declaration.scalars = try reader.required(scalars, "scalars")
    } catch {
      throw Fault(.start, "its greeting is not valid: \(error): \(excerpt(line))")
    }
    self = declaration
  }

  /// A rounding, or that it is not known.
  private struct DeclaredRounding: RawRepresentable, CaseIterable {
    let rounding: Rounding?
    static var allCases: [DeclaredRounding] {
      (Rounding.allCases.map(Optional.some) + [nil]).map { DeclaredRounding(rounding: $0) }
    }
    var rawValue: String { rounding?.rawValue ?? "unknown" }

    init(rounding: Rounding?) { self.rounding = rounding }
    init?(rawValue: String) {
      guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = found
    }
  }
  private enum DeclaredRoot: String, CaseIterable { case ieee, unknown }
  private enum Subnormals: String, CaseIterable { case kept, flushed }
}

extension Answer {
  /// Reads a line as the answer to the run with a number.
  ///
  /// - Throws: `Fault`, if it is an error reply, or not an answer at all. `isOurs` says whether the
  ///   line at least answers this run, so that the next line can answer the next.
  init(_ line: [UInt8], to number: Int, _ run: Run, isOurs: inout Bool) throws(Fault) {
    isOurs = false
    var reader = JSONReader(line, file: "answer")
    var (sequence, answer, problem): (Int?, Answer?, String?)
    do {
      try reader.object { (reader, key) throws(InputError) in
        switch key {
        case "seq": sequence = try reader.integer()
        case "steps":
          var results = Results(coordinates: run.coordinates)
          try reader.array { (reader) throws(InputError) in
            results.append(try reader.results(of: run))
          }
          answer = .results(results)
        case "skipped": answer = .skipped(.said(try reader.string()))
        case "error": problem = try reader.string()
        default: try reader.skip()
        }
      }
      try reader.end()
    } catch {
      isOurs = number == Self.number(line)
      throw Fault(.malformed, "\(error): \(excerpt(line))")
    }
    guard let sequence else { throw Fault(.malformed, "an answer without seq: \(excerpt(line))") }
    guard sequence == number else {
      throw Fault(.malformed, "expected the answer to seq \(number), found seq \(sequence)")
    }
    isOurs = true
    if let problem { throw Fault(.errorReply, problem.isEmpty ? "no reason given" : problem) }
    guard let answer else {
      throw Fault(.malformed, "an answer without steps, skipped or error: \(excerpt(line))")
    }
    if case .results(let results) = answer, results.steps != run.steps.count {
      throw Fault(.malformed, "expected \(run.steps.count) steps, found \(results.steps)")
    }
    self = answer
  }
}

extension Answer {
  /// The number of the case that a line answers, whatever else is in it; `nil` if it names no case.
  private static func number(_ line: [UInt8]) -> Int? {
    var reader = JSONReader(line, file: "")
    var number: Int?
    try? reader.object { (reader, key) throws(InputError) in
      if key == "seq" { number = try reader.integer() } else { try reader.skip() }
    }
    return number
  }
}

extension JSONReader {
  /// Reads one step's results, whose length and type must be those of the run.
  fileprivate mutating func results(of run: Run) throws(InputError) -> StepResults {
    var results = StepResults()
    try object { (reader, key) throws(InputError) in
      guard let quantity = Quantity(rawValue: key) else { return try reader.skip() }
      if quantity != .parameters && reader.null() { return }
      let numbers = try reader.numbers()
      guard numbers.count == run.coordinates else {
        throw reader.error("expected \(run.coordinates) numbers, found \(numbers.count)")
      }
      let scalar = run.scalars[quantity]
      let rounded = scalar == .float64 ? numbers : numbers.map(scalar.rounded)
      results[quantity] = rounded[...]
    }
    if results[.parameters] == nil { throw missing("params") }
    return results
  }
}

/// The beginning of a line, for messages.
func excerpt(_ line: [UInt8]) -> String {
  let text = String(decoding: line.prefix(80), as: UTF8.self).printable
  return line.isEmpty ? "an empty line" : "\"\(text)\(line.count > 80 ? "…" : "")\""
}
