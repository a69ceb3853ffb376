import CGSL

// The binomial test: whether successes have a probability.
extension Statistics {
  /// The two-sided p-value of a number of successes, twice the smaller tail: how likely it is to be
  /// as far out, if each has the probability.
  public static func binomialPValue(
    successes: Int, of trials: Int, probability: Double = 0.5
  ) -> Double {
    guard 0...trials ~= successes, trials <= UInt32.max, 0...1 ~= probability else { return .nan }
    let (k, n) = (UInt32(successes), UInt32(trials))
    let below = gsl_cdf_binomial_P(k, probability, n)
    let above = k == 0 ? 1 : gsl_cdf_binomial_Q(k - 1, probability, n)
    return min(1, 2 * min(below, above))
  }

  /// The power of the two-sided binomial test: how likely it rejects a probability at a level, if
  /// another is true.
  public static func binomialPower(
    tested: Double = 0.5, probability: Double, of trials: Int, level: Double
  ) -> Double {
    guard 0...1 ~= tested, 0...1 ~= probability, 0...Int(UInt32.max) ~= trials else { return .nan }
    return binomialPower(
      probability: probability, of: trials, around: Double(trials) * tested
    ) { binomialPValue(successes: $0, of: trials, probability: tested) <= level }
  }

  /// How likely a count is rejected, where rejection begins somewhere on either side of `center`.
  static func binomialPower(
    probability: Double, of n: Int, around center: Double, rejects: (Int) -> Bool
  ) -> Double {
    let middle = Int(center)
    var power = 0.0
    // The first count at or above the middle that is rejected.
    var (low, high) = (middle, n + 1)
    while low < high {
      let mid = (low + high) / 2
      if rejects(mid) { high = mid } else { low = mid + 1 }
    }
    if high <= n {
      power += high == 0 ? 1 : gsl_cdf_binomial_Q(UInt32(high - 1), probability, UInt32(n))
    }
    if high == middle { return min(1, power + 1) }
    // The last count below the middle that is rejected.
    (low, high) = (-1, middle)
    while low < high {
      let mid = low + (high - low + 1) / 2
      if rejects(mid) { low = mid } else { high = mid - 1 }
    }
    if low >= 0 { power += gsl_cdf_binomial_P(UInt32(low), probability, UInt32(n)) }
    return min(1, power)
  }
}
