import Runs
import Text

/// Numbers as a person writes them: separated by commas or spaces.
enum Numbers {
  /// One or more numbers, from `place`.
  static func list(_ text: some StringProtocol, _ place: String) throws -> [Double] {
    try text.split { $0 == "," || $0.isWhitespace }.map { word in
      guard let number = Double(word) else {
        throw Failure.input("\(place): expected numbers, found \"\(word.prefix(40))\"".printable)
      }
      return number
    }
  }

  /// Reads a step with a gradient of `count` numbers, with `none`, or with one of `count` numbers
  /// for each data point, with semicolons between them.
  static func step(
    _ text: some StringProtocol, _ count: Int, _ place: String
  ) throws -> StepInputs {
    if text.split(whereSeparator: \.isWhitespace) == ["none"] { return StepInputs(gradient: nil) }
    let rows = try text.split(separator: ";").map { try list($0, place) }
    for row in rows.isEmpty ? [[]] : rows where row.count != count {
      throw Failure.input("\(place): expected \(count) numbers as in params, found \(row.count)")
    }
    return rows.count > 1 ? StepInputs(points: rows) : StepInputs(gradient: rows.first ?? [])
  }
}
