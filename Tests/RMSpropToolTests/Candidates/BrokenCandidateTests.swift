import Foundation
import TestSupport
import Testing

/// Programs that are broken, each in its own way (`zoo.py`), as candidates.
struct BrokenCandidateTests {
  private struct Animal: Sendable, CustomTestStringConvertible {
    let kind: String
    let status: Int32
    /// What the output says.
    let says: String
    /// Whether a deadline must pass.
    var hangs = false
    var testDescription: String { kind }
  }

  private static let zoo = [
    Animal(kind: "exits", status: 2, says: "ended with exit code 1"),
    Animal(kind: "not-json", status: 2, says: "its greeting is not valid"),
    Animal(kind: "no-greeting", status: 2, says: "no greeting within 2 s", hangs: true),
    Animal(kind: "flood", status: 2, says: "a line of more than 16 MB"),
    Animal(kind: "closes-stdin", status: 2, says: "CRASHED"),
    Animal(kind: "never-reads", status: 2, says: "HUNG", hangs: true),
    Animal(kind: "silent", status: 2, says: "no answer within 2 s", hangs: true),
    Animal(kind: "crash", status: 2, says: "ended with signal 11"),
    Animal(
      kind: "crash-once", status: 2, says: "7 passed, 0 failed, 15 skipped, 1 without an answer"),
    Animal(kind: "ends-but-for-a-child", status: 2, says: "ended with exit code 3"),
    Animal(kind: "chatty", status: 2, says: "found 'c' (line 1): \"computing...\""),
    Animal(kind: "wrong-seq", status: 2, says: "expected the answer to seq 1, found seq 2"),
    Animal(kind: "error-reply", status: 2, says: "out of memory\\u{1b}[31m"),
    Animal(kind: "closes-stdout", status: 2, says: "closed its output"),
    Animal(kind: "wrong-length", status: 2, says: "steps[0].params: expected 2 numbers, found 3"),
    Animal(kind: "no-number", status: 2, says: "steps[0].params[0]: expected a number"),
    Animal(kind: "smoke-length", status: 2, says: "the adapter is at fault: expected 1 steps"),
    Animal(kind: "zero-moves", status: 2, says: "the adapter is at fault: steps[0].params changed"),
    // What is only bad manners does no harm.
    Animal(kind: "good", status: 0, says: "conforms: 8 passed"),
    Animal(kind: "terse", status: 0, says: "conforms: 9 passed, 0 failed, 32 skipped"),
    Animal(kind: "leaves-processes", status: 0, says: "conforms: 8 passed"),
    Animal(kind: "ignores-signals", status: 0, says: "conforms: 8 passed"),
    Animal(kind: "never-ends", status: 0, says: "conforms: 8 passed"),
    Animal(kind: "floods-stderr", status: 0, says: "conforms: 8 passed"),
  ]

  @Test(arguments: zoo)
  private func `each is told apart, and nothing is left running`(_ animal: Animal) async throws {
    let mark = UUID().uuidString
    let outcome = try await Command.run(
      "verify", "--only", "*/basic-*", "--deadline", animal.hangs ? "2" : "30",
      "--greeting-deadline", animal.kind == "no-greeting" ? "2" : "30",
      "--candidate", WrongProgram.broken("\(animal.kind) \(mark)"))
    #expect(outcome.status == animal.status, "\(outcome)")
    #expect(outcome.output.contains(animal.says), "\(outcome.output)")
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.errors.utf8.count < 70_000)
    let left = try await Command.shell("pgrep -fx 'python3 .*\(mark)'")
    #expect(left.output == "", "still running: \(left.output)")
    if animal.kind == "leaves-processes" {
      let left = try await Command.shell("pgrep -f 'sleep 4242[.]'")
      #expect(left.output == "", "still running: \(left.output)")
    }
  }

  @Test func `a command that is not there is no candidate`() async throws {
    for (command, says) in [
      ("no-such-command", "No such file or directory"), ("/etc/passwd", "Permission denied"),
    ] {
      let outcome = try await Command.run("verify", "--candidate", command)
      #expect(outcome.status == 2 && outcome.output.contains(says), "\(outcome)")
    }
    for command in ["", "'open", "back\\"] {
      let outcome = try await Command.run("verify", "--candidate", command)
      #expect(outcome.status == 64, "\(outcome)")
    }
  }

  @Test(arguments: ["INT", "TERM", "HUP"], ["silent", "leaves-processes", "no-greeting"])
  func `an interruption ends the candidate, too`(signal: String, kind: String) async throws {
    let mark = UUID().uuidString
    let folder = try TemporaryFolder()
    let outcome = try await Command.shell(
      """
      timeout --preserve-status -s \(signal) 1 "$RMSPROP" verify \
      --candidate "\(WrongProgram.broken("\(kind) \(mark)"))" --output '\(folder.path)/report'
      echo "status $?"; pgrep -fx 'python3 .*\(mark)'; ls -A '\(folder.path)'
      """)
    let number = ["INT": 2, "TERM": 15, "HUP": 1][signal]!
    // Only one that answers may end before it is interrupted.
    let statuses =
      ["status \(128 + number)\n"] + (kind == "leaves-processes" ? ["status 0\nreport\n"] : [])
    #expect(statuses.contains(outcome.output), "\(outcome)")
  }
}
