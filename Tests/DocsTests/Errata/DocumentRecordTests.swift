import Foundation
import GoldenTraces
import TestSupport
import Testing

/// The recorded programs, run again.
struct DocumentRecordTests {
  /// The programs that need nothing but Python.
  private static let plain = ["document-0", "document-1", "document-2"].flatMap { name in
    ((try? DocumentRecord.all(name)) ?? []).filter {
      !$0.program.contains("torch") && !$0.program.hasPrefix("sha256") && $0.id != "1.2"
    }
  }

  @Test func `there are programs to run`() { #expect(Self.plain.count >= 8) }

  @Test(arguments: plain)
  func `this machine's Python says what was recorded`(record: DocumentRecord) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", record.program]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(String(decoding: printed, as: UTF8.self) == record.prints)
    #expect((process.terminationStatus != 0) == (record.raises != nil), "\(complaint)")
    let last = complaint.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix(record.raises ?? ""), "\(complaint)")
  }

  @Test(arguments: 0...2)
  func `the completed programs are those whose output was recorded`(document: Int) throws {
    let record = try DocumentRecord.of("\(document)-completed")
    let path = Repository.root.appending(path: "docs/examples/document_\(document).py")
    #expect(record.program == "sha256 " + sha256(Array(try Data(contentsOf: path))))
    #expect(!record.prints.isEmpty && record.raises == nil)
  }
}
