import Foundation
import TestSupport
import Testing

/// Gradients, traces and programs of somebody's own, as a user brings them.
struct OwnDataTests {
  @Test(arguments: [
    ("g.csv", "a,b\n0.5,-1\nnone\n0.25,2\n"), ("g.json", "[[0.5, -1], null, [0.25, 2]]"),
    ("g.txt", "0.5 -1\nnone\n0.25, 2\n"),
  ])
  func `gradients come from files of several kinds`(name: String, text: String) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: name)
    let given = try await Command.run("trace", "--params", "1,2", "--gradients", file)
    let typed = try await Command.run(
      "trace", "--params", "1,2", "--gradient", "0.5,-1", "--gradient", "none", "--gradient",
      "0.25,2")
    #expect(given.status == 0 && given.output == typed.output, "\(given)")
  }

  @Test func `an archive of NumPy brings gradients and parameters`() async throws {
    let folder = try TemporaryFolder()
    // numpy.savez(file, gradients=[[0.5, -1]], params=[1, 2]), in base 64.
    let archive = try #require(Data(base64Encoded: Self.archive, options: .ignoreUnknownCharacters))
    try archive.write(to: URL(filePath: "\(folder.path)/g.npz"))
    let given = try await Command.run("trace", "--gradients", "\(folder.path)/g.npz")
    let typed = try await Command.run("trace", "--params", "1,2", "--gradient", "0.5,-1")
    #expect(given.status == 0 && given.output == typed.output, "\(given)")
  }

  @Test func `several parameters of a file are put to a program together`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      {"format": "rmsprop-trace/2", "id": "two", "scalar": "float64",
       "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 1.0, "weight_decay": 0.25},
       "tensors": [{"name": "weight", "params": [1.0]}, {"name": "bias", "params": [3.0]}],
       "steps": [{"tensors": [{"grad": [2.0], "params": [0.5]}, {"grad": [2.0], "params": [2.5]}]}]}
      """, to: "two.json")
    for (kind, status) in [("none", Int32(0)), ("decay-in-gradient", 1)] {
      let outcome = try await Command.run(
        "verify", "--candidate", WrongProgram.rewrite(kind), "--trace", file)
      #expect(outcome.status == status, "\(outcome)")
      #expect(outcome.output.contains("is 2.25 after the step") == (status == 1))
    }
  }

  @Test func `a file that names another program is not put to PyTorch's formula`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      {"format": "rmsprop-trace/1", "id": "mine", "reference": "keras-3", "scalar": "float64",
       "hyperparameters": {"lr": 0.5, "alpha": 0.75, "eps": 1.0}, "params": [1.0],
       "steps": [{"grad": [2.0], "params": [0.5]}]}
      """, to: "mine.json")
    let outcome = try await Command.run(
      "verify", "--candidate", WrongProgram.mistake("none"), "--trace", file)
    #expect(outcome.status == 1 && outcome.output.contains("judged by the program keras-3"))
  }

  @Test(arguments: [
    ("g.csv", "0,1;-0,2\n", "line 1: expected commas between numbers with a decimal point"),
    ("g.txt", "1 2\n0,1;-0,2\n", "line 2: \"0,1;-0,2\" may mean decimal commas"),
    ("g.txt", "1e400 1\n", "line 1: \"1e400\" is beyond float64"),
    // Numbers that cannot be read are no head.
    ("g.csv", "\"0.5\",\"-1.0\"\n1,2\n", "line 1: expected numbers"),
    ("g.csv", "0.5f,-1.0f\n1,2\n", "line 1: expected numbers"),
    ("g.csv", "1,2\n1\n", "line 2: expected 2 numbers as in params, found 1"),
    ("g.json", "[[1, 2], [3]]", "[1]: expected 2 numbers as in params, found 1"),
    ("g.json", "[[1, \"x\"]]", "[0][1]"),
    ("g.npy", "no array", "is neither an array of NumPy (.npy) nor an archive of some (.npz)"),
  ])
  func `gradients that cannot be read are named by file and place`(
    name: String, text: String, problem: String
  ) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: name)
    let outcome = try await Command.run("trace", "--params", "1,2", "--gradients", file)
    #expect(outcome.status == 3 && outcome.output == "", "\(outcome)")
    #expect(outcome.errors.contains("\(file): \(problem)"), "\(outcome.errors)")
  }

  @Test func `data points of whole numbers are read where a space stands between them`()
    async throws
  {
    let outcome = try await Command.run(
      "trace", "--params", "1,2", "--gradient", "1 0; 0 -2", "--implementation", "batch")
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test func `a program is held to what the reference makes of a trace's inputs`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      {"format": "rmsprop-trace/2", "id": "own/mine", "scalar": "float64",
       "hyperparameters": {"lr": 0.1, "alpha": 0.9, "eps": 1e-8}, "params": [1, 2],
       "steps": [{"grad": [0.5, -1]}, {"grad": [0.25, 3], "params": [77, 78]}]}
      """, to: "mine.json")
    let right = try await Command.run(
      "verify", "--candidate", "python3 docs/candidates/ten_lines.py", "--trace", file)
    #expect(right.status == 0 && right.output.contains("\nown"), "\(right)")
    let wrong = try await Command.run(
      "verify", "--candidate", "python3 Tests/RMSpropToolTests/mistakes.py epsilon-inside",
      "--trace", file)
    #expect(wrong.status == 1 && wrong.output.contains("FAILED own/mine"), "\(wrong)")
    #expect(wrong.output.contains("again: rmsprop verify --trace \(file) --candidate"))
    let asked = try await Command.run(
      "verify", "--as", "pytorch:epsilon=inside", "--trace", file, "--candidate",
      "python3 Tests/RMSpropToolTests/mistakes.py epsilon-inside")
    #expect(asked.status == 0, "\(asked)")
  }

  @Test func `an unknown hyperparameter is warned of, and stands beside the verdict`() async throws
  {
    let folder = try TemporaryFolder()
    let golden = try Repository.text("Fixtures/pytorch/fused/float64/basic-plain.json")
    let file = try folder.write(
      golden.replacing(#""centered": false"#, with: #""nesterov": true, "centred": false"#),
      to: "x.json")
    let outcome = try await Command.run("verify", "--trace", file)
    #expect(outcome.status == 0)
    let centred = #"unknown key "centred" in hyperparameters (did you mean "centered"?)"#
    for key in [#"unknown key "nesterov" in hyperparameters"#, centred] {
      #expect(outcome.errors.contains("rmsprop: \(file): \(key)\n"), "\(outcome.errors)")
      #expect(outcome.output.contains("warning: pytorch/fused/float64/basic-plain: \(key)\n"))
    }
    #expect(outcome.output.contains("\(centred)\nconforms"))
    let json = try await Command.run("verify", "--trace", file, "--format", "json")
    #expect(json.output.contains(#""unknown_keys": ["nesterov", "centred"]"#))
  }

  @Test func `a trace names the program that judges it`() async throws {
    let folder = try TemporaryFolder()
    let copied = try await Command.run(
      "fixtures", "copy", "\(folder.path)/keras", "--as", "keras-3", "--only", "*float64/basic-*")
    #expect(copied.status == 0, "\(copied)")
    let verdict = try await Command.run("verify", "--fixtures", "\(folder.path)/keras")
    #expect(verdict.status == 0 && verdict.output.contains(" passed, 0 failed"), "\(verdict)")
    let file = "\(folder.path)/keras/keras-3/float64/basic-momentum.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains(#""reference": "keras-3""#))
    let other = try await Command.run("verify", "--trace", file, "--as", "pytorch")
    #expect(other.status == 1, "--as goes before a file's reference")
    let unknown = try folder.write(
      text.replacing(#"ce": "keras-3""#, with: #"ce": "kears-3""#), to: "u")
    let refused = try await Command.run("verify", "--trace", unknown)
    #expect(refused.status == 3 && refused.errors.contains("did you mean \"keras-3\"?"))
  }

  @Test func `a machine that flushes subnormals is judged within their bounds`() async throws {
    let folder = try TemporaryFolder()
    func trace(_ settings: String) throws -> String {
      try folder.write(
        """
        {"format": "rmsprop-trace/1", "id": "flushed", "scalar": "float32",
         "source": {"implementation": "mine", "settings": {\(settings)}},
         "hyperparameters": {"lr": 0.1, "alpha": 0.9, "eps": 1e-3}, "params": [1, 1],
         "steps": [{"grad": [1e-20, 0], "params": [1, 1], "square_avg": [0, 0]}]}
        """, to: "\(settings.count).json")
    }
    let kept = try await Command.run("verify", "--level", "bits", "--trace", try trace(""))
    #expect(kept.status == 1)
    let flushed = try await Command.run(
      "verify", "--trace", try trace(#""subnormals": "flushed""#))
    #expect(flushed.status == 0, "\(flushed)")
  }

  private static let archive = """
    UEsDBC0AAAAAAAAAIQCkCIPb//////////8NABQAZ3JhZGllbnRzLm5weQEAEACEAAAAAAAAAIQAAAAAAAAAk05VTV
    BZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIpLCB9ICAg
    ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAOAC8UEsDBC0AAA
    AAAAAAIQBiAmVf//////////8KABQAcGFyYW1zLm5weQEAEACCAAAAAAAAAIIAAAAAAAAAk05VTVBZAQB2AHsnZGVz
    Y3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC
    AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAlBLAQItAy0AAAAAAAAAIQCkCIPb
    hAAAAIQAAAANAAAAAAAAAAAAAACAAQAAAABncmFkaWVudHMubnB5UEsBAi0DLQAAAAAAAAAhAGICZV+CAAAAggAAAA
    oAAAAAAAAAAAAAAIABwwAAAHBhcmFtcy5ucHlQSwUGAAAAAAIAAgBzAAAAgQEAAAAA
    """
}
