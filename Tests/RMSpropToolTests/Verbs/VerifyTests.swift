import Foundation
import TestSupport
import Testing

/// `rmsprop verify` as a user meets it: output, errors and exit codes of the real process.
struct VerifyTests {
  private static let trace = """
    {"format": "rmsprop-trace/1", "id": "ours/one", "scalar": "float64",
     "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 0.0},
     "params": [0.0, 0.0], "steps": [{"grad": [4.0, 1.0], "params": [-1.0, -1.0]}]}
    """

  /// A folder with this one trace, changed as the test needs it.
  private func folder(_ old: String = "", _ new: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = old.isEmpty ? Self.trace : Self.trace.replacing(old, with: new)
    try folder.write(text, to: "one.json")
    return folder
  }

  @Test func `the golden traces conform, from any folder`() async throws {
    let outcome = try await Command.run("verify", in: "/")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("\nconforms: "))
    #expect(outcome.output.contains("\ndigests: checked\n"))
  }

  @Test func `the README shows this output`() async throws {
    let outcome = try await Command.run("verify")
    #expect(outcome.status == 0 && outcome.output.contains("conforms: "))
    #expect(try Repository.text("README.md").contains(outcome.output))
  }

  @Test func `level bits judges what is exact to the bit and skips the rest by name`() async throws
  {
    let outcome = try await Command.run("verify", "--level", "bits")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("not applicable: this trace is exact to 1e-12 only"))
  }

  @Test func `level 1e-12 judges everything`() async throws {
    let outcome = try await Command.run("verify", "--level", "1e-12")
    #expect(outcome.status == 0)
    // 16 bits have no digits to spare for a tolerance.
    #expect(
      outcome.output.contains("skipped: 81, not applicable: float16 is judged to the bit only"))
    #expect(outcome.output.matches(of: #/skipped: /#).count == 2)
  }

  @Test func `a pattern chooses traces by id`() async throws {
    let outcome = try await Command.run(
      "verify", "--only", "pytorch/*/float32/defaults", "--format", "json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let ids = try #require(json["traces"] as? [[String: Any]]).map { $0["id"] as? String }
    #expect(ids == ["pytorch/fused/float32/defaults", "pytorch/separate/float32/defaults"])
    let none = try await Command.run("verify", "--only", "nothing")
    #expect(none.status == 1 && none.errors.contains("no trace matches --only 'nothing'"))
  }

  @Test func `a divergence is shown with its place, in decimal and hexadecimal`() async throws {
    let folder = try folder("[-1.0, -1.0]", "[-1.0, -1.0000000000000002]")
    let outcome = try await Command.run("verify", "--fixtures", folder.path, "--level", "bits")
    #expect(outcome.status == 1)
    for part in [
      "FAILED ours/one", "steps[0].params[1]", "step 0, coordinate 1", "-1.0000000000000002",
      "-0x1.0000000000001p+0", "1 ulp", "does not conform: 0 passed, 1 failed",
    ] {
      #expect(outcome.output.contains(part), "\(part)")
    }
  }

  @Test func `the page on verify shows a report as it is`() async throws {
    let folder = try folder("[-1.0, -1.0]", "[-1.0, -1.0000000000000002]")
    let outcome = try await Command.run(
      "verify", "--fixtures", folder.path, "--level", "bits", "--format", "json")
    let page = try Repository.text("docs/reference/verify.md")
    let block = try #require(page.firstMatch(of: #/```json\n([^`]+)```/#))
    let shown = try JSONSerialization.jsonObject(with: Data(block.1.utf8)) as? NSDictionary
    let printed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? NSDictionary
    #expect(shown != nil && shown == printed)
  }

  @Test func `the sign of zero is not lost in JSON`() async throws {
    let folder = try folder("[-1.0, -1.0]", "[-0.0, -1.0]")
    let outcome = try await Command.run(
      "verify", "--fixtures", folder.path, "--format", "json")
    #expect(outcome.output.contains("\"expected\": -0.0,"))
  }

  @Test func `a trace cannot steer the reader's terminal`() async throws {
    let folder = try folder("ours/one", #"ours\u001b[2J/one\r"#)
    try folder.write(Self.trace.replacing("float64", with: #"\u001b[2J"#), to: "two.json")
    let outcome = try await Command.run("verify", "--fixtures", folder.path)
    #expect(outcome.status == 3)
    #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"))
    #expect(outcome.output.contains(#"ours\u{1b}[2J"#) && outcome.errors.contains(#"\u{1b}[2J"#))
    let turned = try self.folder("ours/one", #"ours/\u202Eeno"#)
    let report = try await Command.run("verify", "--fixtures", turned.path, "--level", "1e-12")
    #expect(!report.output.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a run without steps is no proof`() async throws {
    let folder = try folder(#"[{"grad": [4.0, 1.0], "params": [-1.0, -1.0]}]"#, "[]")
    let outcome = try await Command.run("verify", "--fixtures", folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("does not conform (nothing was compared)"))
    #expect(outcome.output.contains("skipped: 1, nothing to compare: this trace has no steps"))
  }

  @Test func `the folder may come from the environment, and an option goes before it`() async throws
  {
    let good = try folder()
    let bad = try folder("[-1.0, -1.0]", "[-1.0, -2.0]")
    let environment = try await Command.run("verify", environment: ["RMSPROP_FIXTURES": bad.path])
    #expect(environment.status == 1)
    let option = try await Command.run(
      "verify", "--fixtures", good.path, environment: ["RMSPROP_FIXTURES": bad.path])
    #expect(option.status == 0)
  }

  private static let unreadable: [(String, String, String)] = [
    ("float64", "float8", "scalar: expected one of float64, float32, float16, bfloat16"),
    ("trace/1", "trace/9", "format: expected \"rmsprop-trace/1\""),
    ("\"lr\": 0.5", "\"lr\": -0.5", "hyperparameters: Invalid learning rate: -0.5"),
    ("[4.0, 1.0]", "[4.0]", "steps[0].grad: expected 2 numbers"),
    ("[4.0, 1.0]", "[4.0, \"x\"]", "steps[0].grad[1]: expected a number"),
    ("]}", "", "steps[0]"),
    (Self.trace, "", "is empty"),
    (Self.trace, "hello", "expected an object, found 'h'"),
  ]

  @Test(arguments: unreadable)
  func `what cannot be read is named, and exits 3`(
    old: String, new: String, message: String
  ) async throws {
    let folder = try folder(old, new)
    let outcome = try await Command.run("verify", "--fixtures", folder.path)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("rmsprop: \(folder.path)/one.json: \(message)"))
  }

  @Test func `the traces that can be read are judged all the same, and 3 goes before 1`()
    async throws
  {
    let folder = try folder("[-1.0, -1.0]", "[-1.0, -2.0]")
    try folder.write("{", to: "two.json")
    let outcome = try await Command.run("verify", "--fixtures", folder.path)
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("FAILED ours/one") && outcome.errors.contains("two.json"))
  }

  @Test func `a digest that does not match exits 3`() async throws {
    let folder = try folder()
    try folder.write(String(repeating: "a", count: 64) + "  one.json\n", to: "SHA256SUMS")
    let outcome = try await Command.run("verify", "--fixtures", folder.path)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("one.json: does not match SHA256SUMS"))
  }

  @Test func `a folder that is missing or empty exits 3`() async throws {
    let empty = try TemporaryFolder()
    let missing = try await Command.run("verify", "--fixtures", empty.path + "/none")
    #expect(missing.status == 3 && missing.errors.contains("none: no such folder"))
    let nothing = try await Command.run("verify", "--fixtures", empty.path)
    #expect(nothing.status == 3 && nothing.errors.contains("holds no trace"))
  }

  @Test(arguments: [["verify", "--levle", "bits"], ["verify", "--level", "1e-9"], ["verfy"]])
  func `a wrong command line exits 64 with a hint`(arguments: [String]) async throws {
    let line = arguments.joined(separator: " ")
    let outcome = try await Command.shell("\"$RMSPROP\" \(line)")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("Usage:"))
  }

  @Test func `help explains the verb`() async throws {
    let outcome = try await Command.run("verify", "--help")
    #expect(outcome.status == 0)
    let example = try await Command.run("verify", "--only", "pytorch/fused/*/basic-*")
    #expect(example.status == 0 && outcome.output.contains("'pytorch/fused/*/basic-*'"))
    for word in ["--fixtures", "--level", "--only", "--format", "--output", "Exit codes"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
  }

  @Test func `a report goes whole to its file, or not at all`() async throws {
    let traces = try folder()
    let place = try TemporaryFolder()
    let file = place.path + "/report.json"
    let good = try await Command.run(
      "verify", "--fixtures", traces.path, "--format", "json", "--output", file)
    #expect(good.status == 0 && good.output == "")
    let written = try Data(contentsOf: URL(filePath: file))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: written) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["report.json"])

    for path in [place.path + "/none/report.json", place.path] {
      let bad = try await Command.run("verify", "--fixtures", traces.path, "--output", path)
      #expect(bad.status == 3 && bad.errors.contains("\(path): cannot be written: "))
    }
  }

  @Test func `a link is followed, also to where nothing is yet, and stays a link`() async throws {
    let (traces, place) = (try folder(), try TemporaryFolder())
    try FileManager.default.createDirectory(
      atPath: place.path + "/there", withIntermediateDirectories: true)
    let link = place.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "there/report")
    for _ in 1...2 {
      let outcome = try await Command.run("verify", "--fixtures", traces.path, "--output", link)
      #expect(outcome.status == 0)
      #expect(
        try String(contentsOfFile: place.path + "/there/report", encoding: .utf8).contains(
          "conforms"))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "there/report")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path + "/there")
    #expect(names == ["report"])
  }

  @Test func `a name as long as the system allows is written`() async throws {
    let (traces, place) = (try folder(), try TemporaryFolder())
    let file = place.path + "/" + String(repeating: "r", count: 255)
    let outcome = try await Command.run("verify", "--fixtures", traces.path, "--output", file)
    #expect(outcome.status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("conforms"))
  }

  @Test func `help that cannot be written is an error`() async throws {
    let full = try await Command.shell("\"$RMSPROP\" --help >/dev/full")
    #expect(full.status == 3 && full.errors.contains("standard output: cannot be written"))
  }

  @Test func `an output that is full exits 3, and a pipe that closes is no error`() async throws {
    let full = try await Command.shell("\"$RMSPROP\" verify --only '*defaults' >/dev/full")
    #expect(full.status == 3 && full.errors.contains("standard output: cannot be written"))
    let device = try await Command.run("verify", "--only", "*defaults", "--output", "/dev/full")
    #expect(device.status == 3)
    let closed = try await Command.shell(
      "{ \"$RMSPROP\" verify --format json; echo \"exit $?\" >&2; } | head -c 10 >/dev/null")
    #expect(closed.errors == "exit 0\n")
  }
}
