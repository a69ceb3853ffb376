/// Reads JSON (RFC 8259) from bytes, value by value, as the caller asks for them.
///
/// No tree is built, and the caller that asks for a number says where it goes. So traces are read
/// without a detour through a general decoder, and each error names its place. It is strict:
/// a byte-order mark, a repeated key, text after the value, or nesting beyond `maximumDepth` is an
/// error.
/// Why: docs/decisions.md, "JSON is read by a reader of our own".
package struct JSONReader {
  let bytes: [UInt8]
  private let file: String
  var position = 0
  /// The keys and indices that lead to the value being read.
  private var path: [Component] = []
  /// The keys seen so far in the objects that are open.
  private var keys: [String] = []
  /// The index of the number that is being read, in an array of numbers.
  private var numberIndex: Int?
  /// What numbers are multiplied with.
  let powers = PowerOfTen.all
  /// How many numbers the last array had: most likely the next has as many.
  private var lastCount = 0
  /// The keys that were passed over because nobody knows them.
  package internal(set) var unknownKeys: [UnknownKey] = []

  private enum Component {
    /// A key, by where it stands between its quotes.
    case key(Range<Int>)
    case index(Int)
  }

  /// How deep arrays and objects may be nested.
  static let maximumDepth = 64

  /// A reader at the beginning of `bytes`, which errors call `file`.
  package init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Goes back to the beginning.
  private mutating func restart() {
    position = 0
    path = []
    keys = []
  }

  // MARK: Errors

  /// An error at the value being read.
  package func error(_ problem: String) -> InputError {
    let number = numberIndex.map { "[\($0)]" } ?? ""
    return InputError(file: file, place: place(of: path) + number, problem: problem)
  }

  private func place(of path: some Sequence<Component>) -> String {
    path.reduce(into: "") { place, component in
      switch component {
      case .key(let range):
        let key = String(decoding: bytes[range], as: UTF8.self)
        place += (place.isEmpty ? "" : ".") + key.prefix(40)
      case .index(let index): place += "[\(index)]"
      }
    }
  }

  /// Where the object is whose key is being read; empty for the outermost.
  package var object: String { place(of: path.dropLast()) }

  /// An error in the JSON itself: what was expected, what is there, and in which line.
  func syntaxError(_ expected: String) -> InputError {
    let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
    let byte = byte
    let found =
      position == bytes.count
      ? "the end of the file"
      : byte >= 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    return error("expected \(expected), found \(found) (line \(line))")
  }

  // MARK: Values

  /// Reads an object: `member` is called for each key and must read or skip its value.
  package mutating func object(
    _ member: (inout JSONReader, String) throws(InputError) -> Void
  ) throws(InputError) {
    try object(.none) { (reader, key) throws(InputError) in
      try member(&reader, KnownKeys.none.name(of: key))
    }
  }

  /// Reads an object, of which `known` keys are told by their indices: `member` is called for each
  /// key and must read or skip its value.
  package mutating func object(
    _ known: KnownKeys, _ member: (inout JSONReader, KnownKeys.Key) throws(InputError) -> Void
  ) throws(InputError) {
    try open("{", "an object")
    let first = keys.count
    var many: Set<[UInt8]> = []
    var (seen, isFirst, next) = (UInt64(0), true, 0)
    while try more("}", first: isFirst) {
      isFirst = false
      let key: KnownKeys.Key
      skipSpace()
      if let (index, end) = known.match(bytes.span.bytes, at: position, guess: next) {
        path.append(.key(position + 1..<end - 1))
        position = end
        key = .known(index)
      } else {
        let text = try self.key()
        key = known.index(of: text).map(KnownKeys.Key.known) ?? .other(text)
      }
      switch key {
      case .known(let index):
        guard seen & 1 << UInt64(index) == 0 else { throw error("appears twice") }
        seen |= 1 << UInt64(index)
        next = index + 1
      case .other(let key):
        guard remember(key, since: first, &many) else { throw error("appears twice") }
      }
      try expect(":", "':'")
      try member(&self, key)
      path.removeLast()
    }
    if keys.count > first { keys.removeSubrange(first...) }
  }

  /// Notes a key of an object; whether it is new. Keys are told apart by their bytes: two spellings
  /// of one letter are two keys.
  private mutating func remember(
    _ key: String, since first: Int, _ many: inout Set<[UInt8]>
  ) -> Bool {
    if keys.count - first < 16 {
      for known in keys[first...] where known == key {
        if known.utf8.elementsEqual(key.utf8) { return false }
      }
      keys.append(key)
      return true
    }
    // An object with more keys is of no format of ours, and must not take quadratic time.
    if many.isEmpty { many = Set(keys[first...].map { Array($0.utf8) }) }
    return many.insert(Array(key.utf8)).inserted
  }

  /// Makes sure that the file's key `format` says one of these: in a file of another form, no other
  /// error would make sense.
  @discardableResult
  package mutating func format(_ expected: String...) throws(InputError) -> String {
    guard try enter("format") else { throw missing("format") }
    let format = try string()
    guard expected.contains(format) else {
      let known = expected.map { "\"\($0)\"" }.joined(separator: " or ")
      throw error("expected \(known), found \"\(format.prefix(40))\"")
    }
    restart()
    return format
  }

  /// Goes into the object that comes next, to the value of `key`; whether there is one.
  private mutating func enter(_ key: String) throws(InputError) -> Bool {
    try open("{", "an object")
    var isFirst = true
    while try more("}", first: isFirst) {
      isFirst = false
      let found = try self.key()
      try expect(":", "':'")
      if found == key { return true }
      try skip()
      path.removeLast()
    }
    return false
  }

  /// Reads an array: `element` is called for each of its values and must read or skip it.
  package mutating func array(
    _ element: (inout JSONReader) throws(InputError) -> Void
  ) throws(InputError) {
    try open("[", "an array")
    var count = 0
    path.append(.index(0))
    while try more("]", first: count == 0) {
      path[path.count - 1] = .index(count)
      try element(&self)
      count += 1
    }
    path.removeLast()
  }

  /// Reads an array of values that `element` reads.
  package mutating func values<Value>(
    _ element: (inout JSONReader) throws(InputError) -> Value
  ) throws(InputError) -> [Value] {
    var values: [Value] = []
    try array { (reader) throws(InputError) in values.append(try element(&reader)) }
    return values
  }

  /// Reads an array of numbers.
  package mutating func numbers() throws(InputError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(lastCount)
    _ = try self.numbers(appendingTo: &numbers)
    return numbers
  }

  /// Reads an array of numbers, and adds them to others; how many there were.
  package mutating func numbers(
    appendingTo numbers: inout [Double]
  ) throws(InputError) -> Int {
    let before = numbers.count
    var count = 0
    try open("[", "an array")
    while try more("]", first: count == 0) {
      numberIndex = count
      skipSpace()
      numbers.append(addingCapacity: max(8, lastCount)) { rest in
        position = Self.usualNumbers(bytes.span.bytes, from: position, powers, &rest)
      }
      if numbers.count == before + count { numbers.append(try number()) }
      count = numbers.count - before
      numberIndex = count - 1
    }
    numberIndex = nil
    lastCount = count
    return count
  }

  /// Reads true or false.
  package mutating func bool() throws(InputError) -> Bool {
    skipSpace()
    if take("true") { return true }
    if take("false") { return false }
    throw syntaxError("true or false")
  }

  /// Whether the value is an object, which stays to be read.
  package var isObject: Bool {
    mutating get {
      skipSpace()
      return byte == UInt8(ascii: "{")
    }
  }

  /// Whether the value is null, which is then read; anything else stays to be read.
  package mutating func null() -> Bool {
    skipSpace()
    return take("null")
  }

  /// Reads a value of any kind, for its form alone.
  package mutating func skip() throws(InputError) {
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): try object { (reader, _) throws(InputError) in try reader.skip() }
    case UInt8(ascii: "["): try array { (reader) throws(InputError) in try reader.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try decimal()
    default: guard null() else { throw syntaxError("a value") }
    }
  }

  /// Reads a value of any kind as it is written.
  package mutating func raw() throws(InputError) -> ArraySlice<UInt8> {
    skipSpace()
    let start = position
    try skip()
    return bytes[start..<position]
  }

  /// Makes sure that nothing follows.
  package mutating func end() throws(InputError) {
    skipSpace()
    guard position == bytes.count else { throw syntaxError("the end of the file") }
  }

  // MARK: Parts

  /// The byte that is next; after the last it is 0, which no JSON has.
  var byte: UInt8 { bytes.span.bytes.byte(position) }

  @inline(__always)
  mutating func skipSpace() {
    while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position &+= 1 }
  }

  @inline(__always)
  mutating func expect(
    _ mark: Unicode.Scalar, _ what: @autoclosure () -> String
  ) throws(InputError) {
    skipSpace()
    guard byte == UInt8(ascii: mark) else { throw syntaxError(what()) }
    position += 1
  }

  /// Reads a key, which leads to what is read next.
  private mutating func key() throws(InputError) -> String {
    skipSpace()
    let start = position + 1
    let key = try string("a key in quotes")
    path.append(.key(start..<position - 1))
    return key
  }

  @inline(__always)
  private mutating func open(_ mark: Unicode.Scalar, _ what: String) throws(InputError) {
    try expect(mark, what)
    guard path.count < Self.maximumDepth else {
      throw error("is nested more than \(Self.maximumDepth) deep")
    }
  }

  /// Whether another value follows; reads the comma before it, or the closing mark.
  @inline(__always)
  private mutating func more(_ close: Unicode.Scalar, first: Bool) throws(InputError) -> Bool {
    skipSpace()
    if byte == UInt8(ascii: close) {
      position += 1
      return false
    }
    if !first { try expect(",", "',' or '\(close)'") }
    return true
  }

  mutating func take(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if matches { position = end }
    return matches
  }
}
