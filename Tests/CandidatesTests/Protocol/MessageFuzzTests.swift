import GoldenTraces
import Runs
import TestSupport
import Testing

@testable import Candidates

/// Damaged messages of a candidate: they are read, or are a fault.
struct MessageFuzzTests {
  private static let seed: UInt = 56

  @Test func `a damaged greeting or answer is read, or is a fault`() throws {
    let random = Random(seed: Self.seed)
    let run = try TraceFolder.golden().trace("pytorch/fused/float64/basic-plain.json").run
    let numbers = "[1.5, -0.0, \"NaN\"]"
    let steps = Array(
      repeating: "{\"params\": \(numbers), \"square_avg\": \(numbers), \"grad_avg\": null}",
      count: run.steps.count
    ).joined(separator: ", ")
    let greeting = """
      {"version": 1, "implementation": {"name": "x", "version": "1"}, "scalars": \
      ["float64", {"params": "bfloat16", "square_avg": "float32", "arithmetic": "float32"}], \
      "rounding": "fused", "settings": {"foreach": true, "threads": 2, "machine": "arm64"}, \
      "square_root": "ieee", "supports": ["momentum", "state"]}
      """
    let answers = [
      "{\"seq\": 7, \"steps\": [\(steps)]}", "{\"seq\": 7, \"skipped\": \"not \\u00e4\"}",
      "{\"seq\": 7, \"error\": \"no\"}",
    ]
    var (read, faults) = (0, 0)
    for number in 0..<Damage.count {
      let isGreeting = number.isMultiple(of: 2)
      let line = Damage.damaged(
        Array((isGreeting ? greeting : random.element(of: answers)).utf8), random)
      do {
        if isGreeting {
          _ = try Declaration(line)
        } else {
          var isOurs = false
          let answer = try Answer(line, to: 7, run, isOurs: &isOurs)
          #expect(isOurs)
          if case .results(let results) = answer { #expect(results.steps == run.steps.count) }
        }
        read += 1
      } catch {
        faults += 1
        #expect(!error.message.isEmpty, "seed \(Self.seed), number \(number)")
      }
    }
    print("fuzzed with seed \(Self.seed): \(read) messages read, \(faults) faults")
    #expect(read > Damage.count / 100 && faults > Damage.count / 4)
  }
}
