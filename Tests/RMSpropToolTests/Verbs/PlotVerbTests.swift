import Foundation
import TestSupport
import Testing

/// `rmsprop plot` as a user meets it.
struct PlotVerbTests {
  private static let names = [
    "valley", "squares", "epsilon", "average", "centered", "cycle", "dialects",
  ]
  private static let candidates = Repository.root.appending(path: "docs/candidates").path
  private static let trace =
    Repository.root.appending(path: "Fixtures/pytorch/separate/float64/pairwise-07.json").path

  @Test(arguments: names)
  func `a figure is printed as it is in the pages`(name: String) async throws {
    let outcome = try await Command.run("plot", name)
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(try outcome.output == Repository.text("docs/figures/\(name).svg"))
  }

  @Test func `all figures are written to a folder, and nothing else`() async throws {
    let folder = try TemporaryFolder()
    let target = folder.path + "/figures"
    for _ in 0..<2 {
      let outcome = try await Command.run("plot", "--all", target)
      #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: target)
    #expect(files.sorted() == Self.names.map { "\($0).svg" }.sorted())
    for name in Self.names {
      let text = try String(contentsOfFile: "\(target)/\(name).svg", encoding: .utf8)
      #expect(try text == Repository.text("docs/figures/\(name).svg"))
    }
  }

  @Test func `figures that cannot all be written are not written at all`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "cycle.svg/taken")
    let outcome = try await Command.run("plot", "--all", folder.path)
    #expect(outcome.status == 3 && outcome.errors.contains("cycle.svg: cannot be written"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["cycle.svg"])
    let file = try folder.write("", to: "file")
    let onFile = try await Command.run("plot", "--all", file + "/figures")
    #expect(onFile.status == 3 && onFile.errors.contains("cannot be written"))
  }

  @Test func `a figure that is not there is refused with those that are`() async throws {
    let outcome = try await Command.run("plot", "vally")
    #expect(outcome.status == 64 && outcome.output == "")
    #expect(
      outcome.errors.contains(
        "There is no figure 'vally'. The figures: \(Self.names.joined(separator: ", "))."))
  }

  @Test(arguments: [
    [], ["valley", "--list"], ["valley", "--coordinate", "1"], ["--all", "x", "--output", "y"],
    ["valley", "--jobs", "2"], ["--trace", "a", "--candidate", "b"], ["--list", "cycle"],
  ])
  func `a line that says too little or too much is refused`(arguments: [String]) async throws {
    let outcome = try await Command.run(["plot"] + arguments)
    #expect(outcome.status == 64 && outcome.output == "", "\(outcome)")
  }

  @Test func `a recorded run that is the reference's is drawn on it`() async throws {
    let outcome = try await Command.run("plot", "--trace", Self.trace, "--coordinate", "1")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output.contains(">The same, to the last bit.<"))
    #expect(outcome.output.contains("coordinate 1"))
    #expect(outcome.output.contains("pytorch/separate/float64"))
  }

  @Test func `a recorded run that leaves the reference is shown where it does`() async throws {
    let folder = try TemporaryFolder()
    let made = try await Command.run(
      "trace", "--params", "1", "--gradient", "1", "--gradient", "2", "--gradient", "3",
      "--format", "json")
    // After the second step: the parameters before the first come first.
    let found = made.output.matches(of: #/"params": \[(.+?)\]/#)
    let parameter = try #require(Double(found[2].1))
    let wrong = made.output.replacing("[\(parameter)]", with: "[\(parameter.nextUp.nextUp)]")
    #expect(wrong != made.output)
    let file = try folder.write(wrong, to: "run.json")
    let outcome = try await Command.run("plot", "--trace", file)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(">Apart from step 1, by 2 ulps at most.<"), "\(outcome)")
  }

  @Test func `what cannot be drawn is said`() async throws {
    let folder = try TemporaryFolder()
    let missing = try await Command.run("plot", "--trace", folder.path + "/missing.json")
    #expect(missing.status == 3 && missing.errors.contains("missing.json"))
    let outside = try await Command.run("plot", "--trace", Self.trace, "--coordinate", "99")
    #expect(outside.status == 3 && outside.errors.contains("--coordinate 99: there are"))
    let before = try await Command.run("plot", "--trace", Self.trace, "--coordinate", "-1")
    #expect(before.status == 3 && before.errors.contains("--coordinate -1: there are"))
    let empty = try await Command.run(
      "trace", "--model", "linear", "--epochs", "0", "--format", "json")
    let file = try folder.write(empty.output, to: "empty.json")
    let nothing = try await Command.run("plot", "--trace", file)
    #expect(nothing.status == 1 && nothing.errors.contains("has no steps"))
    let hyperparameters = #""hyperparameters": {"lr": 0.1, "alpha": 0.9, "eps": 1e-8}"#
    let head = #"{"format": "rmsprop-trace/1", "id": "x", "scalar": "float64", \#(hyperparameters)"#
    let bare = try folder.write(
      head + #", "params": [], "steps": [{"grad": [], "params": []}]}"#, to: "bare.json")
    let pointless = try await Command.run("plot", "--trace", bare)
    #expect(pointless.status == 1 && pointless.errors.contains("has no coordinate"))
    let infinite = try folder.write(
      head + #", "params": [1], "steps": [{"grad": [1], "params": ["Infinity"]}]}"#,
      to: "infinite.json")
    let far = try await Command.run("plot", "--trace", infinite)
    #expect(far.status == 0 && far.output.contains(">Apart from step 0, up to ∞.<"), "\(far)")
    let crash = try await Command.run("plot", "--candidate", "sh -c 'exit 7'")
    #expect(crash.status == 2 && crash.errors.contains("the candidate: "), "\(crash)")
    let unwritable = try await Command.run("plot", "cycle", "--output", folder.path + "/a/b.svg")
    #expect(unwritable.status == 3 && unwritable.output == "")
  }

  @Test func `a program is drawn beside the reference`() async throws {
    let good = try await Command.run(
      "plot", "--candidate", "python3 '\(Self.candidates)/ten_lines.py'")
    #expect(good.status == 0 && good.errors == "", "\(good)")
    #expect(good.output.contains(">The same, to the last bit.<"))
    let wrong = try await Command.run(
      "plot", "--candidate", WrongProgram.mistake("epsilon-inside"))
    #expect(wrong.status == 0)
    #expect(wrong.output.contains(">Apart from step 0, by "))
  }

  @Test func `a program that fails is the candidate's failure`() async throws {
    for line in ["/missing/program", "python3 -c 'print(1)'", "false"] {
      let outcome = try await Command.run("plot", "--candidate", line)
      #expect(outcome.status == 2 && outcome.output == "" && outcome.errors != "", "\(line)")
    }
    let quoted = try await Command.run("plot", "--candidate", "'unfinished")
    #expect(quoted.status == 64 && quoted.errors.contains("rmsprop plot"), "\(quoted)")
    let hurried = try await Command.run("plot", "--candidate", "false", "--fail-fast")
    #expect(hurried.status == 64 && hurried.errors.contains("--fail-fast"), "\(hurried)")
  }
}
