import CGSL

/// p-values of statistical tests, exact or bounds from above, and powers, exact or bounds from
/// below. They hold for every number of values, and are NaN out of domain.
///
/// The functions stand in files by test: `StatisticsOfChiSquared.swift` and so on.
public enum Statistics {
  /// How likely a Cauchy number of scale 1 is within ±`x`; 0 for x < 0.
  package static func cauchyProbability(within x: Double) -> Double {
    x < 0 ? 0 : x == .infinity ? 1 : 1 - 2 * gsl_cdf_cauchy_Q(x, 1)
  }
}
