import Foundation
import TestSupport
import Testing

/// `rmsprop verify --candidate` with programs that do what they should, or nearly.
struct CandidateVerbTests {
  private static let candidates = Repository.root.appending(path: "docs/candidates").path

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  // MARK: Adapters

  /// How each adapter is built, and run; and how many golden traces it must pass.
  private static let adapters: [(tool: String, build: String, run: String, passed: Int)] = [
    (
      "cc", "cc -O2 -Wall -Wextra -Werror -ffp-contract=off -o $T/c $D/candidate.c -lm", "$T/c", 685
    ),
    (
      "c++",
      "c++ -std=c++20 -O2 -Wall -Wextra -Werror -ffp-contract=off -o $T/cpp $D/candidate.cpp",
      "$T/cpp", 965
    ),
    ("rustc", "rustc -O -D warnings -o $T/rust $D/candidate.rs", "$T/rust", 965),
    ("go", "go build -o $T/go $D/candidate.go", "$T/go", 965),
    (
      "swiftc", "swiftc -O -warnings-as-errors -o $T/swift $D/candidate.swift", "$T/swift", 965
    ),
    ("node", "true", "node $D/candidate.mjs", 745),
  ]

  @Test(arguments: adapters)
  func `an adapter conforms to every bit, on one process and on two`(
    _ adapter: (tool: String, build: String, run: String, passed: Int)
  ) async throws {
    guard try await Command.shell("command -v \(adapter.tool)").status == 0 else {
      return print("not run: the adapter for \(adapter.tool), which is not installed")
    }
    let folder = try TemporaryFolder()
    func expanded(_ line: String) -> String {
      line.replacing("$T", with: folder.path).replacing("$D", with: Self.candidates)
    }
    let built = try await Command.shell(expanded(adapter.build))
    try #require(built.status == 0, "\(built)")
    for jobs in ["1", "2"] {
      let outcome = try await Command.run(
        "verify", "--candidate", expanded(adapter.run), "--jobs", jobs)
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome)")
      #expect(outcome.output.contains("conforms: \(adapter.passed) passed, 0 failed"))
    }
  }

  // MARK: Verdicts

  private static let mistakes: [(kind: String, id: String, place: String)] = [
    ("epsilon-inside", "smoke/one-step", "steps[0].params[0]"),
    ("forgets-state", "smoke/two-steps", "steps[1].square_avg[0]"),
    (
      "rate-in-buffer", "pytorch/separate/float64/basic-centered-momentum",
      "steps[0].momentum_buffer[0]"
    ),
    ("decay-late", "pytorch/separate/float64/basic-weight-decay", "steps[0].square_avg[0]"),
  ]

  @Test(arguments: mistakes)
  func `one mistake is found where it is first seen, and the command shown finds it again`(
    _ mistake: (kind: String, id: String, place: String)
  ) async throws {
    let outcome = try await Command.run("verify", "--candidate", WrongProgram.mistake(mistake.kind))
    // Of numbers that it should not have, Python takes no root, besides.
    #expect(outcome.status == 1 || outcome.status == 2)
    let first = outcome.output.components(separatedBy: "\n\n")[0]
    #expect(first.hasPrefix("FAILED \(mistake.id)\n"), "\(first)")
    #expect(first.contains("first divergence: \(mistake.place), that is"))
    let again = try #require(first.firstMatch(of: #/again: rmsprop (.*)/#)?.1)
    let repeated = try await Command.shell("\"$RMSPROP\" \(again)")
    #expect(repeated.status == 1)
    #expect(repeated.output.contains(first))
  }

  @Test func `without the mistake the same program conforms to every bit`() async throws {
    let outcome = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("none"), "--format", "json")
    #expect(outcome.status == 0)
    let report = try json(outcome.output)
    let candidate = try #require(report["candidate"] as? [String: Any])
    #expect(candidate["name"] as? String == "none")
    #expect(candidate["rounding"] as? String == "separate")
    let traces = try #require(report["traces"] as? [[String: Any]])
    let judged = traces.filter { $0["level"] as? String == "bits" }
    #expect(judged.count == 518 && judged.allSatisfy { $0["max_ulps"] as? Int ?? 0 == 0 })
  }

  @Test func `smoke cases alone prove nothing`() async throws {
    for (arguments, says) in [
      (["--only", "no-such-trace"], "no golden trace was for it to answer"),
      (["--only", "pytorch/separate/float32/*"], "no golden trace was for it to answer"),
    ] {
      let outcome = try await Command.run(
        ["verify", "--candidate", WrongProgram.mistake("none")] + arguments)
      #expect(outcome.status == 1 && outcome.output.contains(says), "\(outcome)")
    }
  }

  @Test func `fail-fast ends at the first failure`() async throws {
    let outcome = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("decay-late"), "--fail-fast")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("ended: at the first failure (--fail-fast)"))
    #expect(outcome.output.contains("passed, 1 failed"))
  }

  @Test func `a rounding that is not known may match either way, or leave a trace open`()
    async throws
  {
    let outcome = try await Command.run(
      "verify", "--candidate", "python3 '\(Self.candidates)/ten_lines.py'", "--format", "json")
    // Python refuses to divide by zero, and roots of negative numbers; IEEE 754 does not.
    #expect(outcome.status == 2)
    let report = try json(outcome.output)
    let traces = try #require(report["traces"] as? [[String: Any]])
    let faults = traces.filter { $0["fault"] != nil }
    let reasons = [
      "ZeroDivisionError: float division by zero", "ValueError: math domain error",
    ]
    let golden = faults.filter { ($0["id"] as? String ?? "").hasPrefix("pytorch") }
    #expect(golden.count == 6 && faults.count > 6)
    for fault in faults {
      #expect(fault["fault"] as? String == "error_reply")
      #expect(reasons.contains(fault["reason"] as? String ?? ""))
    }
    let passed = traces.filter { $0["verdict"] as? String == "pass" }
    // What was drawn is held to bounds.
    let drawn = passed.filter { ($0["id"] as? String ?? "").hasPrefix("fresh/1/") }
    #expect(drawn.count > 300 && drawn.allSatisfy { $0["level"] as? String == "bound" })
    let close = passed.filter { $0["level"] as? String == "1e-12" }
    #expect(close.count > 40 && close.count + drawn.count == passed.count)
  }

  // MARK: Known failures

  @Test func `exactly the known failures pass, and no others`() async throws {
    let folder = try TemporaryFolder()
    let list = "\(folder.path)/known.txt"
    let arguments = [
      "verify", "--candidate", WrongProgram.mistake("decay-late"), "--known-failures", list,
    ]
    let missing = try await Command.run(arguments)
    #expect(missing.status == 3 && missing.errors.contains("known.txt: no such file"))
    let updated = try await Command.run(arguments + ["--update"])
    #expect(updated.status == 0)
    let same = try await Command.run(arguments)
    #expect(same.status == 0 && same.output.hasSuffix("exactly the failures of \(list)\n"))

    let text = try String(contentsOfFile: list, encoding: .utf8)
    let ids = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(ids.count == 220 && ids == ids.sorted())
    let passing = "pytorch/separate/float64/basic-plain"
    try folder.write(
      "# changed\n\(passing)  # a comment\n" + ids.dropFirst().joined(separator: "\n"),
      to: "known.txt")
    let changed = try await Command.run(arguments)
    #expect(changed.status == 1)
    #expect(changed.output.contains("surprise: \(ids[0]) fails, and is not listed"))
    #expect(changed.output.contains("surprise: \(passing) is listed, and passes"))
    let before = try String(contentsOfFile: list, encoding: .utf8)
    let early = try await Command.run(arguments + ["--update", "--fail-fast"])
    #expect(early.status == 1, "a run that ended early does not know what fails")
    #expect(try String(contentsOfFile: list, encoding: .utf8) == before)
    let only = try await Command.run(arguments + ["--only", String(ids[1])])
    #expect(only.status == 0, "only what is chosen matters")
  }

  // MARK: Recorded files

  @Test func `recorded traces are judged wherever they are, with parameters alone`() async throws {
    let folder = try TemporaryFolder()
    let golden = try json(try Repository.text("Fixtures/pytorch/fused/float64/basic-momentum.json"))
    func write(_ name: String, _ change: (inout [String: Any]) -> Void) throws -> String {
      var trace = golden
      trace["level"] = nil
      trace["source"] = nil
      trace["steps"] = try #require(trace["steps"] as? [[String: Any]]).map { step in
        var step = step.filter { ["grad", "params"].contains($0.key) }
        change(&step)
        return step
      }
      let data = try JSONSerialization.data(withJSONObject: trace)
      return try folder.write(String(decoding: data, as: UTF8.self), to: name)
    }
    let right = try write("a/right.json") { _ in }
    let wrong = try write("b/wrong.json") { step in
      step["params"] = (step["params"] as? [Double])?.map { $0 + 1 }
    }
    let good = try await Command.run("verify", "--trace", right)
    #expect(good.status == 0 && good.output.contains("conforms: 1 passed"))
    let both = try await Command.run("verify", "--trace", right, wrong)
    #expect(both.status == 1 && both.output.contains("1 passed, 1 failed"))
    let missing = try await Command.run("verify", "--trace", right, "\(folder.path)/none.json")
    #expect(missing.status == 3 && missing.errors.contains("none.json: no such file"))
    let usage = try await Command.run("verify", "--trace", right, "--fixtures", "x")
    #expect(usage.status == 64)
  }

  @Test func `who declares the wrong rounding is told the right one`() async throws {
    let program = #"""
      sh -c 'python3 docs/candidates/ten_lines.py \
      | sed -u "s/\"rounding\": \"unknown\"/\"rounding\": \"fused\"/; \
      s/\"square_root\": \"unknown\"/\"square_root\": \"ieee\"/"'
      """#
    let outcome = try await Command.run(
      "verify", "--candidate", program, "--only", "pytorch/fused/float64/leading-*")
    #expect(outcome.status == 1, "\(outcome)")
    let says = "every bit is right as separate or separate-before-2.1; the greeting says fused\n"
    #expect(outcome.output.contains(says), "\(outcome)")
  }

  @Test func `a trace that states no rounding is told all that it matches`() async throws {
    let folder = try TemporaryFolder()
    for (name, matching) in [
      ("rate-zero-and-back", ["compiled"]), ("basic-plain", ["compiled", "compiled-tensor-lr"]),
    ] {
      let golden = try Repository.text("Fixtures/pytorch/compiled/float32/\(name).json")
      let file = try folder.write(
        golden.replacing(#""rounding": "compiled", "#, with: ""), to: "\(name).json")
      let outcome = try await Command.run(
        "verify", "--trace", file, "--level", "bits", "--format", "json")
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let traces = try #require((json as? [String: Any])?["traces"] as? [[String: Any]])
      #expect(traces[0]["roundings"] as? [String] == matching, "\(outcome)")
    }
  }

  @Test func `a program is judged as the one that it is a port of`() async throws {
    let program = "python3 Tests/RMSpropToolTests/mistakes.py epsilon-inside"
    let right = try await Command.run(
      "verify", "--as", "pytorch:epsilon=inside", "--candidate", program)
    #expect(right.status == 0 && right.output.contains("conforms: 511 passed, 0 failed"))
    #expect(right.output.contains("formula pytorch:epsilon=inside"))
    let wrong = try await Command.run("verify", "--as", "optax", "--candidate", program)
    #expect(wrong.status == 1 && wrong.output.contains("FAILED optax/float64/"))
    #expect(wrong.output.contains("--as optax --candidate"))
  }

  @Test func `a greeting may name a program of the catalogue, and not another`() async throws {
    func program(_ reference: String) -> String {
      #"sh -c 'python3 docs/candidates/ten_lines.py "#
        + #"| sed -u "s/\"reference\": \"pytorch\"/\"reference\": \"\#(reference)\"/"'"#
    }
    let known = try await Command.run("verify", "--candidate", program("pytorch:epsilon=inside"))
    #expect(known.status != 0 && known.output.contains("FAILED pytorch:epsilon=inside/"))
    let laws = try await Command.run(
      "check", "--candidate", program("keras-3"), "--law", "differential")
    #expect(laws.status == 1 && laws.output.contains("of no order of evaluation"), "\(laws)")
    let unknown = try await Command.run("verify", "--candidate", program("kears-3"))
    #expect(unknown.status == 2)
    #expect(unknown.output.contains("did you mean \"keras-3\"?, or a formula: pytorch"))
  }

  @Test(arguments: [
    (["verify", "--as", "kears-3"], "did you mean \"keras-3\"?"),
    (["verify", "--as", "keras-3", "--level", "bits"], "its levels are bound and 1e-12"),
  ])
  func `--as says what it does not take`(arguments: [String], problem: String) async throws {
    let outcome = try await Command.run(arguments)
    #expect(outcome.status == 64 && outcome.errors.contains(problem), "\(outcome)")
  }

  @Test func `the recordings of a program here conform as it`() async throws {
    let outcome = try await Command.run("verify", "--as", "keras-3")
    #expect(outcome.status == 0 && outcome.output.contains("conforms: 66 passed, 0 failed"))
    let none = try await Command.run("verify", "--as", "tfjs")
    #expect(none.status == 1 && none.errors.contains("no run of tfjs is recorded here"))
  }

  // MARK: Fixtures

  @Test func `copied fixtures verify where they were copied to`() async throws {
    let folder = try TemporaryFolder()
    let copy = "\(folder.path)/vectors"
    let only = "pytorch/separate/float32/basic-*"
    let outcome = try await Command.run("fixtures", "copy", copy, "--only", only)
    #expect(outcome.status == 0 && outcome.errors == "copied 10 files to \(copy)\n")
    let verdict = try await Command.run("verify", "--fixtures", copy)
    #expect(verdict.status == 0 && verdict.output.contains("digests: checked\nconforms: 9 passed"))
    let again = try await Command.run("fixtures", "copy", copy)
    #expect(again.status == 3 && again.errors.contains("must be a new or an empty folder"))
    let none = try await Command.run("fixtures", "copy", "\(copy)2", "--only", "nothing")
    #expect(none.status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["vectors"])
    let list = try await Command.run("fixtures", "list", "--only", only)
    #expect(list.output.split(separator: "\n").count == 9)
  }
}
