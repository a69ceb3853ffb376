import Foundation

/// How a page writes a number.
enum Digits {
  /// So many digits: `0.0316`, `3162`, `6.1e-13`.
  case significant(Int)
  /// So many digits after the point: `1.70`.
  case fixed(Int)
  /// As few as read back as the same number: `0.1`.
  case shortest

  func written(_ number: Double) -> String {
    let text =
      switch self {
      case .fixed(let count): String(format: "%.\(count)f", number)
      case .shortest: "\(number)"
      case .significant(let count):
        number != 0 && (number.magnitude < 1e-4 || number.magnitude >= 1e7)
          ? Self.exponent(String(format: "%.\(count - 1)e", number))
          : Self.plain(number, count)
      }
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// `%g` keeps no zeros: as many decimals as the digits need.
  private static func plain(_ number: Double, _ count: Int) -> String {
    guard number != 0 else { return "0" }
    // The exponent after rounding to that many digits.
    let rounded = String(format: "%.\(count - 1)e", number)
    let exponent = Int(rounded.split(separator: "e")[1]) ?? 0
    return String(format: "%.\(max(0, count - 1 - exponent))f", number)
  }

  /// `6.1e-05` as `6.1e-5`.
  private static func exponent(_ text: String) -> String {
    let parts = text.split(separator: "e")
    return "\(parts[0])e\(Int(parts[1]) ?? 0)"
  }

  /// A count, with a comma after thousands.
  static func count(_ count: Int) -> String {
    count.formatted(.number.locale(Locale(identifier: "en_US")))
  }

  /// A small number as a word: `eight`.
  static func word(_ number: Int) -> String {
    let words = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words.indices.contains(number) ? words[number] : "\(number)"
  }
}

extension DefaultStringInterpolation {
  /// A number as a page writes it.
  mutating func appendInterpolation(_ number: Double, _ digits: Digits) {
    appendLiteral(digits.written(number))
  }

  /// A count, with a comma after thousands.
  mutating func appendInterpolation(count: Int) { appendLiteral(Digits.count(count)) }
}
