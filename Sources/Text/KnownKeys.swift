/// The keys that are known in objects of a kind, each told by its index.
///
/// They are compared as whole numbers: traces have many small objects, and making strings of their
/// keys would take much of the time.
package struct KnownKeys {
  private let names: [String]
  private let patterns: [Pattern]

  /// A key and the quotation mark after it, as the first of 16 bytes.
  private struct Pattern {
    var text: UInt128 = 0
    var mask: UInt128 = 0
    let count: Int
  }

  /// A key that was read: the index of a known one, or the text of another.
  package enum Key {
    case known(Int)
    case other(String)
  }

  /// No keys.
  static let none = KnownKeys([])

  /// Up to 64 keys of ASCII, of up to 15 letters each, that need no escapes.
  package init(_ names: [String]) {
    precondition(names.count <= 64, "up to 64 keys are known")
    self.names = names
    patterns = names.map { name in
      let quoted = Array(name.utf8) + [UInt8(ascii: "\"")]
      precondition(quoted.count <= 16, "a known key has up to 15 letters")
      var pattern = Pattern(count: quoted.count)
      for (i, byte) in quoted.enumerated() {
        pattern.text |= UInt128(byte) << UInt128(8 * i)
        pattern.mask |= 0xFF << UInt128(8 * i)
      }
      return pattern
    }
  }

  /// The text of a key.
  package func name(of key: Key) -> String {
    switch key {
    case .known(let index): names[index]
    case .other(let text): text
    }
  }

  /// The index of a key, however it was written.
  func index(of key: String) -> Int? { names.firstIndex(of: key) }

  /// The key that stands in quotation marks at `position`, if it is known and written without
  /// escapes: its index, and where it ends. The one at `guess` is tried first.
  @inline(__always)
  func match(_ bytes: RawSpan, at position: Int, guess: Int) -> (index: Int, end: Int)? {
    guard position &+ 17 <= bytes.byteCount, bytes.byte(position) == UInt8(ascii: "\"") else {
      return nil
    }
    let text: UInt128 = bytes.unchecked(position &+ 1)
    var index = guess
    for _ in patterns.indices {
      if index >= patterns.count { index = 0 }
      let pattern = patterns[index]
      if text & pattern.mask == pattern.text { return (index, position &+ 1 &+ pattern.count) }
      index += 1
    }
    return nil
  }
}
