import CGSL

// The test of Dvoretzky, Kiefer and Wolfowitz: whether a sample has a distribution.
extension Statistics {
  /// A bound of how likely the distribution of a sample is, somewhere, as far from the true one as
  /// `distance`: the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant.
  ///
  /// - Returns: at most 1; NaN for a distance that is NaN or below 0, and for an empty sample.
  package static func dkwPValue(distance: Double, count: Int) -> Double {
    guard count > 0, distance >= 0 else { return .nan }
    return min(1, 2 * gsl_cdf_exponential_Q(2 * Double(count) * distance * distance, 1))
  }

  /// A lower bound of the power of the test by `dkwPValue`, if the true distribution is, somewhere,
  /// as far from the tested one as `distance`.
  package static func dkwPower(distance: Double, count: Int, level: Double) -> Double {
    guard count > 0, 0 < level, level <= 1 else { return .nan }
    let n = Double(count)
    let room = distance - (gsl_cdf_exponential_Qinv(level / 2, 1) / (2 * n)).squareRoot()
    return room > 0 ? 1 - gsl_cdf_exponential_Q(2 * n * room * room, 1) : 0
  }
}
