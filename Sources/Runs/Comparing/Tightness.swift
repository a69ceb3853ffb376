/// How many times a bound is wider than the error seen: counts by eighths of a power of two, so
/// that a run of any length has a median.
package struct Tightness: Equatable, Sendable {
  private var counts: [Int: Int] = [:]

  /// Nothing yet.
  package init() {}

  package mutating func add(_ ratio: Double) {
    guard ratio.isFinite, ratio > 0 else { return }
    let (exponent, significand) = (Int(ratio.exponent), ratio.significand)
    counts[8 * exponent + Int((significand - 1) * 8), default: 0] += 1
  }

  package mutating func add(_ other: Tightness) { counts.merge(other.counts, uniquingKeysWith: +) }

  /// The median, to an eighth of a power of two; `nil` if no error was seen.
  package var median: Double? {
    let total = counts.values.reduce(0, +)
    var seen = 0
    for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if 2 * seen >= total {
        let exponent = place >> 3
        return Double(sign: .plus, exponent: exponent, significand: 1 + Double(place & 7) / 8)
      }
    }
    return nil
  }
}
