import TestSupport
import Testing

/// `rmsprop compare` with two of everything: formulas, programs of the catalogue, recordings,
/// processes.
struct CompareVerbTests {
  private let golden = "Fixtures/pytorch/fused/float64/basic-momentum.json"

  @Test func `a program is compared with a formula`() async throws {
    let program = "python3 docs/candidates/ten_lines.py"
    let steps = ["--params", "1,2", "--gradient", "0.5,-1", "--gradient", "0.25,3"]
    let same = try await Command.run(["compare", program, "pytorch/separate"] + steps)
    #expect(same.status == 0 && same.output.hasPrefix("A  ten-lines/float64\n"), "\(same)")
    let other = try await Command.run(["compare", "textbook-inside", program] + steps)
    #expect(other.status == 1 && other.output.contains("first difference: step 0"), "\(other)")
    let lacking = try await Command.run(
      "compare", program, "pytorch", "--params", "1", "--gradient", "none")
    #expect(lacking.status == 1 && lacking.errors.contains("not supported: missing_gradient"))
    let broken = try await Command.run(["compare", "false", "pytorch"] + steps)
    #expect(broken.status == 2, "\(broken)")
  }

  @Test func `a recording is compared with what is made of its inputs`() async throws {
    let same = try await Command.run("compare", golden, "pytorch")
    #expect(same.status == 0, "\(same)")
    let keras = try await Command.run("compare", "keras-3:epsilon=outside", golden)
    #expect(keras.status == 1 && keras.output.hasPrefix("A  keras-3:epsilon=outside/float64"))
    let both = try await Command.run("compare", golden, golden)
    #expect(both.status == 0)
    let other = "Fixtures/pytorch/fused/float64/basic-first-step.json"
    let sizes = try await Command.run("compare", golden, other)
    #expect(sizes.status == 3 && sizes.errors.contains("is of another size"), "\(sizes)")
  }

  @Test(arguments: [
    (["compare", "pytorch", "kears-3", "--params", "1", "--gradient", "1"], "\"keras-3\"?"),
    (["compare", "pytorch", "optax:epsilon=up", "--params", "1", "--gradient", "1"], "\"up\""),
    (["compare", "x.json", "pytorch", "--params", "1"], "has steps and params of its own"),
    (["compare", "python3 x.py", "pytorch", "--model", "linear"], "name two implementations"),
    (["compare", "pytorch", "keras-3"], "Give one of: a trace"),
  ])
  func `a side that is not known is named`(arguments: [String], problem: String) async throws {
    let outcome = try await Command.run(arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(problem), "\(outcome)")
  }

  @Test func `a program of the catalogue runs, is explained, drawn, and put to its laws`()
    async throws
  {
    for verb in [
      ["trace", golden, "--as", "keras-3"], ["explain", golden, "--as", "keras-3"],
      ["plot", "--trace", golden, "--as", "keras-3"],
    ] {
      let outcome = try await Command.run(verb)
      #expect(outcome.status == 0 && outcome.output.contains("keras-3/float64"), "\(outcome)")
    }
    let laws = try await Command.run("check", "--as", "keras-3", "--cases", "50")
    #expect(laws.status == 0 && laws.output.contains("skipped, not of keras-3: "), "\(laws)")
    let mistaken = "python3 Tests/RMSpropToolTests/mistakes.py epsilon-inside"
    let right = try await Command.run(
      "check", "--as", "pytorch:epsilon=inside", "--candidate", mistaken, "--cases", "20")
    #expect(right.status == 0, "\(right)")
    let wrong = try await Command.run(
      "check", "--as", "optax-bias-corrected", "--candidate", mistaken, "--law", "differential")
    #expect(wrong.status == 1 && wrong.output.contains("of no order of evaluation"), "\(wrong)")
    #expect(wrong.output.contains("again: rmsprop check --as optax-bias-corrected --candidate"))
    // The law that compares with the program is not left to the end of the time.
    let all = try await Command.run(
      "check", "--as", "optax-bias-corrected", "--candidate", mistaken, "--cases", "5", "--format",
      "json")
    let first = try #require(all.output.firstMatch(of: #/"law": "([^"]*)"/#)?.1)
    #expect(all.status == 1 && first == "differential")
  }
}
