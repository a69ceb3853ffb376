import Foundation
import GoldenTraces
import Runs
import TestSupport
import Testing
import Text

/// A million steps, pinned by digests.
struct CheckpointsTests {
  private static func file(_ rounding: String, _ scalar: String) -> String {
    "Fixtures/checkpoints/\(rounding)/\(scalar).checkpoints.json"
  }

  @Test(arguments: ["fused", "separate"], ["float64", "float32"])
  func `a million steps end where PyTorch's do`(rounding: String, scalar: String) throws {
    let file = Self.file(rounding, scalar)
    let checkpoints = try Checkpoints(contentsOf: Repository.root.appending(path: file).path)
    #expect(checkpoints.id == "checkpoints/\(rounding)/\(scalar)")
    #expect(checkpoints.checkpoints.map(\.step) == (0..<20).map { 1 << $0 } + [1_000_000])
    #expect(checkpoints.replay() == nil)
  }

  private static let changes: [(old: String, new: String, step: Int, quantity: String)] =
    [
      ("-2.6666666666666665", "-2.666666666666667", 1, "params"),
      ("\"6364136223846793005", "\"6364136223846793007", 1, "square_avg"),
      ("\"separate\"", "\"fused\"", 1, "params"),
      ("\"lr_halved_every\": 131072", "\"lr_halved_every\": 8", 16, "square_avg"),
      ("\"eps\": 1e-08", "\"eps\": 1e-07", 1, "momentum_buffer"),
    ]

  @Test(arguments: changes)
  func `one thing changed is found at the first checkpoint that shows it`(
    _ change: (old: String, new: String, step: Int, quantity: String)
  ) throws {
    let text = try Repository.text(Self.file("separate", "float64"))
    try #require(text.contains(change.old))
    let changed = text.replacing(change.old, with: change.new, maxReplacements: 1)
    let difference = try Checkpoints(changed.utf8, file: "c.json").replay()
    #expect(difference?.step == change.step, "\(difference.map { "\($0)" } ?? "none")")
    #expect(difference?.quantity.rawValue == change.quantity)
  }

  private static let bad: [(old: String, new: String, message: String)] = [
    ("rmsprop-checkpoints/1", "rmsprop-trace/1", "format: expected \"rmsprop-checkpoints/1\""),
    ("\"seeds\": [", "\"seeds\": [\"1\", ", "gradients: expected 17 seeds and exponents"),
    ("\"multiplier\": \"", "\"multiplier\": \"-", "gradients.multiplier: expected a whole number"),
    ("\"exponents\": [-22", "\"exponents\": [-22.5", "gradients.exponents[0]: expected a whole"),
    ("\"step\": 1,", "\"step\": 0,", "checkpoints[0].step: expected at least 1"),
    ("\"lr_halved_every\": 131072", "\"lr_halved_every\": 0", "lr_halved_every: expected at least"),
    ("\"grad_avg\"", "\"grad_average\"", "checkpoints[0]: the key \"grad_avg\" is required"),
  ]

  @Test(arguments: bad)
  func `a file that holds no checkpoints is an error with its place`(
    _ bad: (old: String, new: String, message: String)
  ) throws {
    let text = try Repository.text(Self.file("fused", "float64"))
    let range = try #require(text.firstRange(of: bad.old))
    let changed = text.replacingCharacters(in: range, with: bad.new)
    let error = #expect(throws: InputError.self) { try Checkpoints(changed.utf8, file: "c.json") }
    #expect(error?.description.hasPrefix("c.json: \(bad.message)") == true, "\(error!)")
  }
}
