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
      if number.isInfinite && word.contains(where: \.isNumber) {
        throw Failure.input("\(place): \"\(word.prefix(40))\" is beyond float64".printable)
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
    let parts = text.split(separator: ";")
    if parts.count > 1, parts.allSatisfy({ mayHaveDecimalComma(String($0)) }) {
      let line = text.prefix { !$0.isNewline }
      throw Failure.input(
        """
        \(place): "\(line.prefix(40))" may mean decimal commas: write numbers with points, and \
        data points with spaces, as in 1 0; 0 -2
        """.printable)
    }
    let rows = try parts.map { try list($0, place) }
    for row in rows.isEmpty ? [[]] : rows where row.count != count {
      throw Failure.input("\(place): expected \(count) numbers as in params, found \(row.count)")
    }
    return rows.count > 1 ? StepInputs(points: rows) : StepInputs(gradient: rows.first ?? [])
  }

  /// Whether text is two whole numbers with a comma and no space between them, as `0,25` is.
  private static func mayHaveDecimalComma(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    let parts = words.count == 1 ? words[0].split(separator: ",") : []
    return parts.count == 2 && Int(parts[0]) != nil && parts[1].allSatisfy(\.isNumber)
  }
}
