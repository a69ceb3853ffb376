import Foundation
import GoldenTraces
import TestSupport
import Testing

/// SHA-256, held to NIST's published digests and to the system's own command.
struct SHA256Tests {
  /// The examples of FIPS 180-4 and two of NIST's short messages.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `NIST's examples have the published digests`(message: String, digest: String) {
    #expect(sha256(Array(message.utf8)) == digest)
  }

  @Test func `NIST's short messages of one byte and of two have the published digests`() {
    #expect(
      sha256([0xD3]) == "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1")
    #expect(
      sha256([0x11, 0xAF]) == "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98")
  }

  /// What a line of shell prints, in a folder.
  private static func output(
    of line: String, _ arguments: [String], in folder: String
  ) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, "sh"] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// What the system's command says of files in a folder: their digests, in the same order; `nil`,
  /// which is an issue, where the system has no such command.
  private static func digests(of files: [String], in folder: String) throws -> [String]? {
    let commands = ["sha256sum": "sha256sum \"$@\"", "shasum": "shasum -a 256 \"$@\""]
    let found = try ["sha256sum", "shasum"].first { command in
      try !output(of: "command -v \(command)", [], in: folder).isEmpty
    }
    guard let found, let line = commands[found] else {
      Issue.record("neither sha256sum nor shasum is here: no other program vouches for the digests")
      return nil
    }
    var digests: [String] = []
    for start in stride(from: 0, to: files.count, by: 400) {
      let some = Array(files[start..<min(start + 400, files.count)])
      let lines = try output(of: line, some, in: folder).split(separator: "\n")
      try #require(lines.count == some.count)
      for (line, file) in zip(lines, some) {
        #expect(line.hasSuffix(file))
        digests.append(String(line.prefix(64)))
      }
    }
    return digests
  }

  @Test func `messages of every length up to two blocks have the digest of the system's command`()
    throws
  {
    let folder = try TemporaryFolder()
    let random = Random(seed: 91)
    let messages = (0...130).map { count in
      (0..<count).map { _ in UInt8(random.integer(in: 0..<256)) }
    }
    for message in messages {
      try Data(message).write(to: URL(filePath: "\(folder.path)/\(message.count)"))
    }
    let files = messages.map { "\($0.count)" }
    guard let digests = try Self.digests(of: files, in: folder.path) else { return }
    for (message, digest) in zip(messages, digests) {
      #expect(sha256(message) == digest, "\(message.count) bytes")
    }
  }

  @Test func `every fixture has the digest of the system's command`() throws {
    var isFolder: ObjCBool = false
    let files = try FileManager.default.subpathsOfDirectory(atPath: Repository.fixtures).filter {
      let path = "\(Repository.fixtures)/\($0)"
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
    #expect(files.count > 1000)
    guard let digests = try Self.digests(of: files, in: Repository.fixtures) else { return }
    for (file, digest) in zip(files, digests) {
      let bytes = try Data(contentsOf: URL(filePath: "\(Repository.fixtures)/\(file)"))
      #expect(sha256(Array(bytes)) == digest, "\(file)")
    }
  }
}
