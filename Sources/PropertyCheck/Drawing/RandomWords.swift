import CGSL

/// Random words of 32 bits from GSL's generator `taus2`; the seed decides them all.
struct RandomWords: ~Copyable {
  private let generator: UnsafeMutablePointer<gsl_rng> = gsl_rng_alloc(cgsl_rng_taus2())

  init(seed: UInt64) { restart(seed: seed) }

  deinit { gsl_rng_free(generator) }

  /// Begins the words of a seed.
  func restart(seed: UInt64) { gsl_rng_set(generator, Seeds.folded(seed)) }

  /// 32 random bits.
  @inline(__always)
  func word() -> UInt64 { UInt64(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// 64 random bits.
  func twoWords() -> UInt64 { word() << 32 | word() }
}
