import Foundation
import TestSupport
import Testing

/// `rmsprop identify` and `rmsprop mutants`, as processes.
struct IdentifyVerbTests {
  private static let keras = "Fixtures/frameworks/keras-3.15.1/jax/float64"

  private func identify(_ arguments: String...) async throws -> Command.Outcome {
    try await Command.run(["identify"] + arguments, in: Repository.root.path)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `a person reads whose RMSprop it is, and what to change`() async throws {
    let outcome = try await identify("\(Self.keras)/weight-decay-momentum.json")
    #expect(outcome.status == 0 && outcome.errors == "")
    for part in [
      ": identified\n", "You are running the RMSprop of Keras 3",
      "(ε inside the root, the rate inside the buffer, decoupled decay)",
      "change √(v + ε) to √v + ε",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
  }

  @Test func `JSON has every key of the contract`() async throws {
    let outcome = try await identify(
      "--format", "json", "\(Self.keras)/plain.json", "\(Self.keras)/centered.json")
    let traces = try #require(try json(outcome.output)["traces"] as? [[String: Any]])
    #expect(traces.map { $0["verdict"] as? String } == ["identified", "ambiguous"])
    for trace in traces {
      let keys = ["id", "verdict", "axes", "matches", "hyperparameters", "causes", "separating"]
      #expect(keys.allSatisfy { trace[$0] != nil })
    }
    let axes = try #require(traces[0]["axes"] as? [String: [String]])
    #expect(
      axes == [
        "epsilon": ["inside"], "initial_square_avg": ["0"], "momentum": [], "lr": [],
        "weight_decay": [], "bias_correction": ["none"], "centered": [], "maximize": ["no"],
      ])
    let matches = try #require(traces[0]["matches"] as? [[String: Any]])
    let keras = try #require(matches.first { $0["dialect"] as? String == "keras-3" })
    #expect((keras["max_ulps"] as? Int ?? .max) < 20 && keras["max_error"] is Double)
    #expect(traces[0]["separating"] is NSNull)
    let separating = try #require(traces[1]["separating"] as? [String: Any])
    let steps = try #require(separating["steps"] as? [[String: Any]])
    #expect(steps.allSatisfy { $0["grad"] != nil && $0["params"] == nil })
    #expect((separating["hyperparameters"] as? [String: Any])?["centered"] as? Bool == true)
  }

  @Test func `what follows no dialect is unknown, and its exit code is 1`() async throws {
    let pyro = "Fixtures/frameworks/pyro-1.9.2/default/float64/plain.json"
    let outcome = try await identify(pyro, "\(Self.keras)/plain.json")
    #expect(outcome.status == 1 && outcome.output.contains("plain: unknown\n"))
    #expect(outcome.output.contains("plain: identified\n"))
  }

  @Test func `what became of the gradients is told, in words and by name`() async throws {
    let clipped = "Fixtures/frameworks/keras-3.15.1/jax-clipvalue/float64/plain.json"
    let outcome = try await identify(clipped)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("The gradients are clipped by value at 0.5 before the update."))
    let report = try json(try await identify(clipped, "--format", "json").output)
    let traces = try #require(report["traces"] as? [[String: Any]])
    let causes = try #require(traces.first?["causes"] as? [[String: Any]])
    #expect(causes.count == 1 && causes[0]["cause"] as? String == "gradients_clipped")
    #expect(causes[0]["by"] as? String == "value" && causes[0]["at"] as? Double == 0.5)
  }

  @Test func `a file that cannot be read is named, and the others are identified`() async throws {
    let outcome = try await identify("missing.json", "\(Self.keras)/plain.json")
    #expect(outcome.status == 3 && outcome.errors.contains("missing.json: "))
    #expect(outcome.output.contains("plain: identified\n"))
    for wrong in [[], ["a.json", "--candidate", "x"], ["a.json", "--jobs", "2"]] {
      #expect(try await Command.run(["identify"] + wrong).status == 64)
    }
  }

  @Test func `half precision is identified as far as its digits go`() async throws {
    let outcome = try await identify("Fixtures/pytorch/fused/float16/half-everything.json")
    #expect(outcome.status == 0 && outcome.output.contains("the RMSprop of PyTorch"))
    let coarse = try await identify("Fixtures/pytorch/fused/bfloat16/half-plain.json")
    #expect(coarse.output.contains("ambiguous") && coarse.output.contains("outside or inside"))
  }

  // MARK: Candidates

