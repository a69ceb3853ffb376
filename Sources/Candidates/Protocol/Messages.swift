import GoldenTraces
import Runs
import Text

// The candidate protocol: a JSON object in a line, in both directions. A program that answers with
// version 1 is asked for runs of one parameter; one of version 2 for whole optimizers, too.

/// The messages that are sent to a candidate.
enum Message {
  static let start = Array("{\"cmd\": \"start\", \"version\": 2}\n".utf8)
  static let stop = Array("{\"cmd\": \"stop\"}\n".utf8)

  /// The message that asks for a run. Its id tells nothing of what is asked.
  static func run(_ number: Int, _ run: Run) -> [UInt8] {
    var run = run
    run.id = "case/\(number)"
    let message = JSONValue.object([
      ("cmd", .string("run")),
      ("seq", .count(number)),
      ("case", run.json),
    ])
    return Array(message.text.utf8) + [UInt8(ascii: "\n")]
  }

  /// The message that asks for a whole optimizer's run.
  static func optimizer(_ number: Int, _ asked: OptimizerCase) -> [UInt8] {
    Array("{\"cmd\": \"run\", \"seq\": \(number), \"case\": \(asked.text(number))}\n".utf8)
  }
}

extension Declaration {
  /// Reads a candidate's greeting, its answer to `start`.
  init(_ line: [UInt8]) throws(Fault) {
    var reader = JSONReader(line, file: "greeting")
    var declaration = Declaration(name: "a candidate without a name", supports: [])
    var (version, name): (Int?, String?)
    var scalars: [Scalar]?
    var unknown: [UnknownKey] = []
    do {
      try reader.object { (reader, key) throws(InputError) in
        switch key {
        case "version":
          version = try reader.integer()
          guard version == 1 || version == 2 else {
            throw reader.error("expected 1 or 2, found \(version!)")
          }
          declaration.version2 = version == 2
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
          // No case asks for what an unknown word means: it is told, and passed over.
          let words = try reader.values { (reader) throws(InputError) in try reader.string() }
          declaration.supports = Set(words.compactMap(Feature.init))
          let known = Feature.allCases.map(\.rawValue)
          unknown += words.filter { !known.contains($0) }
            .map { UnknownKey($0, in: "supports", among: known, kind: "word") }
        default:
          try reader.skipUnknown(
            key,
            among: [
              "version", "implementation", "scalars", "rounding", "settings", "square_root",
              "reference", "subnormals", "supports",
            ])
        }
      }
      try reader.end()
      declaration.unknownKeys = reader.unknownKeys + unknown
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
}

extension Answer {
  /// Reads a line as the answer to the run with a number.
  ///
  /// - Throws: `Fault`, as `Reply`.
  init(_ line: [UInt8], to number: Int, _ run: Run, isOurs: inout Bool) throws(Fault) {
    var results: Results?
    let given = try AnswerLine(line, to: number, isOurs: &isOurs) {
      (reader, key) throws(InputError) in
      guard key == "steps" else { return try reader.skip() }
      var steps = Results(coordinates: run.coordinates)
      try reader.array { (reader) throws(InputError) in
        steps.append(
          try reader.results(of: run) { (reader, _) throws(InputError) in try reader.skip() })
      }
      results = steps
    }
    if let skipped = given.skipped {
      self = .skipped(.said(skipped))
      return
    }
    guard let results else {
      throw Fault(.malformed, "an answer without steps, skipped or error: \(excerpt(line))")
    }
    guard results.steps == run.steps.count else {
      throw Fault(.malformed, "expected \(run.steps.count) steps, found \(results.steps)")
    }
    self = .results(results)
  }
}

extension JSONReader {
  /// Reads one step's results, whose length and type must be those of the run; `other` reads the
  /// values of other keys.
  mutating func results(
    of run: Run, _ other: (inout JSONReader, String) throws(InputError) -> Void
  ) throws(InputError) -> StepResults {
    var results = StepResults()
    try object { (reader, key) throws(InputError) in
      guard let quantity = Quantity(rawValue: key) else { return try other(&reader, key) }
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
