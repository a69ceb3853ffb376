import Runs
import Text

/// A file of gradients, a row for each step. Its ending says what it is: `.npy`, `.npz`, `.json`,
/// `.csv`, else lines of text.
struct GradientFile {
  /// The parameters before the first step, where the file has them (`params` in an `.npz`).
  let parameters: [Double]?
  /// The steps; lines of text are read when their turn comes.
  let steps: (_ count: Int) throws -> StepSource

  init(_ name: String) throws {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    var parameters: [Double]?
    switch ending {
    case "npy", "npz":
      let arrays = try Self.read(name) { (bytes) throws(InputError) in
        try NumPyFile.arrays(bytes, file: name)
      }
      let known = arrays.first { ["gradients", "gradient", "grads", "grad"].contains($0.name) }
      guard let gradients = known ?? (arrays.count == 1 ? arrays[0] : nil) else {
        let names = arrays.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw Failure.input("\(name): expected an array named gradients, found \(names)".printable)
      }
      parameters = arrays.first { ["params", "param", "parameters"].contains($0.name) }?.numbers
      guard gradients.shape.count == 2 else {
        throw Failure.input(
          "\(name): expected gradients of two dimensions, steps and numbers, found "
            + "\(gradients.shape.count)".printable)
      }
      let width = gradients.shape[1]
      steps = { count in
        guard width == count else { throw Self.wrong(name, width, count) }
        return .recorded(
          (0..<gradients.shape[0]).map { t in
            StepInputs(gradient: Array(gradients.numbers[t * width..<(t + 1) * width]))
          }[...])
      }
    case "json":
      let rows = try Self.read(name) { (bytes) throws(InputError) in
        var reader = JSONReader(bytes, file: name)
        let rows = try reader.values { (reader) throws(InputError) in
          reader.null() ? nil : try reader.numbers()
        }
        try reader.end()
        return rows
      }
      steps = { count in
        for (t, row) in rows.enumerated() {
          if let row, row.count != count { throw Self.wrong("\(name): [\(t)]", row.count, count) }
        }
        return .recorded(rows.map { StepInputs(gradient: $0) }[...])
      }
    case "csv":
      let lines = try Lines(of: name)
      steps = { count in .recorded(try Self.table(lines, count)[...]) }
    default:
      let lines = try Lines(of: name)
      steps = { _ in .lines(lines) }
    }
    self.parameters = parameters
  }

  private static func read<Value>(
    _ name: String, _ parse: ([UInt8]) throws(InputError) -> Value
  ) throws -> Value {
    do { return try parse(readFile(name)) } catch { throw Failure.input("\(error)") }
  }

  private static func wrong(_ place: String, _ found: Int, _ count: Int) -> Failure {
    Failure.input("\(place): expected \(count) numbers as in params, found \(found)".printable)
  }

  /// The rows of a table with commas between its numbers; a first row of names is its head.
  private static func table(_ lines: Lines, _ count: Int) throws -> [StepInputs] {
    var rows: [StepInputs] = []
    var isFirst = true
    while let (line, place) = try lines.next() {
      if line.contains(";") {
        throw Failure.input(
          "\(place): expected commas between numbers with a decimal point, found ';'".printable)
      }
      let words = line.split(whereSeparator: { $0 == "," || $0.isWhitespace })
      defer { isFirst = false }
      // Names begin with a letter, and have no number in them that was meant as one.
      let isHead = words.allSatisfy { word in
        word.drop { $0 == "\"" }.first?.isLetter ?? false && !word.contains { ".-+".contains($0) }
      }
      if isFirst, isHead, line.trimmed != "none" { continue }
      rows.append(try Numbers.step(line, count, place))
    }
    return rows
  }
}

extension String {
  fileprivate var trimmed: Substring { drop { $0.isWhitespace }.prefix { !$0.isWhitespace } }
}
