import Foundation
import GoldenTraces
import Runs
import TestSupport
import Testing

struct SchemaTests {
  private static func json(_ path: String) throws -> Any {
    let data = try Data(contentsOf: Repository.root.appending(path: path))
    return try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
  }

  @Test func `every golden trace keeps to the schema`() throws {
    let first = try Schema(Self.json("Fixtures/trace.schema.json"))
    let second = try Schema(Self.json("Fixtures/trace-2.schema.json"))
    for file in try TraceFolder(Repository.fixtures).files {
      let schema = file.hasPrefix("pytorch-whole/") ? second : first
      let problems = try schema.problems(Self.json("Fixtures/\(file)"))
      #expect(problems.isEmpty, "\(file): \(problems.first ?? "")")
    }
  }

  @Test(arguments: ["behaviour", "checkpoints"])
  func `every recording of another form keeps to its schema`(form: String) throws {
    let schema = try Schema(Self.json("Fixtures/\(form).schema.json"))
    let files = try Repository.files(in: "Fixtures/\(form)", endingIn: ".\(form).json")
    #expect(!files.isEmpty)
    for file in files {
      let problems = try schema.problems(Self.json(file))
      #expect(problems.isEmpty, "\(file): \(problems.first ?? "")")
    }
  }

  private static let broken: [(String, String)] = [
    (#""format": "rmsprop-trace/1""#, #""format": "rmsprop-trace/3""#),
    (#""scalar": "float64""#, #""scalar": "float8""#),
    (#""grad": ["#, #""gradient": ["#),
    (#""lr": 0.125"#, #""lr": -0.125"#),
    (#""flags": ["BASIC""#, #""flags": ["BASICS""#),
    (#""params": [0.0"#, #""params": ["zero""#),
    (#""level": "bits""#, #""level": "close""#),
  ]

  @Test(arguments: broken)
  func `the schema refuses what is no trace`(old: String, new: String) throws {
    let schema = try Schema(Self.json("Fixtures/trace.schema.json"))
    let text = try Repository.text("Fixtures/pytorch/fused/float64/basic-centered.json")
    try #require(text.contains(old))
    let data = Data(text.replacing(old, with: new).utf8)
    #expect(try !schema.problems(JSONSerialization.jsonObject(with: data)).isEmpty)
  }

  @Test func `the schema and the page on the format know every rounding`() throws {
    let schema = try Repository.text("Fixtures/trace.schema.json")
    let page = try Repository.text("docs/reference/trace.md")
    for rounding in Rounding.allCases {
      #expect(schema.contains("\"\(rounding.rawValue)\""), "\(rounding)")
      #expect(page.contains("| `\(rounding.rawValue)` |"), "\(rounding)")
    }
  }

  @Test func `every PyTorch trace says how far PyTorch is from the exact value`() throws {
    for file in try TraceFolder(Repository.fixtures).files
    where file.hasPrefix("pytorch") && !file.hasPrefix("pytorch-whole/") {
      let trace = try #require(try Self.json("Fixtures/\(file)") as? [String: Any])
      let exact = try #require(trace["exact"] as? [String: Any], "\(file)")
      #expect(try #require(exact["digits"] as? Int) >= 50)
    }
  }

  @Test func `flags are explained in the same words by schema and README, and each is used`() throws
  {
    let schema = try #require(try Self.json("Fixtures/trace.schema.json") as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let flag = try #require(definitions["flag"] as? [String: Any])
    let choices = try #require(flag["oneOf"] as? [[String: Any]])
    let readme = try Repository.text("Fixtures/README.md")
    let folder = try TraceFolder(Repository.fixtures)
    let used = try Set(folder.files.flatMap { try folder.traces($0)[0].flags })
    for choice in choices {
      let name = try #require(choice["const"] as? String)
      let meaning = try #require(choice["description"] as? String)
      #expect(readme.contains("| `\(name)` | \(meaning) |"), "\(name)")
      #expect(used.contains(name), "\(name)")
    }
  }
}

/// The part of JSON Schema that the schemas use; any other keyword is refused.
private struct Schema {
  private let root: [String: Any]

  init(_ json: Any) throws { root = try #require(json as? [String: Any]) }

  /// What is wrong with `value`, by place; nothing if it keeps to the schema.
  func problems(_ value: Any) throws -> [String] { try problems(value, root, "$") }

  private func problems(_ value: Any, _ schema: [String: Any], _ place: String) throws -> [String] {
    try schema.flatMap { keyword, rule -> [String] in
      switch keyword {
      case "$schema", "$id", "$defs", "title", "description": return []
      case "$ref": return try problems(value, definition(rule), place)
      case "type": return isType(value, rule) ? [] : ["\(place): expected \(rule)"]
      case "const": return equal(value, rule) ? [] : ["\(place): expected \(rule)"]
      case "enum":
        let choices = try #require(rule as? [Any])
        return choices.contains { equal(value, $0) } ? [] : ["\(place): expected one of \(choices)"]
      case "required":
        guard let object = value as? [String: Any] else { return [] }
        return try #require(rule as? [String]).filter { object[$0] == nil }.map {
          "\(place): no \($0)"
        }
      case "properties":
        guard let object = value as? [String: Any] else { return [] }
        return try #require(rule as? [String: [String: Any]]).flatMap { key, schema in
          try object[key].map { try problems($0, schema, "\(place).\(key)") } ?? []
        }
      case "items":
        guard let array = value as? [Any] else { return [] }
        let schema = try #require(rule as? [String: Any])
        return try array.enumerated().flatMap { try problems($1, schema, "\(place)[\($0)]") }
      case "additionalProperties":
        guard let object = value as? [String: Any] else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        return try object.filter { known[$0.key] == nil }.flatMap { key, value in
          guard let rule = rule as? [String: Any] else { return ["\(place): \(key) is not known"] }
          return try problems(value, rule, "\(place).\(key)")
        }
      case "allOf":
        return try #require(rule as? [[String: Any]]).flatMap { try problems(value, $0, place) }
      case "oneOf", "anyOf":
        let matching = try #require(rule as? [[String: Any]]).count {
          try problems(value, $0, place).isEmpty
        }
        let fits = keyword == "oneOf" ? matching == 1 : matching > 0
        return fits ? [] : ["\(place): \(matching) of \(keyword) fit"]
      case "minimum":
        guard isType(value, "number"), let number = value as? Double else { return [] }
        return number >= (try #require(rule as? Double)) ? [] : ["\(place): below \(rule)"]
      case "minItems":
        guard let array = value as? [Any] else { return [] }
        return array.count >= (try #require(rule as? Int)) ? [] : ["\(place): too short"]
      case "uniqueItems":
        guard let array = value as? [NSObject] else { return [] }
        return Set(array).count == array.count ? [] : ["\(place): repeats"]
      case "pattern":
        guard let text = value as? String else { return [] }
        let pattern = try Regex(try #require(rule as? String))
        return text.contains(pattern) ? [] : ["\(place): not like \(rule)"]
      default: throw UnknownKeyword(keyword: keyword)
      }
    }
  }

  private struct UnknownKeyword: Error { let keyword: String }

  private func definition(_ reference: Any) throws -> [String: Any] {
    let path = try #require(reference as? String)
    let name = path.replacing("#/$defs/", with: "")
    return try #require((root["$defs"] as? [String: Any])?[name] as? [String: Any], "\(path)")
  }

  /// JSON's true is not the number 1, though `NSNumber` holds both.
  private func isBool(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return false }
    return String(cString: number.objCType) == "c"
  }

  private func isType(_ value: Any, _ name: Any) -> Bool {
    switch name as? String {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": isBool(value)
    case "null": value is NSNull
    case "number": value is NSNumber && !isBool(value)
    case "integer": !isBool(value) && (value as? Double).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }

  private func equal(_ a: Any, _ b: Any) -> Bool {
    guard let a = a as? NSObject, let b = b as? NSObject else { return false }
    return isBool(a) == isBool(b) && a.isEqual(b)
  }
}
