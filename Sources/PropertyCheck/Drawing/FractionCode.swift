/// The codes of fractions of 53 bits, of which short fractions have small ones: 0, ½, ¼, ¾, ⅛, …
enum FractionCode {
  /// The 53 bits backwards: the code of a fraction, and the fraction of a code.
  static func reversed(_ fraction: UInt64) -> UInt64 { fraction.bitsReversed >> 11 }
}

extension UInt64 {
  /// The bits in the opposite order.
  var bitsReversed: UInt64 {
    var bits = byteSwapped
    bits = (bits & 0x0F0F_0F0F_0F0F_0F0F) << 4 | (bits >> 4) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits & 0x3333_3333_3333_3333) << 2 | (bits >> 2) & 0x3333_3333_3333_3333
    return (bits & 0x5555_5555_5555_5555) << 1 | (bits >> 1) & 0x5555_5555_5555_5555
  }
}
