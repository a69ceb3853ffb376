import CGSL

// The test by relative entropy: whether counts in cells have the expected proportions.
extension Statistics {
  /// The relative entropy of counts, half of the χ² of the likelihood ratio:
  /// Σ observed · ln (observed / expected).
  ///
  /// - Returns: NaN if the lists differ in length or something expected is not positive.
  package static func relativeEntropy(observed: [Int], expected: [Double]) -> Double {
    guard observed.count == expected.count, expected.allSatisfy({ $0 > 0 }) else { return .nan }
    return zip(observed, expected).reduce(0) { sum, pair in
      pair.0 == 0 ? sum : sum + Double(pair.0) * logarithm(Double(pair.0) / pair.1)
    }
  }

  /// A bound of how likely counts in so many cells have a relative entropy of at least `entropy`,
  /// by Agrawal (IEEE Trans. Inf. Theory 66/10, 2020).
  package static func relativeEntropyPValue(_ entropy: Double, cells: Int) -> Double {
    guard cells > 1, !entropy.isNaN else { return .nan }
    let k = Double(cells - 1)
    if entropy <= k { return 1 }
    if entropy == .infinity { return 0 }
    return gsl_cdf_exponential_Q(entropy - k - k * logarithm(entropy / k), 1)
  }

  /// A lower bound of the power of the test by relative entropy: how likely it sees that the cells
  /// of one part have `probability`, where `tested` is expected, from that part alone.
  package static func relativeEntropyPower(
    ofPart tested: Double, probability: Double, count: Int, cells: Int, level: Double
  ) -> Double {
    guard 0 < tested, tested < 1, 0...1 ~= probability, count > 0, cells > 1 else { return .nan }
    let n = Double(count)
    return binomialPower(probability: probability, of: count, around: n * tested) { hits in
      let entropy = relativeEntropy(
        observed: [hits, count - hits], expected: [n * tested, n - n * tested])
      return relativeEntropyPValue(entropy, cells: cells) <= level
    }
  }

  /// The natural logarithm of x > 0, with GSL's own functions.
  private static func logarithm(_ x: Double) -> Double {
    x <= 1 ? -gsl_cdf_exponential_Qinv(x, 1) : gsl_cdf_exponential_Qinv(1 / x, 1)
  }
}
