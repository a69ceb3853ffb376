/// Reads JSON (RFC 8259) from bytes, value by value, as the caller asks for them.
///
/// No tree is built, and whoever asks for a number says where it goes: that is what reads traces
/// several times faster than a general decoder, and what lets each error name its place. Strict: a
/// byte-order mark, a repeated key, text after the value, or nesting beyond `maximumDepth` is an
/// error.
struct JSONReader {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  /// The keys and indices that lead to the value being read.
  private var path: [Component] = []

  private enum Component {
    case key(String)
    case index(Int)
  }

  /// How deep arrays and objects may be nested.
  static let maximumDepth = 64

  /// A reader at the beginning of `bytes`, which errors call `file`.
  init(_ bytes: some Collection<UInt8>, file: String) {
    // The end is marked with a byte that no JSON has, so that reading needs no other check for it.
    self.bytes = Array(bytes) + [0]
    self.file = file
  }

  /// Goes back to the beginning.
  mutating func restart() {
    position = 0
    path = []
  }

  // MARK: Errors

  /// An error at the value being read.
  func error(_ problem: String) -> TraceError {
    let place = path.reduce(into: "") { place, component in
      switch component {
      case .key(let key): place += (place.isEmpty ? "" : ".") + key
      case .index(let index): place += "[\(index)]"
      }
    }
    return TraceError(file: file, place: place, problem: problem)
  }

  /// An error in the JSON itself: what was expected, what is there, and in which line.
  private func syntaxError(_ expected: String) -> TraceError {
    let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
    let byte = bytes[position]
    let found =
      position == bytes.count - 1
      ? "the end of the file"
      : byte >= 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return error("expected \(expected), found \(found) (line \(line))")
  }

  // MARK: Values

  /// Reads an object: `member` is called for each key and must read or skip its value.
  mutating func object(
    _ member: (inout JSONReader, String) throws(TraceError) -> Void
  ) throws(TraceError) {
    try open("{", "an object")
    var keys: [String] = []
    while try more("}", first: keys.isEmpty) {
      let key = try string("a key in quotes")
      path.append(.key(key))
      guard !keys.contains(key) else { throw error("appears twice") }
      keys.append(key)
      try expect(":", "':'")
      try member(&self, key)
      path.removeLast()
    }
  }

  /// Goes into the object that comes next, to the value of `key`; whether there is one.
  mutating func enter(_ key: String) throws(TraceError) -> Bool {
    try open("{", "an object")
    var isFirst = true
    while try more("}", first: isFirst) {
      isFirst = false
      let found = try string("a key in quotes")
      path.append(.key(found))
      try expect(":", "':'")
      if found == key { return true }
      try skip()
      path.removeLast()
    }
    return false
  }

  /// Reads an array: `element` is called for each of its values and must read or skip it.
  mutating func array(
    _ element: (inout JSONReader) throws(TraceError) -> Void
  ) throws(TraceError) {
    try open("[", "an array")
    var count = 0
    while try more("]", first: count == 0) {
      path.append(.index(count))
      try element(&self)
      path.removeLast()
      count += 1
    }
  }

  /// Reads an array of numbers.
  mutating func numbers() throws(TraceError) -> [Double] {
    var numbers: [Double] = []
    try array { (reader) throws(TraceError) in numbers.append(try reader.number()) }
    return numbers
  }

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

  /// Reads a string.
  mutating func string(_ expected: String = "a string") throws(TraceError) -> String {
    try expect("\"", expected)
    let start = position
    while bytes[position] >= 0x20 && bytes[position] != UInt8(ascii: "\"")
      && bytes[position] != UInt8(ascii: "\\")
    { position += 1 }
    guard bytes[position] == UInt8(ascii: "\"") else { return try escapedString(from: start) }
    let text = String(validating: bytes[start..<position], as: UTF8.self)
    guard let text else { throw error("expected a string in UTF-8") }
    position += 1
    return text
  }

  /// Reads true or false.
  mutating func bool() throws(TraceError) -> Bool {
    skipSpace()
    if take("true") { return true }
    if take("false") { return false }
    throw syntaxError("true or false")
  }

  /// Whether the value is null, which is then read; anything else stays to be read.
  mutating func null() -> Bool {
    skipSpace()
    return take("null")
  }

  /// Reads a value of any kind, for its form alone.
  mutating func skip() throws(TraceError) {
    skipSpace()
    switch bytes[position] {
    case UInt8(ascii: "{"): try object { (reader, _) throws(TraceError) in try reader.skip() }
    case UInt8(ascii: "["): try array { (reader) throws(TraceError) in try reader.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
    default: guard null() else { throw syntaxError("a value") }
    }
  }

  /// Makes sure that nothing follows.
  mutating func end() throws(TraceError) {
    skipSpace()
    guard position == bytes.count - 1 else { throw syntaxError("the end of the file") }
  }

  // MARK: Parts

  private mutating func skipSpace() {
    while bytes[position] == 0x20 || bytes[position] == 0x0A || bytes[position] == 0x0D
      || bytes[position] == 0x09
    { position += 1 }
  }

  private mutating func expect(_ mark: Unicode.Scalar, _ what: String) throws(TraceError) {
    skipSpace()
    guard bytes[position] == UInt8(ascii: mark) else { throw syntaxError(what) }
    position += 1
  }

  private mutating func open(_ mark: Unicode.Scalar, _ what: String) throws(TraceError) {
    try expect(mark, what)
    guard path.count < Self.maximumDepth else {
      throw error("is nested more than \(Self.maximumDepth) deep")
    }
  }

  /// Whether another value follows; reads the comma before it, or the closing mark.
  private mutating func more(_ close: Unicode.Scalar, first: Bool) throws(TraceError) -> Bool {
    skipSpace()
    if bytes[position] == UInt8(ascii: close) {
      position += 1
      return false
    }
    if !first { try expect(",", "',' or '\(close)'") }
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if matches { position = end }
    return matches
  }
}

// MARK: Numbers

extension JSONReader {
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

// MARK: Strings with escapes

extension JSONReader {
  private mutating func escapedString(from start: Int) throws(TraceError) -> String {
    var units = Array(bytes[start..<position])
    while bytes[position] != UInt8(ascii: "\"") {
      guard bytes[position] >= 0x20 else { throw syntaxError("the end of a string") }
      if bytes[position] == UInt8(ascii: "\\") {
        position += 1
        units += try Array("\(escape())".utf8)
      } else {
        units.append(bytes[position])
        position += 1
      }
    }
    position += 1
    guard let text = String(validating: units, as: UTF8.self) else {
      throw error("expected a string in UTF-8")
    }
    return text
  }

  private mutating func escape() throws(TraceError) -> Unicode.Scalar {
    let mark = bytes[position]
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

  private mutating func fourHexDigits() throws(TraceError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw syntaxError("four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}
