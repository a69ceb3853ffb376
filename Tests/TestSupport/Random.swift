import CGSL

/// GSL's generator `taus2` with a seed of its own: the same numbers on every machine.
public final class Random {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// A stream for each seed. GSL takes seed 0 for "the default seed", so 0 is refused.
  public init(seed: UInt) {
    precondition(seed != 0)
    generator = gsl_rng_alloc(cgsl_rng_taus2())
    gsl_rng_set(generator, seed)
  }

  deinit { gsl_rng_free(generator) }

  /// A whole number in `range`.
  public func integer(in range: Range<Int>) -> Int {
    range.lowerBound + Int(gsl_rng_uniform_int(generator, UInt(range.count)))
  }

  /// One of `choices`.
  public func element<Element>(of choices: [Element]) -> Element {
    choices[integer(in: 0..<choices.count)]
  }

  /// A Gaussian number of mean 0 and deviation `sigma`.
  public func gaussian(sigma: Double = 1) -> Double { gsl_ran_gaussian(generator, sigma) }

  /// Gaussian numbers whose size varies over many powers of two; one in sixteen is special: a zero
  /// of either sign, a subnormal, a huge number, an infinity or NaN.
  public func numbers(_ count: Int) -> [Double] {
    let special = [
      0, -0.0, 0x1p-1074, -0x1p-1030, 1e-38, 1e154, -1e200, 1.7e308, .infinity, -.infinity, .nan,
    ]
    return (0..<count).map { _ in
      if integer(in: 0..<16) == 0 { return element(of: special) }
      return gaussian() * Double(sign: .plus, exponent: integer(in: -12..<12), significand: 1)
    }
  }
}
