import Foundation
import Testing

/// Rewrites of a whole optimizer that no run of one parameter shows to be wrong: `rewrites.py`.
struct RewriteTests {
  @Test func `the rewrite without its mistake conforms, to the bit`() async throws {
    let outcome = try await Command.run("verify", "--candidate", WrongProgram.rewrite("none"))
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
    #expect(outcome.output.contains("conforms: 575 passed, 0 failed"))
  }

  private static let mistakes: [(kind: String, failing: Set<String>, says: String)] = [
    (
      "decay-in-gradient",
      [
        "three-parameters.weight", "other-order.scale", "two-groups.weight",
        "without-gradient.weight", "late-gradient.weight", "resumed.weight", "saved.weight",
        "late-gradient-last.weight", "momentum-rests.weight", "second-group-changes.weight",
        "saved-before-its-first-gradient.weight", "saved-extremes.weight",
      ],
      "steps[0].tensors[0].grads[0]: the gradient was 0.0625, and is 0.0390625 after the step"
    ),
    (
      "state-by-place", ["late-gradient.weight", "late-gradient.bias", "late-gradient.scale"],
      "first divergence: steps[2].square_avg[0], that is step 2"
    ),
  ]

  @Test(arguments: mistakes)
  func `a rewrite that is wrong for several parameters fails by name, and passes alone`(
    _ mistake: (kind: String, failing: Set<String>, says: String)
  ) async throws {
    let program = WrongProgram.rewrite(mistake.kind)
    let outcome = try await Command.run("verify", "--candidate", program, "--format", "json")
    // PyTorch's own behaviours make one of them raise an error, besides.
    #expect(outcome.status == 1 || outcome.status == 2, "\(outcome)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let traces = try #require((json as? [String: Any])?["traces"] as? [[String: Any]])
    func ids(_ verdict: String) -> [String] {
      traces.filter { $0["verdict"] as? String == verdict }.compactMap { $0["id"] as? String }
    }
    let failed = ids("fail").filter { $0.hasPrefix("optimizer/") }
    #expect(Set(failed) == Set(mistake.failing.map { "optimizer/float64/\($0)" }))
    #expect(ids("pass").filter { $0.hasPrefix("pytorch/") }.count == 111)

    let failing = "optimizer/float64/\(mistake.failing.sorted()[0])"
    let again = try await Command.run("verify", "--candidate", program, "--only", failing)
    #expect(again.status == 1 && again.output.contains("FAILED \(failing)\n"), "\(again)")
    let whole = try await Command.run("verify", "--candidate", program)
    #expect(whole.output.contains(mistake.says), "\(whole)")
  }
}
