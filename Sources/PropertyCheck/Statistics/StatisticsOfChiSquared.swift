import CGSL

// Tests by Pearson's χ².
extension Statistics {
  /// The one-sided p-value: how likely χ² is at least `statistic`.
  public static func chiSquaredPValue(_ statistic: Double, degrees: Double) -> Double {
    guard degrees > 0, statistic >= 0 else { return .nan }
    return gsl_cdf_chisq_Q(statistic, degrees)
  }

  /// The two-sided p-value, twice the smaller tail: how likely χ² is as far out as `statistic`.
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

  /// The power of the two-sided χ² test of a variance, if it is `ratio` times the tested one.
  ///
  /// The thresholds are found by halving: GSL's inverse fails far out for many degrees.
  package static func chiSquaredPower(ratio: Double, degrees: Double, level: Double) -> Double {
    guard ratio > 0, degrees > 0, 0 < level, level < 1 else { return .nan }
    func threshold(from inside: Double, to outside: Double) -> Double {
      var (inside, outside) = (inside, outside)
      for _ in 0..<60 {
        let middle = (inside + outside) / 2
        if chiSquaredTwoSidedPValue(middle, degrees: degrees) <= level {
          outside = middle
        } else {
          inside = middle
        }
      }
      return outside
    }
    let low = threshold(from: degrees, to: 0)
    var far = degrees + 1
    while chiSquaredTwoSidedPValue(far, degrees: degrees) > level { far *= 2 }
    let high = threshold(from: degrees, to: far)
    return gsl_cdf_chisq_P(low / ratio, degrees) + gsl_cdf_chisq_Q(high / ratio, degrees)
  }

  /// The number below which χ² lies with a probability; NaN unless that is in 0…1.
  package static func chiSquaredQuantile(_ probability: Double, degrees: Double) -> Double {
    guard degrees > 0, 0...1 ~= probability else { return .nan }
    return gsl_cdf_chisq_Pinv(probability, degrees)
  }
}