  @Test(arguments: [
    ("none", "identified", "epsilon", ["outside"]),
    ("epsilon-inside", "identified", "epsilon", ["inside"]),
    ("rate-in-buffer", "identified", "lr", ["inside"]),
    ("decay-late", "identified", "weight_decay", ["l2_after_square_avg"]),
    ("forgets-state", "unknown", "", []),
  ])
  func `a program is asked until one dialect is left`(
    kind: String, verdict: String, axis: String, values: [String]
  ) async throws {
    let outcome = try await identify("--candidate", WrongProgram.mistake(kind), "--format", "json")
    let report = try json(outcome.output)
    #expect(outcome.status == (verdict == "unknown" ? 1 : 0), "\(outcome.errors)")
    #expect(report["verdict"] as? String == verdict, "\(outcome.output)")
    let axes = try #require(report["axes"] as? [String: [String]])
    if !axis.isEmpty { #expect(axes[axis] == values) }
    let traces = try #require(report["traces"] as? [[String: Any]])
    #expect((1...12).contains(traces.count))
    let matches = try #require(report["matches"] as? [[String: String]])
    #expect((matches.first?["dialect"] == "pytorch") == (kind == "none"))
  }

  @Test func `a program that fails has the exit code of one`() async throws {
    #expect(try await identify("--candidate", WrongProgram.broken("crash")).status == 2)
    #expect(try await identify("--candidate", "/no/such/program").status == 2)
    let silent = try await identify(
      "--candidate", WrongProgram.broken("silent"), "--greeting-deadline", "1", "--deadline", "1")
    #expect(silent.status == 2)
  }

  @Test func `verify names the programs that a wrong one resembles`() async throws {
    let outcome = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("epsilon-inside"), "--only", "*/basic-*")
    #expect(outcome.status == 1 && outcome.output.contains("\nresembles "))
    #expect(outcome.output.contains("failed traces: ε inside the root"))
    let other = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("epsilon-inside"), "--only", "*/eps-dominates",
      "--format", "json")
    let traces = try #require(try json(other.output)["traces"] as? [[String: Any]])
    let failed = try #require(traces.first { $0["verdict"] as? String == "fail" })
    #expect((failed["resembles"] as? [String])?.contains("keras-3") ?? false)
    let axes = try #require(failed["axes"] as? [String: [String]])
    #expect(
      axes["epsilon"]?.contains("inside") ?? false && axes["epsilon"]?.contains("outside") == false)
  }

  // MARK: Bounds, the quick profile, mutants

  @Test func `the golden traces are within their bounds, and what has none is counted`()
    async throws
  {
    let outcome = try await Command.run("verify", "--level", "bound", "--format", "json")
    #expect(outcome.status == 0)
    let summary = try #require(try json(outcome.output)["summary"] as? [String: Any])
    #expect(summary["failed"] as? Int == 0 && summary["passed"] as? Int ?? 0 > 700)
    #expect(summary["max_bounds"] as? Double ?? 2 <= 1)
    #expect((1...1000).contains(summary["median_bound_over_error"] as? Double ?? 0))
    let (values, unjudged) = (summary["values"] as? Int ?? 0, summary["unjudged"] as? Int ?? 0)
    // Few digits are certain in 16 bits.
    #expect(unjudged > 0 && values > 3 * unjudged)
  }

  @Test(arguments: ["epsilon-inside", "rate-in-buffer", "decay-late", "forgets-state"])
  func `a mistake is out of bounds`(kind: String) async throws {
    let outcome = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake(kind), "--level", "bound", "--profile", "quick")
    #expect(outcome.status == 1 && outcome.output.contains("level bound"))
    let right = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("none"), "--level", "bound", "--profile",
      "quick")
    #expect(right.status == 0, "\(right.output)")
  }

  @Test func `every run of a framework is put into words`() async throws {
    let folder = Repository.root.appending(path: "Fixtures/frameworks").path
    let outcome = try await Command.shell(
      "find '\(folder)' -name '*.json' | sort | xargs \"$RMSPROP\" identify")
    #expect(outcome.errors.isEmpty, "\(outcome.errors.prefix(300))")
    #expect(outcome.output.matches(of: /(?m)^frameworks\/\S+: (identified|ambiguous)$/).count > 600)
  }

  @Test func `the quick profile is few traces, and conforms`() async throws {
    let outcome = try await Command.run("verify", "--profile", "quick", "--format", "json")
    let summary = try #require(try json(outcome.output)["summary"] as? [String: Any])
    #expect(outcome.status == 0 && (40...80).contains(summary["traces"] as? Int ?? 0))
    let missing = try TemporaryFolder()
    try missing.write("{}", to: "a.json")
    let none = try await Command.run("verify", "--profile", "quick", "--fixtures", missing.path)
    #expect(none.status == 3 && none.errors.contains("kill-matrix.mutants.json"))
    #expect(try await Command.run("verify", "--profile", "quick", "--trace", "a").status == 64)
  }

  @Test func `the kill matrix is shown, and compared with the one in the folder`() async throws {
    let outcome = try await Command.run("mutants", "--check")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("epsilon-inside"))
    let copy = try TemporaryFolder()
    let copied = try await Command.run(
      "fixtures", "copy", copy.path + "/traces", "--only", "pytorch/fused/float64/basic-*")
    #expect(copied.status == 0)
    let few = try await Command.run("mutants", "--fixtures", copy.path + "/traces")
    #expect(few.status == 1 && few.output.contains("mistakes, "))
    let unchecked = try await Command.run("mutants", "--check", "--fixtures", copy.path + "/traces")
    #expect(unchecked.status == 3)
  }
}
