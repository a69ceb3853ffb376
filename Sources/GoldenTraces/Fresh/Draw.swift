/// Numbers drawn from a seed, by SplitMix64: the same on every machine.
struct Draw {
  private var state: UInt64

  /// The numbers of one case among those of a seed.
  init(seed: UInt64, _ index: Int) {
    state = seed
    state = next() ^ UInt64(truncatingIfNeeded: index)
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An integer from 0 to one less than `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True, `times` times in `outOf`.
  mutating func chance(_ outOf: Int, times: Int = 1) -> Bool { below(outOf) < times }

  /// A number of at least 0 and less than 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of either sign between two powers of two: as likely in each octave.
  mutating func number(exponents: ClosedRange<Int>) -> Double {
    let exponent = exponents.lowerBound + below(exponents.count)
    let magnitude = Double(sign: .plus, exponent: exponent, significand: 1 + unit())
    return chance(2) ? -magnitude : magnitude
  }
}
