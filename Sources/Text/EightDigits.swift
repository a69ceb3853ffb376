/// The digits that eight bytes begin with, read at once.
struct EightDigits {
  /// Eight bytes, a digit's value in each, the first digit in the least significant byte.
  private let digits: UInt64

  /// How many digits eight bytes begin with.
  @inline(__always)
  static func count(_ bytes: UInt64) -> Int {
    let values = values(bytes)
    // A byte above 9 carries into its highest bit, and at most into bytes after it.
    let others = (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount &>> 3
  }

  /// The digits that eight bytes end with, up to eight.
  ///
  /// There are no branches: how many decimals a number has cannot be foreseen.
  @inline(__always)
  init(last count: Int, of bytes: UInt64) {
    // In two halves: a shift by all 64 bits would be one by 0.
    let half = UInt64(truncatingIfNeeded: 4 &* count)
    digits = Self.values(bytes) & ~((.max &>> half) &>> half)
  }

  /// The number that the digits say.
  @inline(__always)
  var value: UInt64 {
    // Pairs of digits, then the sum of all four.
    let pairs = digits &* 10 &+ digits &>> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let outer = (pairs & mask) &* (100 + 1_000_000 << 32)
    let inner = (pairs &>> 16 & mask) &* (1 + 10_000 << 32)
    return (outer &+ inner) &>> 32
  }

  /// Each byte less "0", if it is a digit.
  @inline(__always)
  private static func values(_ bytes: UInt64) -> UInt64 { bytes ^ 0x3030_3030_3030_3030 }
}
