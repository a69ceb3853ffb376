import Foundation
import PropertyCheck
import Testing

@Suite("Tokens and regressions")
struct CorpusTests {
  @Test("Tokens are short texts that come back as they were")
  func tokens() throws {
    for choices: [UInt64] in [[], [0], [0, 0, 1, 1, 0], [.max, 0, 1 << 63]] {
      let token = ReplayToken(choices)
      #expect(try ReplayToken(token.description) == token)
    }
    #expect("\(ReplayToken([0, 0, 1, 1, 0]))" == "0.0.1.1.0" && "\(ReplayToken([]))" == "-")
  }

  @Test(
    "A text that is no token is refused, and the place is named",
    arguments: [
      ("", 1, ""), ("1.x.2", 2, "x"), ("1..2", 2, ""), ("0.18446744073709551616", 2, nil),
      ("+1", 1, "+1"), ("1.2.", 3, ""), ("1.-2", 2, "-2"), ("1 .2", 1, "1 "),
    ] as [(String, Int, String?)])
  func mistakes(text: String, position: Int, part: String?) throws {
    let error = try #require(throws: ReplayToken.ParseError.self) { try ReplayToken(text) }
    #expect(error.position == position)
    if let part { #expect(error.part == part) }
    #expect(error.description.contains("whole number from 0 to 18446744073709551615"))
  }

  @Test("Entries are appended once, and read as they were written")
  func append() throws {
    try inFolder { folder in
      let file = Regressions(path: folder + "/laws.jsonl")
      #expect(try file.read().isEmpty)
      let entries = [
        Regression(
          property: "a/b", token: ReplayToken([0, .max]), case: ["θ = \"1\"", "back\\slash\n"],
          label: "é", seed: .max),
        Regression(property: "c", token: ReplayToken([]), case: [], label: "", seed: 0),
      ]
      for entry in entries {
        #expect(try file.append(entry))
        #expect(try !file.append(entry))
      }
      #expect(try file.read() == entries)
      #expect(try Regressions.read(folder: folder) == entries)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["laws.jsonl"])
      let text = try String(contentsOfFile: file.path, encoding: .utf8)
      #expect(text.split(separator: "\n").count == 2 && text.hasSuffix("}\n"))
      #expect(throws: Regressions.FileError.self) {
        try Regressions(path: folder + "/none/x.jsonl").append(entries[0])
      }
      #expect(throws: Regressions.FileError.self) { try Regressions.read(folder: folder + "/none") }
    }
  }

  @Test(
    "A malformed line is an error that names file and line",
    arguments: [
      ("{", "not a JSON object"), ("[]", "wrong type"), ("{}", "'property' is missing"),
      (#"{"property":1,"token":"0","case":[],"label":"","seed":1}"#, "'property' is of the wrong"),
      (#"{"property":"p","token":"0.y","case":[],"label":"","seed":1}"#, "'y', is not a whole"),
      (#"{"property":"p","token":"0","case":[],"label":"","seed":-1}"#, "not a JSON object"),
      (#"{"property":"p","token":"0","case":[],"label":""}"#, "'seed' is missing"),
    ])
  func malformed(line: String, problem: String) throws {
    try inFolder { folder in
      let path = folder + "/bad.jsonl"
      let good = #"{"case":[],"label":"l","property":"p","seed":1,"token":"0"}"#
      try Data((good + "\n\n" + line + "\n").utf8).write(to: URL(fileURLWithPath: path))
      let error = try #require(throws: Regressions.FileError.self) {
        try Regressions(path: path).read()
      }
      #expect(error.line == 3 && error.description.hasPrefix(path + ":3: "))
      #expect(error.problem.contains(problem), "\(error)")
    }
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}
