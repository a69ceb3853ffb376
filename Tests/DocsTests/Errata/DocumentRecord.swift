import Foundation
import GoldenTraces
import TestSupport
import Testing

/// What real Python, torch or KaTeX said to a small program: one entry of `Fixtures/documents`.
struct DocumentRecord: Decodable, Sendable {
  let id, program, prints: String
  /// The exception's type and message, if there was one.
  let raises, message: String?
  private let values: [String: Value]

  private enum Value: Decodable {
    case nothing
    case number(Double)
    case word(String)
    case list([Value])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .nothing
      } else if let flag = try? container.decode(Bool.self) {
        self = .number(flag ? 1 : 0)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let word = try? container.decode(String.self) {
        self = .word(word)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .other
      }
    }

    var number: Double? {
      switch self {
      case .number(let number): number
      // A number that JSON has no word for.
      case .word(let word): Double(word)
      default: nil
      }
    }

    var word: String? { if case .word(let word) = self { word } else { nil } }
    var list: [Value]? { if case .list(let list) = self { list } else { nil } }
  }

  /// Every entry of a file.
  static func all(_ name: String) throws -> [DocumentRecord] {
    struct File: Decodable { let programs: [DocumentRecord] }
    let text = try Repository.text("Fixtures/documents/\(name).documents.json")
    return try JSONDecoder().decode(File.self, from: Data(text.utf8)).programs
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
  func isMissing(_ name: String) -> Bool { if case .nothing = values[name] { true } else { false } }

  func number(_ name: String) throws -> Double { try #require(values[name]?.number) }

  func numbers(_ name: String) throws -> [Double] {
    try #require(values[name]?.list).map { try #require($0.number) }
  }

  func words(_ name: String) throws -> [String] {
    try #require(values[name]?.list).map { try #require($0.word) }
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
