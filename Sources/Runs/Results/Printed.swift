/// How the numbers of a recording were printed, where that left out some of their digits.
public enum Printed: Equatable, Sendable {
  /// To so many significant digits.
  case digits(Int)
  /// To so many places after the point.
  case decimals(Int)

  /// How far a number may have been from what was printed: half of a unit in the last place that
  /// was printed.
  func halfUnit(of printed: Double) -> Double {
    guard printed.isFinite else { return 0 }
    switch self {
    case .decimals(let count): return 0.5 * power(-count)
    case .digits(let count):
      if printed == 0 { return 0 }
      return 0.5 * power(decimalExponent(printed.magnitude) - count + 1)
    }
  }

  /// The printing in words: `4 digits`.
  package var words: String {
    switch self {
    case .digits(let count): "\(count) digit\(count == 1 ? "" : "s")"
    case .decimals(let count): "\(count) decimal\(count == 1 ? "" : "s")"
    }
  }

  /// 10 to the n, as near as a literal has it.
  private func power(_ n: Int) -> Double { Double("1e\(n)") ?? 0 }

  /// ⌊log₁₀⌋ of a number above 0: the place of its first digit.
  private func decimalExponent(_ number: Double) -> Int {
    let text = "\(number)"
    if let e = text.firstIndex(of: "e") { return Int(text[text.index(after: e)...]) ?? 0 }
    let whole = text.prefix { $0 != "." }
    if whole != "0" { return whole.count - 1 }
    return -(text.dropFirst(2).prefix { $0 == "0" }.count + 1)
  }
}
