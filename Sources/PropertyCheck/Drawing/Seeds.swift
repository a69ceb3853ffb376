/// SplitMix64, which turns numbers that differ little into seeds that have nothing in common.
enum Seeds {
  /// A bijection of 64-bit numbers that leaves no pattern.
  static func mix(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// One number of two, in which order matters.
  static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 { mix(mix(first) ^ second) }

  /// The seed as GSL takes it: it keeps 32 bits, and 0 would mean "the default seed".
  static func folded(_ seed: UInt64) -> UInt {
    let mixed = mix(seed)
    let low = UInt32(truncatingIfNeeded: mixed ^ (mixed >> 32))
    return UInt(low == 0 ? 1 : low)
  }
}
