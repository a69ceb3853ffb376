import CGSL

/// Random numbers for statistical tests: GSL's `mt19937` and its samplers, by a seed.
///
/// They are the same wherever the version of GSL is the same. They do not shrink.
public final class StatisticalStream {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The stream of a seed, of all its 64 bits; each number gives another stream of that seed.
  public init(seed: UInt64, number: UInt64 = 0) {
    gsl_set_error_handler_off()
    generator = gsl_rng_alloc(cgsl_rng_mt19937())
    gsl_rng_set(generator, Seeds.folded(Seeds.mix(seed, number)))
  }

  deinit { gsl_rng_free(generator) }

  /// A number of 0..<1, a multiple of 2⁻³².
  public func uniform() -> Double { gsl_rng_uniform(generator) }

  /// A whole number from 0, below `bound`; 0 if there is no such number.
  public func integer(below bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    if bound <= 0xFFFF_FFFF { return Int(gsl_rng_uniform_int(generator, UInt(bound))) }
    let bits = UInt64(gsl_rng_get(generator)) << 32 | UInt64(gsl_rng_get(generator))
    return Int(bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A Gaussian number of mean 0.
  public func gaussian(sigma: Double = 1) -> Double { gsl_ran_gaussian(generator, sigma) }

  /// A Cauchy number.
  public func cauchy(scale: Double = 1) -> Double { gsl_ran_cauchy(generator, scale) }

  /// Whether a coin of a probability fell heads.
  public func bernoulli(_ probability: Double = 0.5) -> Bool { uniform() < probability }
}
