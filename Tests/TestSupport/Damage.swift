import Foundation

/// Bytes that are nearly right.
public enum Damage {
  /// How many inputs of a kind a test damages: `RMSPROP_FUZZ`, or a few thousand.
  public static let count =
    ProcessInfo.processInfo.environment["RMSPROP_FUZZ"].flatMap { Int($0) } ?? 3000

  private static let tokens = [
    "\"NaN\"", "\"Infinity\"", "-0", "-0.0", "null", "true", "{}", "[]", "[[", "]]", "}}",
    "\\u0000",
    "\\ud800", "\u{FEFF}", "9223372036854775808", "1e-400", "1e308", "\"", ",", ":", "-", "0x1",
    "1e",
    ".5", "00", "\"params\": ", "\"grad\": ", "\"lr\": ", "\"state\": {", "\"scalar\": \"float16\"",
    " ",
    "\"reference\": \"batch\"", "\"rounding\": \"separate\"", "\"centered\": true", "1", "-1",
    "2.5",
  ]

  /// One to four changes: a byte, a piece that is removed, doubled or swapped, a token put in.
  public static func damaged(_ bytes: [UInt8], _ random: Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.integer(in: 1..<5) where !bytes.isEmpty {
      let start = random.integer(in: 0..<bytes.count)
      let end = min(bytes.count, start + random.integer(in: 1..<40))
      switch random.integer(in: 0..<5) {
      case 0: bytes[start] = UInt8(random.integer(in: 0..<256))
      case 1: bytes.removeSubrange(start..<end)
      case 2: bytes.insert(contentsOf: bytes[start..<end], at: random.integer(in: 0..<bytes.count))
      case 3: bytes.insert(contentsOf: Array(random.element(of: tokens).utf8), at: start)
      default: bytes.replaceSubrange(start..<end, with: Array(random.element(of: tokens).utf8))
      }
    }
    return bytes
  }
}
