import Foundation
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

extension DocumentRecord: CustomTestStringConvertible {
  var testDescription: String { id }
}
