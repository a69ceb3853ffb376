extension JSONReader {
  /// Reads a string.
  package mutating func string(_ expected: String = "a string") throws(InputError) -> String {
    try expect("\"", expected)
    let start = position
    let (end, isASCII) = bytes.span.bytes.endOfPlainText(from: start)
    position = end
    guard byte == UInt8(ascii: "\"") else { return try escapedString(from: start) }
    position += 1
    // Most are ASCII, which needs no validation.
    if isASCII { return String(decoding: bytes[start..<end], as: UTF8.self) }
    guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
      throw error("expected a string in UTF-8")
    }
    return text
  }

  private mutating func escapedString(from start: Int) throws(InputError) -> String {
    var units = Array(bytes[start..<position])
    while byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw syntaxError("the end of a string") }
      if byte == UInt8(ascii: "\\") {
        position += 1
        units += try Array("\(escape())".utf8)
      } else {
        units.append(byte)
        position += 1
      }
    }
    position += 1
    guard let text = String(validating: units, as: UTF8.self) else {
      throw error("expected a string in UTF-8")
    }
    return text
  }

  private mutating func escape() throws(InputError) -> Unicode.Scalar {
    let mark = byte
    position += 1
    switch Unicode.Scalar(mark) {
    case "\"", "\\", "/": return Unicode.Scalar(mark)
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let unit = try fourHexDigits()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // Half of a pair: the other half must follow.
      if unit < 0xDC00, take("\\u") {
        let low = try fourHexDigits()
        if (0xDC00...0xDFFF).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
      throw error("expected a pair of surrogates")
    default:
      position -= 1
      throw syntaxError("an escape")
    }
  }

  private mutating func fourHexDigits() throws(InputError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw syntaxError("four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}

extension RawSpan {
  /// Where characters end that stand for themselves in a string, and whether all are ASCII.
  fileprivate func endOfPlainText(from start: Int) -> (end: Int, isASCII: Bool) {
    var (end, union) = (start, UInt8(0))
    while true {
      let byte = byte(end)
      guard byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") else {
        return (end, union < 0x80)
      }
      union |= byte
      end &+= 1
    }
  }
}
