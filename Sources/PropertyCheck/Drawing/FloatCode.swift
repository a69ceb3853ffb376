/// A numbering of the floating-point numbers from simple to odd, without gaps or repetitions.
///
/// Magnitudes first come as integers, 0, 1, 2, … up to what the significand holds; then everything
/// else, binade by binade, those near 1 first, and in a binade those with the fewest digits first:
/// 0.5, 0.75, 0.625, … 1.5, 1.25, … The lowest bit of a code is the sign. After the finite numbers
/// come ∞, −∞ and NaN, which has one code.
///
/// In a binade 2ᵉ the fraction's bits are read backwards, so that short fractions have small
/// numbers; the integers among them are then just the first 2ᵉ, which are left out.
struct FloatCode: Sendable {
  /// How many bits of the fraction are stored.
  let fractionBits: Int
  /// The exponent of the greatest binade.
  let bias: Int

  static let double = FloatCode(fractionBits: 52, bias: 1023)
  static let single = FloatCode(fractionBits: 23, bias: 127)

  /// How many finite magnitudes there are; also the number of infinity's magnitude.
  var magnitudes: UInt64 { UInt64(2 * bias + 1) << fractionBits }
  var greatestFinite: UInt64 { 2 * magnitudes - 1 }
  var infinity: UInt64 { 2 * magnitudes }
  var nan: UInt64 { 2 * magnitudes + 2 }

  /// Integers below this are their own codes.
  private var integers: UInt64 { 1 << (fractionBits + 1) }
  private var fractionMask: UInt64 { (1 << fractionBits) - 1 }

  /// The number of a magnitude that is given as the bits of a finite number that is not negative.
  func code(ofMagnitude bits: UInt64) -> UInt64 {
    if bits == 0 { return 0 }
    let exponent = Int(bits >> fractionBits) - bias
    let fraction = bits & fractionMask
    if 0...fractionBits ~= exponent {
      let shift = fractionBits - exponent
      if fraction & ((1 << shift) - 1) == 0 { return (fraction | 1 << fractionBits) >> shift }
    }
    return integers + offset(position(exponent)) + reversed(fraction) - leftOut(exponent)
  }

  /// The bits of the magnitude with a number below `magnitudes`.
  func magnitude(of code: UInt64) -> UInt64 {
    if code == 0 { return 0 }
    if code < integers {
      let exponent = 63 - code.leadingZeroBitCount
      return UInt64(exponent + bias) << fractionBits
        | (code << (fractionBits - exponent)) & fractionMask
    }
    let rest = code - integers
    var position = Int(rest >> fractionBits)
    while position < 2 * bias, offset(position + 1) <= rest { position += 1 }
    let exponent = exponent(at: position)
    let fraction = reversed(rest - offset(position) + leftOut(exponent))
    return UInt64(exponent + bias) << fractionBits | fraction
  }

  private func reversed(_ fraction: UInt64) -> UInt64 {
    fraction.bitsReversed >> (64 - fractionBits)
  }

  /// Binades in the order −1, 0, −2, 1, −3, … There is one more above 1 than below.
  private func position(_ exponent: Int) -> Int {
    exponent < 0 ? -2 * (exponent + 1) : min(2 * exponent + 1, 2 * bias)
  }

  private func exponent(at position: Int) -> Int {
    if position == 2 * bias { return bias }
    return position % 2 == 0 ? -(position / 2 + 1) : position / 2
  }

  /// How many numbers of a binade are integers; zero counts as one of the subnormals.
  private func leftOut(_ exponent: Int) -> UInt64 {
    if exponent == -bias { return 1 }
    return 0...fractionBits ~= exponent ? 1 << exponent : 0
  }

  /// How many numbers that are no integers come before the binade at a position.
  private func offset(_ position: Int) -> UInt64 {
    let binadesOfIntegers = min(position / 2, fractionBits + 1)
    let zero: UInt64 = position > 2 * (bias - 1) ? 1 : 0
    return UInt64(position) << fractionBits - ((1 << binadesOfIntegers) - 1) - zero
  }
}
