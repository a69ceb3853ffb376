import Foundation
import GoldenTraces
import TestSupport
import Testing
import Text

struct TraceFolderTests {
  private static let trace = """
    {"format": "rmsprop-trace/1", "id": "x", "scalar": "float64",
     "hyperparameters": {"lr": 0.1, "alpha": 0.9, "eps": 1e-8}, "params": [1.0], "steps": []}
    """
  /// Made by `sha256sum`, of the text above.
  private static let digest = "1d81a735916de78da38fd0ff0c2f0aa7081c2f6feba1911c2c5c0e0a6900a2c2"

  @Test func `traces are found at any depth, schemas and other files are not traces`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.json", "a/b/c.json", "x.schema.json", "notes.txt"] {
      try folder.write(Self.trace, to: name)
    }
    let traces = try TraceFolder(folder.path)
    #expect(traces.files == ["a/b/c.json", "b.json"])
    #expect(!traces.hasDigests)
    #expect(try traces.trace("b.json").id == "x")
  }

  @Test func `digests are enforced where they are given`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "a.json")
    try folder.write(Self.trace + " ", to: "b.json")
    try folder.write(Self.trace, to: "c.json")
    let gone = String(repeating: "0", count: 64)
    try folder.write(
      "\(Self.digest)  a.json\n\(Self.digest)  b.json\n\(gone) *d.json\n", to: "SHA256SUMS")
    let traces = try TraceFolder(folder.path)
    #expect(traces.files == ["a.json", "b.json", "c.json", "d.json"])
    #expect(throws: Never.self) { try traces.trace("a.json") }
    for (file, reason) in [
      ("b.json", "does not match SHA256SUMS"), ("c.json", "is not listed in SHA256SUMS"),
      ("d.json", "no such file"),
    ] {
      let error = #expect(throws: InputError.self) { try traces.trace(file) }
      #expect(error?.problem.hasPrefix(reason) == true && error?.file.hasSuffix(file) == true)
    }
  }

  @Test func `digests may be written with the line ends of another system`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "a.json")
    try folder.write("\(Self.digest)  a.json\r\n", to: "SHA256SUMS")
    let traces = try TraceFolder(folder.path)
    #expect(traces.files == ["a.json"])
    #expect(throws: Never.self) { try traces.trace("a.json") }
  }

  @Test func `a list of all files, as find gives it, is understood`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "a.json")
    try folder.write(Self.trace, to: "b/c.json")
    try folder.write(Self.trace, to: #"d\e.json"#)
    try folder.write("hello", to: "README.md")
    try folder.write("changed", to: "trace.schema.json")
    let hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    let other = String(repeating: "0", count: 64)
    try folder.write(
      """
      \(Self.digest)  ./a.json
      \(Self.digest)  .//b/./c.json
      \\\(Self.digest)  ./d\\\\e.json
      \(hello)  ./README.md
      \(hello)  ./trace.schema.json
      \(other)  ./SHA256SUMS
      """, to: "SHA256SUMS")
    let traces = try TraceFolder(folder.path)
    #expect(traces.files == ["a.json", "b/c.json", #"d\e.json"#])
    #expect(traces.otherFiles == ["README.md", "trace.schema.json"])
    for file in traces.files { #expect(throws: Never.self) { try traces.trace(file) } }
    #expect(throws: Never.self) { try traces.checkDigest(of: "README.md") }
    let error = #expect(throws: InputError.self) {
      try traces.checkDigest(of: "trace.schema.json")
    }
    #expect(error?.problem.hasPrefix("does not match SHA256SUMS") == true)
  }

  @Test func `a list of digests that leads nowhere is an error, not a list that is missing`() throws
  {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "a.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/SHA256SUMS", withDestinationPath: "nowhere")
    let error = #expect(throws: InputError.self) { try TraceFolder(folder.path) }
    #expect(error?.file.hasSuffix("/SHA256SUMS") == true && error?.problem == "no such file")
  }

  @Test func `a link that leads nowhere is an error, and a pipe is not waited for`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a.json", withDestinationPath: "nowhere")
    try #require(mkfifo(folder.path + "/b.json", 0o600) == 0)
    try folder.write(Self.trace, to: "c.json/d.json")
    let traces = try TraceFolder(folder.path)
    #expect(traces.files == ["a.json", "b.json", "c.json/d.json"], "a folder is no trace")
    for (file, problem) in [("a.json", "no such file"), ("b.json", "is not a regular file")] {
      let error = #expect(throws: InputError.self) { try traces.trace(file) }
      #expect(error?.problem == problem)
    }
  }

  @Test func `links to folders are followed, each folder once`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "real/a.json")
    for (link, target) in [("linked", "real"), ("real/loop", "..")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(link)", withDestinationPath: target)
    }
    #expect(try TraceFolder(folder.path).files.count == 1)
    #expect(try TraceFolder(folder.path + "/linked").files == ["a.json"])
  }

  @Test(arguments: [
    ("rubbish", "expected a SHA-256 digest and a path"),
    ("\(digest)  ", "expected a SHA-256 digest and a path"),
    ("\(digest)  ../a.json", "expected a path inside the folder, found \"../a.json\""),
    ("\(digest)  /a.json", "expected a path inside the folder, found \"/a.json\""),
    ("\(digest)  ./a.json", "names \"a.json\" again"),
  ])
  func `a line that is not a digest and a path is an error`(line: String, problem: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.trace, to: "a.json")
    try folder.write("\(Self.digest)  a.json\n\(line)\n", to: "SHA256SUMS")
    let error = #expect(throws: InputError.self) { try TraceFolder(folder.path) }
    #expect(error?.place == "line 2" && error?.problem == problem)
  }

  @Test func `a folder that is missing, empty or a file is an error`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "file")
    for (path, problem) in [
      (folder.path + "/none", "no such folder"), (file, "is not a folder"),
      (folder.path, "holds no trace (*.json)"),
    ] {
      let error = #expect(throws: InputError.self) { try TraceFolder(path) }
      #expect(error?.problem == problem)
    }
  }
}
