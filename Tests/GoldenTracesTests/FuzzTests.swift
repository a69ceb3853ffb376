import Foundation
@testable import GoldenTraces
import Runs
import TestSupport
import Testing
import Text

/// Damaged files: they are read or refused, never anything else.
struct FuzzTests {
  /// Files that are small, so that a change meets something.
  private static func seeds(_ suffixes: String...) throws -> [[UInt8]] {
    let files = try suffixes.flatMap { try Repository.files(in: "Fixtures", endingIn: $0) }
    return try files.map { Array(try Repository.text($0).utf8) }.filter { $0.count < 6000 }
  }

  /// A trace that says how PyTorch was set up, and which types its quantities have.
  private static let placed = """
    {"format": "rmsprop-trace/1", "id": "x", "scalar": "bfloat16",
     "source": {"implementation": "torch.optim.RMSprop", "version": "2.15.0", "settings":
      {"rounding": "fused", "foreach": true, "threads": 2, "contiguous": false,
       "machine": "aarch64", "cpu_capability": "DEFAULT"}},
     "scalars": {"params": "bfloat16", "square_avg": "float32", "arithmetic": "float32"},
     "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 0.0}, "params": [1.5, 2.0],
     "steps": [{"grad": [4.0, -1.0], "params": [0.5, 3.0], "square_avg": [4.0, 0.25]}]}
    """

  /// Reads damaged files; `isJSON` says that what is read must be JSON to another reader, too.
  private func check(
    _ seeds: [[UInt8]], _ seed: UInt, isJSON: Bool = true, _ read: ([UInt8]) throws -> Void
  ) throws {
    try #require(!seeds.isEmpty)
    let random = Random(seed: seed)
    var (accepted, refused) = (0, 0)
    for number in 0..<Damage.count {
      let bytes = Damage.damaged(random.element(of: seeds), random)
      do {
        try read(bytes)
        accepted += 1
        // Except for numbers beyond a double under unknown keys, which Foundation refuses.
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
          !isJSON || (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
            || text.contains(#/[eE]\+?\d{3}/#),
          "seed \(seed), number \(number): \(text)")
      } catch let error as InputError {
        refused += 1
        #expect(error.description.hasPrefix("fuzz: "), "seed \(seed), number \(number)")
      }
    }
    print("fuzzed with seed \(seed): \(accepted) read, \(refused) refused")
    #expect(accepted > Damage.count / 40 && refused > Damage.count / 4, "\(accepted), \(refused)")
  }

  @Test func `a damaged trace is judged or refused`() throws {
    let names = ["0.json", "1.json", "basic-plain.json", "schedule.json"]
    let seeds = try names.flatMap { try Self.seeds($0) } + [Array(Self.placed.utf8)]
    try check(seeds, 51) { bytes in
      let trace = try Trace(bytes, file: "fuzz")
      for level in [nil, Level.bits] { _ = trace.verify(at: level, file: "fuzz") }
    }
  }

  @Test func `a damaged trace of a whole optimizer is judged or refused`() throws {
    let seeds = try ["two-groups", "hyperparameters-change", "late-gradient", "resumed"].map {
      Array(try Repository.text("Fixtures/pytorch-whole/fused/float64/\($0).json").utf8)
    }
    try check(seeds, 55) { bytes in
      for trace in try Trace.all(bytes, file: "fuzz") {
        for level in [nil, Level.bits, .bound, .root] { _ = trace.verify(at: level, file: "fuzz") }
      }
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
