import CGSL

/// Random numbers for statistical claims: GSL's `mt19937` and its samplers, by a seed.
///
/// They are the same wherever the version of GSL is. Nothing of them shrinks.
public final class StatisticalStream {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream of a seed, of all its 64 bits; another number for each claim gives another stream.
  public init(seed: UInt64, claim: UInt64 = 0) {
    gsl_set_error_handler_off()
    generator = gsl_rng_alloc(cgsl_rng_mt19937())
    gsl_rng_set(generator, Seeds.folded(Seeds.mix(seed, claim)))
  }

  deinit { gsl_rng_free(generator) }

  /// A number of 0..<1, a multiple of 2⁻³².
  public func uniform() -> Double { gsl_rng_uniform(generator) }

  /// A whole number below `bound`; 0 if there is none.
  public func integer(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    if bound <= 0xFFFF_FFFF { return Int(gsl_rng_uniform_int(generator, UInt(bound))) }
    let bits = UInt64(gsl_rng_get(generator)) << 32 | UInt64(gsl_rng_get(generator))
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A Gaussian number of mean 0.
  public func gaussian(sigma: Double = 1) -> Double { gsl_ran_gaussian(generator, sigma) }

  /// e to the power of a Gaussian number.
  public func logNormal(zeta: Double = 0, sigma: Double = 1) -> Double {
    gsl_ran_lognormal(generator, zeta, sigma)
  }

  /// An exponential number.
  public func exponential(mean: Double = 1) -> Double { gsl_ran_exponential(generator, mean) }

  /// A Cauchy number.
  public func cauchy(scale: Double = 1) -> Double { gsl_ran_cauchy(generator, scale) }

  /// A symmetric Lévy stable number. 0 < exponent ≤ 2.
  public func levy(scale: Double = 1, exponent: Double) -> Double {
    gsl_ran_levy(generator, scale, exponent)
  }

  /// A number of Laplace's two-sided exponential distribution.
  public func laplace(scale: Double = 1) -> Double { gsl_ran_laplace(generator, scale) }

  /// A number of Student's t-distribution; NaN unless the degrees are positive.
  public func student(degrees: Double) -> Double {
    degrees > 0 ? gsl_ran_tdist(generator, degrees) : .nan
  }

  /// Whether a coin of a probability fell heads.
  public func bernoulli(_ probability: Double = 0.5) -> Bool { uniform() < probability }
}
