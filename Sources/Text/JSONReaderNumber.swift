import Platform

extension JSONReader {
  /// Reads a number, or one of the strings that stand for numbers that JSON has not.
  package mutating func number() throws(InputError) -> Double {
    skipSpace()
    let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
    if bytes[position] == UInt8(ascii: "\"") {
      let word = try string(expected)
      switch word {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw error("expected \(expected), found \"\(word.prefix(40))\"")
      }
    }
    guard bytes[position] == UInt8(ascii: "-") || isDigit(bytes[position]) else {
      throw syntaxError(expected)
    }
    let start = position
    let number = try decimal()
    if let value = number.nearest { return value }
    // Rare: very long, very small or very large. The byte after the number ends it.
    let value = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { strtod($0.baseAddress! + start, nil) }
    }
    guard value.isFinite else {
      let text = String(decoding: bytes[start..<position].prefix(40), as: UTF8.self)
      throw error("expected a number in the range of a double, found \(text)")
    }
    return value
  }

  /// Reads a whole number that is not negative; it may be written as 2.0.
  package mutating func integer() throws(InputError) -> Int {
    let value = try number()
    guard let integer = Int(exactly: value), integer >= 0 else {
      throw error("expected a whole number, not negative, found \(value)")
    }
    return integer
  }

  /// Reads a number in JSON's grammar, whatever its size.
  mutating func decimal() throws(InputError) -> Decimal {
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var number = Decimal(isNegative: isNegative)
    let leadingZero = bytes[position] == UInt8(ascii: "0")
    var (count, decimals) = (try readDigits(into: &number.digits), 0)
    if leadingZero && count > 1 { throw error("expected a number without leading zeros") }
    if bytes[position] == UInt8(ascii: ".") {
      position += 1
      decimals = try readDigits(into: &number.digits)
      count += decimals
    }
    number.isExact = count - (leadingZero ? 1 : 0) <= 19
    if bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      let isDown = bytes[position] == UInt8(ascii: "-")
      if isDown || bytes[position] == UInt8(ascii: "+") { position += 1 }
      var magnitude: UInt64 = 0
      let length = try readDigits(into: &magnitude)
      number.isExact = number.isExact && length < 10
      number.exponent = Int(truncatingIfNeeded: magnitude) &* (isDown ? -1 : 1)
    }
    number.exponent &-= decimals
    return number
  }

  /// Reads at least one digit; how many. `value` is right for up to 19 digits, and wraps beyond.
  private mutating func readDigits(into value: inout UInt64) throws(InputError) -> Int {
    let start = position
    var (end, digits) = (start, value)
    while isDigit(bytes[end]) {
      digits = digits &* 10 &+ UInt64(bytes[end] &- UInt8(ascii: "0"))
      end += 1
    }
    (position, value) = (end, digits)
    guard end > start else { throw syntaxError("a digit") }
    return end - start
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// ± digits · 10^exponent, as it was written.
struct Decimal {
  var isNegative: Bool
  var digits: UInt64 = 0
  var exponent = 0
  /// Whether `digits` and `exponent` hold all that was written.
  var isExact = true

  /// The nearest double, ties to even; `nil` if that takes more than one division.
  ///
  /// digits · 10^-k is digits / 5^k · 2^-k. For k up to 27, 5^k fits in 64 bits, and one division
  /// of 128 bits by 64 gives at least 63 of the quotient's, and whether a remainder is left, which
  /// is all that rounding to 53 bits needs.
  var nearest: Double? {
    guard isExact, (-27...0).contains(exponent) else { return nil }
    if digits == 0 { return isNegative ? -0.0 : 0 }
    let divisor = Self.powersOfFive[-exponent]
    let (up, divisorUp) = (digits.leadingZeroBitCount, divisor.leadingZeroBitCount)
    let (dividend, normalised) = (digits << up, divisor << divisorUp)
    // Half of the dividend is less than the divisor, so that the quotient fits.
    let (quotient, remainder) = normalised.dividingFullWidth((dividend >> 1, dividend << 63))
    let magnitude = Double(quotient | (remainder == 0 ? 0 : 1))
    let power = exponent - 63 - up + divisorUp
    let value = magnitude * Double(sign: .plus, exponent: power, significand: 1)
    return isNegative ? -value : value
  }

  /// 5⁰ to 5²⁷.
  private static let powersOfFive: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 5 }
  }
}
