extension JSONReader {
  /// Reads a number, or one of the strings that stand for numbers that JSON has not.
  mutating func number() throws(TraceError) -> Double {
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
    return try plainNumber()
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Reads a number in JSON's grammar, to the nearest double.
  private mutating func plainNumber() throws(TraceError) -> Double {
    let start = position
    let negative = bytes[position] == UInt8(ascii: "-")
    if negative { position += 1 }
    var (digits, decimals) = (UInt64(0), 0)
    let leadingZero = bytes[position] == UInt8(ascii: "0")
    var count = try readDigits(into: &digits)
    if leadingZero && count > 1 { throw error("expected a number without leading zeros") }
    if bytes[position] == UInt8(ascii: ".") {
      position += 1
      decimals = try readDigits(into: &digits)
      count += decimals
    }
    var exponent = 0
    if bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      let down = bytes[position] == UInt8(ascii: "-")
      if down || bytes[position] == UInt8(ascii: "+") { position += 1 }
      var magnitude: UInt64 = 0
      let length = try readDigits(into: &magnitude)
      exponent = length < 10 ? Int(magnitude) * (down ? -1 : 1) : Int.max / 2
    }
    exponent -= decimals
    // Digits and power are both exact in double precision here, so that one operation rounds once.
    if count < 18 && digits <= 1 << 53 && exponent.magnitude <= 22 {
      let power = Self.powersOfTen[Int(exponent.magnitude)]
      let value = exponent < 0 ? Double(digits) / power : Double(digits) * power
      return negative ? -value : value
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw error("expected a number in the range of a double, found \(text.prefix(40))")
    }
    return value
  }

  /// Reads at least one digit; how many. `value` is right for up to 18 digits, and wraps beyond.
  private mutating func readDigits(into value: inout UInt64) throws(TraceError) -> Int {
    let start = position
    while isDigit(bytes[position]) {
      value = value &* 10 &+ UInt64(bytes[position] &- UInt8(ascii: "0"))
      position += 1
    }
    guard position > start else { throw syntaxError("a digit") }
    return position - start
  }

  /// 10⁰ to 10²², which double precision holds exactly.
  private static let powersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
