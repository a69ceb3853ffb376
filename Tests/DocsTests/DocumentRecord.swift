import Foundation
import GoldenTraces
import TestSupport
import Testing

/// What real Python, torch or KaTeX said to a small program: one entry of `Fixtures/documents`.
struct DocumentRecord {
  let id, program, prints: String
  /// The exception's type and message, if there was one.
  let raises, message: String?
  private let values: [String: Any]

  /// Every entry of a file.
  static func all(_ name: String) throws -> [DocumentRecord] {
    let text = try Repository.text("Fixtures/documents/\(name).documents.json")
    let file = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    return try #require(file["programs"] as? [[String: Any]]).map { entry in
      DocumentRecord(
        id: try #require(entry["id"] as? String),
        program: try #require(entry["program"] as? String),
        prints: try #require(entry["prints"] as? String),
        raises: entry["raises"] as? String, message: entry["message"] as? String,
        values: try #require(entry["values"] as? [String: Any]))
    }
  }

  /// The entry of this id, which begins with its document's number.
  static func of(_ id: String) throws -> DocumentRecord {
    try #require(all("document-\(id.prefix(1))").first { $0.id == id })
  }

  /// The exception as a page writes it, without its place in the program.
  var exception: String {
    "`\(raises ?? "none")`: \((message ?? "").replacing(#/ \(program.py, line \d+\)$/#, with: ""))"
  }

  /// Whether a variable has no value.
  func isMissing(_ name: String) -> Bool { values[name] is NSNull }

  func number(_ name: String) throws -> Double { try Self.number(values[name]) }

  func numbers(_ name: String) throws -> [Double] {
    try #require(values[name] as? [Any]).map(Self.number)
  }

  func words(_ name: String) throws -> [String] { try #require(values[name] as? [String]) }

  private static func number(_ value: Any?) throws -> Double {
    if let word = value as? String { return try #require(Double(word)) }
    return try #require(value as? NSNumber).doubleValue
  }
}

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

extension DocumentRecord: CustomTestStringConvertible {
  var testDescription: String { id }
}
