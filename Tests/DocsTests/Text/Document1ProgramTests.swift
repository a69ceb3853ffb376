import Relatives
import Foundation
import RMSprop
import TestSupport
import Testing

/// Document 1's program in Python, against the Swift run.
struct Document1ProgramTests {
  private func output() throws -> String {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "docs/examples/document_1.py"]
    process.currentDirectoryURL = Repository.root
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `document 1's program in Python prints the Swift run, as its page shows`() throws {
    let run = try Document1Runs.epochs(1000).map(\.parameters)
    var lines = [1, 2, 10, 40, 70].map { epoch in
      String(
        format: "epoch %4d  w %.9f  b %.9f", epoch, run[epoch - 1].weight, run[epoch - 1].bias)
    }
    lines += run.suffix(2).sorted { $0.weight < $1.weight }.map {
      String(format: "at the end  w %.4f       b %.4f", $0.weight, $0.bias)
    }
    let expected = lines.joined(separator: "\n")
    #expect(try output() == expected + "\n")
    let shown = try Page("docs/4-batch.md").blocks.filter { $0.language == "text" }.map(\.text)
    #expect(shown == [expected])
  }
}
