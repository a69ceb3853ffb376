import Foundation
import TestSupport
import Testing

/// `rmsprop check`: the laws, put to the built-in implementations and to programs.
struct CheckVerbTests {

  /// What a busy machine needs, where the time is not what a test is about.
  private static let patience = ["--deadline", "30", "--time", "300"]

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func laws(_ report: [String: Any]) throws -> [[String: Any]] {
    try #require(report["laws"] as? [[String: Any]])
  }

  // MARK: Built-in implementations

  @Test func `the built-in implementations keep every law, and the cases that failed before`()
    async throws
  {
    let outcome = try await Command.run("check", "--cases", "200", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.output.suffix(2000))")
    let report = try json(outcome.output)
    let summary = try #require(report["summary"] as? [String: Int])
    #expect(summary["holds"] == summary["laws"] && summary["laws"]! >= 2 * 45)
    let corpus = try Repository.files(in: "Fixtures/regressions", endingIn: ".jsonl")
    let lines = try corpus.map { try Repository.text($0).count { $0 == "\n" } }.reduce(0, +)
    #expect(lines > 0 && summary["regressions"] == 2 * lines)
  }

  @Test func `a seed's report is always the same, also on two threads`() async throws {
    let arguments = ["check", "--cases", "300", "--seed", "7", "--format", "json"]
    let first = try await Command.run(arguments)
    #expect(try await Command.run(arguments).output == first.output)
    #expect(try await Command.run(arguments + ["--jobs", "2"]).output == first.output)
    let fresh = try await Command.run("check", "--fresh", "--cases", "10", "--format", "json")
    #expect(try json(fresh.output)["seed"] as? UInt64 != 7)
  }

  @Test func `statistical laws hold here, and a wrong average is rejected`() async throws {
    let few = ["check", "--law", "first-step", "--statistics", "--format", "json"]
    let here = try await Command.run(few)
    #expect(here.status == 0)
    let found = try #require(try json(here.output)["statistics"] as? [[String: Any]])
    #expect(found.count == 2 && found.allSatisfy { $0["holds"] as? Bool == true })
    let claims = try #require(found[0]["claims"] as? [[String: Any]])
    #expect(claims.count > 100 && claims.allSatisfy { $0["power"] is Double })
    let wrong = try await Command.run(
      few + ["--candidate", WrongProgram.mistake("forgets-state")] + Self.patience)
    let rejected = try #require(try json(wrong.output)["statistics"] as? [[String: Any]])
    #expect(wrong.status == 1 && rejected.first?["holds"] as? Bool == false)
  }

  // MARK: Programs with a mistake

  @Test(arguments: [
    ("epsilon-inside", "epsilon-inside"), ("forgets-state", "square-average-not-kept"),
    ("decay-late", "decay-after-averages"), ("rate-in-buffer", "rate-in-buffer"),
  ])
  func `a mistake is falsified by a small case, named, and found again`(
    kind: String, name: String
  ) async throws {
    let candidate = ["check", "--candidate", WrongProgram.mistake(kind)] + Self.patience
    let outcome = try await Command.run(candidate + ["--format", "json"])
    #expect(outcome.status == 1)
    let report = try json(outcome.output)
    let resembles = try #require(report["resembles"] as? [[String: Any]])
    #expect(resembles.first?["mistake"] as? String == name)
    let failures = try laws(report).compactMap { $0["failure"] as? [String: Any] }
    let small = try #require(
      failures.first { failure in
        let runs = failure["runs"] as? [[String: Int]] ?? []
        return !runs.isEmpty && runs.allSatisfy { $0["coordinates"]! <= 2 && $0["steps"]! <= 3 }
      })
    let replay = try #require(small["replay"] as? String)
    let again = try await Command.run(candidate + ["--replay", replay])
    #expect(again.status == 1 && again.output.contains(small["message"] as? String ?? "-"))
    let right = try await Command.run(
      ["check", "--candidate", WrongProgram.mistake("none"), "--replay", replay] + Self.patience)
    #expect(right.status == 0, "\(right.output)")
  }

  @Test func `a program without a mistake keeps every law that applies to it`() async throws {
    let outcome = try await Command.run(
      ["check", "--candidate", WrongProgram.mistake("none")] + Self.patience)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("skipped, it compares formulas: "))
  }

  @Test func `a case that fails is kept on request, and is the first to be run again`()
    async throws
  {
    let folder = try TemporaryFolder()
    let candidate =
      ["check", "--candidate", WrongProgram.mistake("epsilon-inside"), "--law", "first-step"]
      + Self.patience
    let found = try await Command.run(candidate + ["--save", folder.path + "/mine.jsonl"])
    #expect(found.status == 1)
    let again = try await Command.run(
      candidate + ["--cases", "1", "--regressions", folder.path, "--format", "json"])
    #expect(again.status == 1)
    let law = try #require(try laws(json(again.output)).first)
    #expect(law["cases"] as? Int == 0, "the case that failed before is enough")
  }

  // MARK: Programs that break

  @Test(arguments: [
    ("crash", "crash"), ("silent", "hang"), ("wrong-seq", "malformed"),
    ("error-reply", "error_reply"),
  ])
  func `what is no answer is a failure of its own`(kind: String, verdict: String) async throws {
    let limits = kind == "silent" ? ["--deadline", "0.3", "--time", "10"] : Self.patience
    let outcome = try await Command.run(
      [
        "check", "--candidate", WrongProgram.broken(kind), "--law", "odd-symmetry", "--format",
        "json",
      ]
        + limits)
    #expect(outcome.status == 2)
    let law = try #require(try laws(json(outcome.output)).first)
    #expect(law["verdict"] as? String == verdict)
    let failure = try #require(law["failure"] as? [String: Any])
    #expect(failure["replay"] as? String != nil)
  }

  @Test func `a command that cannot be started, or does not greet, is the candidate's fault`()
    async throws
  {
    for command in [
      "no-such-command", WrongProgram.broken("not-json"), WrongProgram.broken("exits"),
    ] {
      let outcome = try await Command.run("check", "--candidate", command)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(command): \(outcome.errors)")
    }
  }

  // MARK: Wrong input

  @Test(arguments: [
    ["--law", "no-such-law"], ["--replay", "first-step"], ["--replay", "first-step:1.x"],
    ["--replay", "none:0"], ["--replay", "first-step:0", "--seed", "1"], ["--cases", "0"],
    ["--time", "-1"], ["--jobs", "0"], ["--deadline", "1"], ["--fresh", "--seed", "1"],
    ["--candidate", "x", "--jobs", "2"], ["--candidate", "'"],
  ])
  func `a wrong option is refused`(arguments: [String]) async throws {
    let outcome = try await Command.run(["check"] + arguments)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.errors)")
  }

  @Test func `a damaged corpus is named, with its line`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("\n{\"property\": 1}\n", to: "broken.jsonl")
    let outcome = try await Command.run("check", "--regressions", folder.path)
    #expect(outcome.status == 3 && outcome.errors.contains("broken.jsonl:2"), "\(outcome.errors)")
    let missing = try await Command.run("check", "--regressions", folder.path + "/none")
    #expect(missing.status == 3)
    let save = try await Command.run("check", "--cases", "1", "--save", folder.path)
    #expect(save.status == 3)
  }

  @Test func `the laws that catch mistakes are compared with what was committed`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Command.run("mutants", "--laws", "--check", "--fixtures", folder.path)
    #expect(outcome.status == 3 && outcome.errors.contains("law-kills.mutants.json"))
  }
}
