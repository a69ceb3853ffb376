import CGSL

/// How far the mean of independent values strays from its expectation, at most.
///
/// The bounds of Hoeffding and Bernstein hold for every number of values: no limit theorem is
/// used. P(|mean − expectation| ≥ d) ≤ 2 exp(−d² / (2 (q + s d / 3))), where q is the variance of
/// the mean, or a bound of it, and s is the reach of one value, 0 for Hoeffding.
public struct Concentration: Equatable, Sendable {
  /// The expectation of the mean.
  public let expectation: Double
  /// The q of the bound: the variance of the mean, or more.
  private let variance: Double
  /// The s of the bound: the reach of one value.
  private let reach: Double

  /// A sum of independent terms, each within an interval: Hoeffding's bound.
  ///
  /// - Parameters:
  ///   - expectation: of the sum.
  ///   - squaredWidths: the sum of the squares of the intervals' widths.
  /// - Returns: the bound.
  public static func hoeffding(
    expectation: Double, squaredWidths: Double
  ) -> Concentration {
    Concentration(expectation: expectation, variance: squaredWidths / 4, reach: 0)
  }

  /// A mean of so many independent values: Bernstein's bound.
  ///
  /// - Parameters:
  ///   - expectation: of one value.
  ///   - variance: of one value, or more.
  ///   - bound: how far one value can be from its expectation, or more.
  ///   - count: how many values; at least 1.
  /// - Returns: the bound.
  public static func bernstein(
    expectation: Double, variance: Double, bound: Double, count: Int
  ) -> Concentration {
    let n = Double(max(count, 1))
    return Concentration(expectation: expectation, variance: variance / n, reach: bound / n)
  }

  private init(expectation: Double, variance: Double, reach: Double) {
    (self.expectation, self.variance, self.reach) = (expectation, variance, reach)
  }

  /// A bound of how likely the mean is as far from its expectation as `mean`, on either side.
  ///
  /// - Returns: at most 1; 0 for ±∞, NaN for NaN.
  public func pValue(of mean: Double) -> Double {
    let p = 2 * tail(abs(mean - expectation))
    // Not `min`, which would take NaN for 1.
    return p > 1 ? 1 : p
  }

  /// The smallest deviation whose p-value is at most `level`; NaN unless that is in (0, 1].
  public func threshold(level: Double) -> Double {
    guard level > 0, level <= 1 else { return .nan }
    let surprise = gsl_cdf_exponential_Qinv(level / 2, 1)
    let linear = surprise * reach / 3
    return linear + (linear * linear + 2 * surprise * variance).squareRoot()
  }

  /// A lower bound of the power of a test at a level: how likely it rejects this expectation, if
  /// `other` is true.
  public func power(ifTrueIs other: Concentration, level: Double) -> Double {
    let room = abs(other.expectation - expectation) - threshold(level: level)
    return room > 0 ? 1 - other.tail(room) : 0
  }

  /// A bound of how likely a deviation is on one side.
  private func tail(_ deviation: Double) -> Double {
    if deviation.isNaN { return .nan }
    if deviation == .infinity { return 0 }
    if deviation == 0 { return 1 }
    let exponent = deviation * deviation / (2 * (variance + reach * deviation / 3))
    return gsl_cdf_exponential_Q(exponent, 1)
  }
}
