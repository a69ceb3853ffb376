import CGSL

/// p-values and bounds of statistical claims. Out of domain they are NaN.
public enum Statistics {
  /// How likely χ² is at least `statistic`.
  public static func chiSquaredPValue(_ statistic: Double, degrees: Double) -> Double {
    guard degrees > 0, statistic >= 0 else { return .nan }
    return gsl_cdf_chisq_Q(statistic, degrees)
  }

  /// How likely χ² is as far out as `statistic` on either side: twice the smaller tail.
  public static func chiSquaredTwoSidedPValue(_ statistic: Double, degrees: Double) -> Double {
    guard degrees > 0, statistic >= 0 else { return .nan }
    return min(
      1, 2 * min(gsl_cdf_chisq_Q(statistic, degrees), gsl_cdf_chisq_P(statistic, degrees)))
  }

  /// Pearson's test: how likely counts deviate from the expected ones as much as these.
  ///
  /// - Returns: the p-value; NaN if the lists differ in length, are shorter than two, or something
  ///   expected is not positive.
  public static func chiSquaredPValue(observed: [Int], expected: [Double]) -> Double {
    guard observed.count == expected.count, observed.count > 1, expected.allSatisfy({ $0 > 0 })
    else { return .nan }
    let statistic = zip(observed, expected).reduce(0) { sum, pair in
      let difference = Double(pair.0) - pair.1
      return sum + difference * difference / pair.1
    }
    return chiSquaredPValue(statistic, degrees: Double(observed.count - 1))
  }

  /// How likely a number of successes is as far out as this, on either side: twice the smaller
  /// tail.
  public static func binomialPValue(
    successes: Int, of trials: Int, probability: Double = 0.5
  ) -> Double {
    guard 0...trials ~= successes, trials <= UInt32.max, 0...1 ~= probability else { return .nan }
    let (k, n) = (UInt32(successes), UInt32(trials))
    let below = gsl_cdf_binomial_P(k, probability, n)
    let above = k == 0 ? 1 : gsl_cdf_binomial_Q(k - 1, probability, n)
    return min(1, 2 * min(below, above))
  }

  /// How likely a standard Gaussian number is as far from 0 as `z`.
  public static func gaussianPValue(_ z: Double) -> Double { 2 * gsl_cdf_ugaussian_Q(abs(z)) }

  /// How likely a two-sided Gaussian test at a level sees a shift of the mean, in deviations of one
  /// value, with so many values: its power.
  public static func power(shift: Double, count: Int, level: Double) -> Double {
    guard count > 0, 0 < level, level < 1 else { return .nan }
    let threshold = gsl_cdf_ugaussian_Qinv(level / 2)
    let distance = shift * Double(count).squareRoot()
    return gsl_cdf_ugaussian_Q(threshold - distance) + gsl_cdf_ugaussian_P(-threshold - distance)
  }

  /// The smallest shift of the mean, in deviations of one value, that such a test sees with a
  /// probability; the far tail is left out.
  public static func visibleShift(count: Int, level: Double, power: Double) -> Double {
    guard count > 0, 0 < level, level < 1, 0 < power, power < 1 else { return .nan }
    return (gsl_cdf_ugaussian_Qinv(level / 2) + gsl_cdf_ugaussian_Pinv(power))
      / Double(count).squareRoot()
  }
}

/// A statistical claim that was tested.
public struct Claim: Sendable, Equatable, CustomStringConvertible {
  /// Its name.
  public let name: String
  /// How likely what was seen is, or something farther out, if the claim is true.
  public let pValue: Double
  /// How likely a mistake of the size that `power` speaks of is seen.
  public let power: Double?
  /// In words, the mistake whose chance of being seen is `power`.
  public let mistake: String?

  /// A claim with its p-value, and what it can see.
  public init(_ name: String, pValue: Double, power: Double? = nil, of mistake: String? = nil) {
    self.name = name
    self.pValue = pValue
    self.power = power
    self.mistake = mistake
  }

  /// The claim in words, with its power.
  public var description: String {
    var text = "\(name): p = \(pValue)"
    if let power { text += ", power \(power)" }
    if let mistake { text += " for \(mistake)" }
    return text
  }

  /// Holm's correction: which claims are rejected so that the chance of rejecting any true one, in
  /// the whole list, is at most `level`. A p-value that is NaN is rejected.
  public static func rejected(_ claims: [Claim], level: Double) -> [Claim] {
    let order = claims.indices.sorted { rank(claims[$0]) < rank(claims[$1]) }
    var rejected: [Int] = []
    for (place, index) in order.enumerated() {
      guard rank(claims[index]) <= level / Double(claims.count - place) else { break }
      rejected.append(index)
    }
    return rejected.sorted().map { claims[$0] }
  }

  private static func rank(_ claim: Claim) -> Double { claim.pValue.isNaN ? -1 : claim.pValue }
}
