import Foundation
@testable import GoldenTraces
import TestSupport
import Testing

/// Damaged files: they are read or refused, never anything else. `RMSPROP_FUZZ` says how many.
struct FuzzTests {
  private static let count =
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
  private static func damaged(_ bytes: [UInt8], _ random: Random) -> [UInt8] {
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

  /// Files that are small, so that a change meets something.
  private static func seeds(_ suffixes: String...) throws -> [[UInt8]] {
    let files = try suffixes.flatMap { try Repository.files(in: "Fixtures", endingIn: $0) }
    return try files.map { Array(try Repository.text($0).utf8) }.filter { $0.count < 6000 }
  }

  /// Reads damaged files; `isJSON` says that what is read must be JSON to another reader, too.
  private func check(
    _ seeds: [[UInt8]], _ seed: UInt, isJSON: Bool = true, _ read: ([UInt8]) throws -> Void
  ) throws {
    try #require(!seeds.isEmpty)
    let random = Random(seed: seed)
    var (accepted, refused) = (0, 0)
    for number in 0..<Self.count {
      let bytes = Self.damaged(random.element(of: seeds), random)
      do {
        try read(bytes)
        accepted += 1
        // But for numbers beyond a double under unknown keys, which Foundation refuses.
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
          !isJSON || (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
            || text.contains(#/[eE]\+?\d{3}/#),
          "seed \(seed), number \(number): \(text)")
      } catch let error as TraceError {
        refused += 1
        #expect(error.description.hasPrefix("fuzz: "), "seed \(seed), number \(number)")
      }
    }
    print("fuzzed with seed \(seed): \(accepted) read, \(refused) refused")
    #expect(accepted > Self.count / 40 && refused > Self.count / 4, "\(accepted), \(refused)")
  }

  @Test func `a damaged trace is judged or refused`() throws {
    try check(Self.seeds("0.json", "1.json", "basic-plain.json", "schedule.json"), 51) { bytes in
      let trace = try Trace(bytes, file: "fuzz")
      for level in [nil, Level.bits] { _ = trace.verify(at: level, file: "fuzz") }
    }
  }

  @Test func `a damaged behaviour is replayed or refused`() throws {
    try check(Self.seeds(".behaviour.json"), 52) { bytes in
      _ = try Behaviour(bytes, file: "fuzz").replay()
    }
  }

  @Test func `damaged checkpoints are read or refused`() throws {
    // The first three of their checkpoints, so that a change meets something.
    let seeds = try Repository.files(in: "Fixtures", endingIn: ".checkpoints.json").map { file in
      var text = try Repository.text(file)
      let third = try #require(text.range(of: "{\"step\": 4,"))
      let end = try #require(text[third.upperBound...].range(of: "}}"))
      text.replaceSubrange(end.upperBound..., with: "]}")
      return Array(text.utf8)
    }
    try check(seeds, 53) { bytes in
      let checkpoints = try Checkpoints(bytes, file: "fuzz")
      // Not what was damaged into a run of many steps.
      if checkpoints.checkpoints.allSatisfy({ $0.step <= 4 }) { _ = checkpoints.replay() }
    }
  }

  @Test func `a damaged list of digests is read or refused`() throws {
    let list = try Repository.text("Fixtures/SHA256SUMS")
    let lines = list.split(separator: "\n").prefix(8).joined(separator: "\n") + "\n"
    try check([Array(lines.utf8)], 54, isJSON: false) { bytes in
      for name in try Digests(bytes, file: "fuzz").expected.keys {
        #expect(!name.hasPrefix("/") && !name.split(separator: "/").contains(".."))
      }
    }
  }
}
