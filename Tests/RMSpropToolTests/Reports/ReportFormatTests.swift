import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// JUnit's XML and Markdown.
struct ReportFormatTests {
  private static let crash = WrongProgram.broken("crash '<&\">'")

  private static let runs: [[String]] = [
    [], ["--only", "nothing"], ["--candidate", crash], ["--candidate", "no-such-command"],
    ["--level", "bits", "--only", "textbook/*"],
  ]

  @Test(arguments: runs)
  func `JUnit's XML holds what its schema allows, and counts what it holds`(
    arguments: [String]
  ) async throws {
    let outcome = try await Command.run(["verify", "--format", "junit"] + arguments)
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(outcome.output.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(outcome.output.prefix(500))")
    #expect(reader.problems == [])
    if arguments.isEmpty { #expect(reader.cases == 1152 + 100) }
    if arguments.contains(Self.crash) {
      #expect(outcome.output.contains("ended with signal 11"))
      #expect(outcome.output.contains("&lt;&amp;&quot;&gt;"), "the command, escaped")
    }
  }

  @Test(arguments: [
    ["--cases", "40"], ["--candidate", WrongProgram.mistake("epsilon-inside")],
    ["--candidate", crash, "--law", "s*"],
  ])
  func `the laws' report as JUnit's XML, too`(arguments: [String]) async throws {
    let outcome = try await Command.run(["check", "--format", "junit"] + arguments)
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(outcome.output.utf8))
    parser.delegate = reader
    #expect(parser.parse() && reader.problems == [], "\(reader.problems)")
    #expect(reader.cases > 0)
    #expect(
      outcome.status == (arguments.contains(Self.crash) ? 2 : arguments.contains("40") ? 0 : 1))
  }

  @Test func `Markdown has the verdict, a table and the first failures`() async throws {
    let outcome = try await Command.run(
      "verify", "--format", "markdown", "--candidate", Self.crash, "--only", "*/basic-*")
    #expect(outcome.status == 2)
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "### RMSprop: crash does not conform")
    #expect(lines.contains("| set | traces | passed | failed | worst ulps |"))
    #expect(lines.contains("| smoke | 5 | 5 | 0 | 0 |"))
    #expect(
      outcome.output.contains("- `pytorch/separate/float64/basic-plain`: crashed: ended with"))
  }
}

/// Checks elements and attributes against JUnit's schema (junit-10.xsd of Jenkins' xunit plugin),
/// and the counts of each suite.
private final class JUnitReader: NSObject, XMLParserDelegate {
  private static let allowed: [String: (parents: Set<String>, attributes: Set<String>)] = [
    "testsuites": ([""], ["name", "time", "tests", "failures", "errors"]),
    "testsuite": (["testsuites"], ["name", "tests", "failures", "errors", "skipped", "time"]),
    "testcase": (["testsuite"], ["name", "classname", "time"]),
    "failure": (["testcase"], ["type", "message"]),
    "error": (["testcase"], ["type", "message"]),
    "skipped": (["testcase"], ["type", "message"]),
  ]
  private static let required = [
    "testsuite": ["name", "tests", "failures", "errors"], "testcase": ["name"],
  ]
  private(set) var problems: [String] = []
  private(set) var cases = 0
  private var open: [String] = []
  private var declared: [String: String] = [:]
  private var counted: [String: Int] = [:]

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let parent = open.last ?? ""
    open.append(element)
    guard let allowed = Self.allowed[element] else { return problems.append("a \(element)") }
    if !allowed.parents.contains(parent) { problems.append("\(element) in \(parent)") }
    for name in attributes.keys where !allowed.attributes.contains(name) {
      problems.append("\(element) \(name)")
    }
    for name in Self.required[element] ?? [] where attributes[name] == nil {
      problems.append("\(element) without \(name)")
    }
    if element == "testsuite" { (declared, counted) = (attributes, [:]) }
    if element == "testcase" { cases += 1 }
    counted[element, default: 0] += 1
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
    guard element == "testsuite" else { return }
    for (name, element) in [
      ("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
    ] where declared[name] != "\(counted[element] ?? 0)" {
      problems.append("\(name) is \(declared[name] ?? "missing")")
    }
  }
}
