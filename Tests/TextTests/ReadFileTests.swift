import Foundation
import TestSupport
import Testing
import Text

/// Files that are read whole, or refused by name.
struct ReadFileTests {
  @Test func `a file's bytes come back, whatever they are`() throws {
    let folder = try TemporaryFolder()
    for count in [1, 255, 256, 70_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let path = "\(folder.path)/\(count)"
      try Data(bytes).write(to: URL(filePath: path))
      #expect(try readFile(path) == bytes)
    }
  }

  @Test func `what cannot be read is an error that names the file and says why`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let empty = try folder.write("", to: "empty")
    let link = "\(path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "\(path)/gone")
    let pipe = "\(path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let wrong = [
      ("\(path)/none", "no such file"), (path, "is a folder"), (empty, "is empty"),
      (link, "no such file"), (pipe, "is not a regular file"),
      ("\(empty)/inside", "cannot be read: Not a directory"),
    ]
    for (file, problem) in wrong {
      let error = #expect(throws: InputError.self) { try readFile(file) }
      #expect(error == InputError(file: file, place: "", problem: problem))
    }
    #expect(try readFile(empty, mayBeEmpty: true) == [])
  }
}
