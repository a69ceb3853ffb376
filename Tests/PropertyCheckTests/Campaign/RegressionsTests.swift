import Foundation
import PropertyCheck
import Testing

/// Files of failures.
struct RegressionsTests {
  @Test func `entries are appended once, and read as they were written`() throws {
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

  @Test(arguments: [
    ("{", "not a JSON object"), ("[]", "wrong type"), ("{}", "'property' is missing"),
    (#"{"property":1,"token":"0","case":[],"label":"","seed":1}"#, "'property' is of the wrong"),
    (#"{"property":"p","token":"0.y","case":[],"label":"","seed":1}"#, "'y', is not a whole"),
    (#"{"property":"p","token":"0","case":[],"label":"","seed":-1}"#, "not a JSON object"),
    (#"{"property":"p","token":"0","case":[],"label":""}"#, "'seed' is missing"),
  ])
  func `a malformed line is an error that names file and line`(line: String, problem: String) throws
  {
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
