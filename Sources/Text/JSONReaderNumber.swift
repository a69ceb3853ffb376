import Platform

extension JSONReader {
  /// Reads a number, or one of the strings that stand for numbers that JSON has not.
  package mutating func number() throws(InputError) -> Double {
    skipSpace()
    let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
    if byte == UInt8(ascii: "\"") {
      let word = try string(expected)
      switch word {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw error("expected \(expected), found \"\(word.prefix(40))\"")
      }
    }
    guard byte == UInt8(ascii: "-") || isDigit(byte) else {
      throw syntaxError(expected)
    }
    let start = position
    let number = try decimal()
    if let value = number.nearest(powers) { return value }
    // Rare: very long, very small or very large.
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let value = strtod(text, nil)
    guard value.isFinite else {
      throw error("expected a number in the range of a double, found \(text.prefix(40))")
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
  mutating func decimal() throws(InputError) -> DecimalNumber {
    var end = position
    let problem: DecimalNumber.Problem
    do {
      let number = try DecimalNumber(bytes.span.bytes, &end)
      position = end
      return number
    } catch {
      problem = error
    }
    position = end
    switch problem {
    case .noDigit: throw syntaxError("a digit")
    case .leadingZero: throw error("expected a number without leading zeros")
    }
  }

  /// Reads numbers and the commas between them, as long as there is room and each is as usual. The
  /// rest is left to be read one by one, errors included; where the last number ends.
  static func usualNumbers(
    _ bytes: RawSpan, from start: Int, _ powers: [PowerOfTen], _ numbers: inout OutputSpan<Double>
  ) -> Int {
    var (position, end) = (start, start)
    while numbers.freeCapacity > 0 {
      guard let number = DecimalNumber(usual: bytes, &position)?.nearest(powers) else { break }
      numbers.append(number)
      end = position
      guard bytes.byte(position) == UInt8(ascii: ",") else { break }
      position &+= 1
      if bytes.byte(position) == UInt8(ascii: " ") {
        position &+= 1
      } else {
        // Most files have one space or nothing. A line end is left as well.
        guard bytes.byte(position) > 0x20 else { break }
      }
    }
    return end
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
