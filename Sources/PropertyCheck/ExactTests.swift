import CGSL

// Tests whose false alarms are bounded for every number of values, and their power.
extension Statistics {
  /// How likely the distribution of a sample is, somewhere, as far from the true one as `distance`:
  /// at most this, by Dvoretzky, Kiefer and Wolfowitz with Massart's constant.
  ///
  /// - Returns: at most 1; NaN for a distance that is NaN or below 0, and for an empty sample.
  public static func dkwPValue(distance: Double, count: Int) -> Double {
    guard count > 0, distance >= 0 else { return .nan }
    return min(1, 2 * gsl_cdf_exponential_Q(2 * Double(count) * distance * distance, 1))
  }

  /// A lower bound of the power of that test, if the true distribution is, somewhere, so far from
  /// the one that is tested.
  public static func dkwPower(distance: Double, count: Int, level: Double) -> Double {
    guard count > 0, 0 < level, level <= 1 else { return .nan }
    let n = Double(count)
    let room = distance - (gsl_cdf_exponential_Qinv(level / 2, 1) / (2 * n)).squareRoot()
    return room > 0 ? 1 - gsl_cdf_exponential_Q(2 * n * room * room, 1) : 0
  }

  /// Half of the χ² of the likelihood ratio: Σ observed · ln (observed / expected).
  ///
  /// - Returns: NaN if the lists differ in length or something expected is not positive.
  public static func relativeEntropy(observed: [Int], expected: [Double]) -> Double {
    guard observed.count == expected.count, expected.allSatisfy({ $0 > 0 }) else { return .nan }
    return zip(observed, expected).reduce(0) { sum, pair in
      pair.0 == 0 ? sum : sum + Double(pair.0) * logarithm(Double(pair.0) / pair.1)
    }
  }

  /// How likely counts in so many cells have a relative entropy of at least this: at most so much,
  /// for every number of values, by Agrawal (IEEE Trans. Inf. Theory 66/10, 2020).
  public static func relativeEntropyPValue(_ entropy: Double, cells: Int) -> Double {
    guard cells > 1, !entropy.isNaN else { return .nan }
    let k = Double(cells - 1)
    if entropy <= k { return 1 }
    if entropy == .infinity { return 0 }
    return gsl_cdf_exponential_Q(entropy - k - k * logarithm(entropy / k), 1)
  }

  /// A lower bound of the power of that test: how likely the cells of one part alone, of
  /// probability `tested`, are seen to have another.
  public static func relativeEntropyPower(
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
  private static func binomialPower(
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
    // The last below it.
    (low, high) = (-1, middle)
    while low < high {
      let mid = low + (high - low + 1) / 2
      if rejects(mid) { low = mid } else { high = mid - 1 }
    }
    if low >= 0 { power += gsl_cdf_binomial_P(UInt32(low), probability, UInt32(n)) }
    return min(1, power)
  }

  /// A bound of how likely fair signs, put before numbers, make the sum so large in magnitude: by
  /// Hoeffding.
  ///
  /// - Parameters:
  ///   - sum: with signs.
  ///   - squares: the sum of the numbers' squares.
  /// - Returns: at most 1; NaN unless both are finite and some number is not 0.
  public static func signPValue(sum: Double, squares: Double) -> Double {
    guard squares > 0, squares.isFinite, sum.isFinite else { return .nan }
    return min(1, 2 * gsl_cdf_exponential_Q(sum * sum / (2 * squares), 1))
  }

  /// A lower bound of the power of that test where each number is larger by this part of it if its
  /// sign is +, and smaller if it is −.
  ///
  /// - Parameters:
  ///   - part: the part, 0…1.
  ///   - sum: of the magnitudes of the numbers.
  ///   - squares: the sum of the numbers' squares.
  ///   - level: that of the test.
  /// - Returns: at least 0; NaN out of domain.
  public static func signPower(
    part: Double, sum: Double, squares: Double, level: Double
  ) -> Double {
    guard squares > 0, sum >= 0, 0 < level, level <= 1 else { return .nan }
    // The numbers as seen are up to 1 + part times as large.
    let spread = (2 * squares).squareRoot()
    let threshold = gsl_cdf_exponential_Qinv(level / 2, 1).squareRoot() * spread * (1 + part)
    let room = (part * sum - threshold) / spread
    return room > 0 ? 1 - gsl_cdf_exponential_Q(room * room, 1) : 0
  }

  /// The power of the two-sided χ² test of a variance, if it is `ratio` times the tested one.
  ///
  /// The thresholds are found by halving: GSL's inverse fails far out for many degrees.
  public static func chiSquaredPower(ratio: Double, degrees: Double, level: Double) -> Double {
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

  /// The number below which χ² is with a probability; NaN unless that is in 0…1.
  public static func chiSquaredQuantile(_ probability: Double, degrees: Double) -> Double {
    guard degrees > 0, 0...1 ~= probability else { return .nan }
    return gsl_cdf_chisq_Pinv(probability, degrees)
  }

  /// How likely a Cauchy number of scale 1 is within ±`x`; 0 for x < 0.
  public static func cauchyProbability(within x: Double) -> Double {
    x < 0 ? 0 : x == .infinity ? 1 : 1 - 2 * gsl_cdf_cauchy_Q(x, 1)
  }

  /// ln x of x > 0, with GSL's own functions.
  private static func logarithm(_ x: Double) -> Double {
    x <= 1 ? -gsl_cdf_exponential_Qinv(x, 1) : gsl_cdf_exponential_Qinv(1 / x, 1)
  }
}
