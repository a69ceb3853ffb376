import CGSL

/// GSL's samplers, which draw from the choices: what they return shrinks and replays.
///
/// Their parameters are those of GSL's manual. Out of domain they may return NaN.
extension Source {
  /// A Gaussian number of mean 0; simplest is 0. One choice, mostly.
  public func gaussian(sigma: Double = 1) -> Double {
    // With choice 0 the ziggurat returns −0.
    sample("gaussian") { gsl_ran_gaussian_ziggurat($0, sigma) + 0 }
  }

  /// e to the power of a Gaussian number of mean `zeta` and deviation `sigma`.
  public func logNormal(zeta: Double = 0, sigma: Double = 1) -> Double {
    sample("log-normal") { gsl_ran_lognormal($0, zeta, sigma) }
  }

  /// A Cauchy number, which has no mean; simplest is 0.
  public func cauchy(scale: Double = 1) -> Double {
    sample("cauchy") { gsl_ran_cauchy($0, scale) }
  }

  /// A symmetric Lévy stable number; exponent 2 is Gaussian, 1 is Cauchy. 0 < exponent ≤ 2.
  public func levy(scale: Double = 1, exponent: Double) -> Double {
    sample("levy") { gsl_ran_levy($0, scale, exponent) }
  }

  /// An exponential number of a mean; simplest is 0.
  public func exponential(mean: Double = 1) -> Double {
    sample("exponential") { gsl_ran_exponential($0, mean) }
  }

  /// A number of Laplace's two-sided exponential distribution.
  public func laplace(scale: Double = 1) -> Double {
    sample("laplace") { gsl_ran_laplace($0, scale) }
  }

  /// A number of Student's t-distribution; NaN unless the degrees are positive.
  public func student(degrees: Double) -> Double {
    guard degrees > 0 else { return .nan }
    return sample("student") { gsl_ran_tdist($0, degrees) }
  }

  /// A number of the gamma distribution; NaN unless both parameters are positive and finite.
  public func gamma(shape: Double, scale: Double = 1) -> Double {
    // GSL recurs forever if the shape is not positive.
    guard shape > 0, shape.isFinite else { return .nan }
    return sample("gamma") { gsl_ran_gamma($0, shape, scale) }
  }

  @inline(__always)
  private func sample(
    _ name: String, _ sampler: (UnsafePointer<gsl_rng>) -> Double
  ) -> Double {
    let start = tape.count
    self.sampler.wordsTaken = 0
    let value = sampler(self.sampler.pointer)
    describe(from: start, name, value)
    return value
  }

  /// The next 32 bits for a sampler of GSL's.
  ///
  /// A sampler that rejects zeros would wait forever on a replay that ran out; after a few zeros it
  /// gets, and records, other numbers.
  func samplerWord() -> UInt64 {
    sampler.wordsTaken += 1
    if sampler.wordsTaken > 8, tape.isExhausted, !tape.isOverrun {
      let value = tape.nextFallback() >> 32
      _ = record(upTo: 0xFFFF_FFFF, as: .word) { 0 }
      tape.correctLast(value)
      return value
    }
    return record(upTo: 0xFFFF_FFFF, as: .word) { fresh.word() }
  }
}
