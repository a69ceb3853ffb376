import CGSL

// The test of signs: whether the signs of numbers are fair.
extension Statistics {
  /// A bound, Hoeffding's, of how likely fair signs, put before numbers, make the sum as large in
  /// magnitude as `sum`.
  ///
  /// - Parameters:
  ///   - sum: with signs.
  ///   - squares: the sum of the numbers' squares.
  /// - Returns: at most 1; NaN unless both are finite and some number is not 0.
  package static func signPValue(sum: Double, squares: Double) -> Double {
    guard squares > 0, squares.isFinite, sum.isFinite else { return .nan }
    return min(1, 2 * gsl_cdf_exponential_Q(sum * sum / (2 * squares), 1))
  }

  /// A lower bound of the power of the test by `signPValue`, where each number is larger by a part
  /// of it if its sign is +, and smaller if it is −.
  ///
  /// - Parameters:
  ///   - part: the part, 0…1.
  ///   - sum: of the magnitudes of the numbers.
  ///   - squares: the sum of the numbers' squares.
  ///   - level: that of the test.
  /// - Returns: at least 0; NaN out of domain.
  package static func signPower(
    part: Double, sum: Double, squares: Double, level: Double
  ) -> Double {
    guard squares > 0, sum >= 0, 0 < level, level <= 1 else { return .nan }
    // The numbers as seen are up to 1 + part times as large.
    let spread = (2 * squares).squareRoot()
    let threshold = gsl_cdf_exponential_Qinv(level / 2, 1).squareRoot() * spread * (1 + part)
    let room = (part * sum - threshold) / spread
    return room > 0 ? 1 - gsl_cdf_exponential_Q(room * room, 1) : 0
  }
}
