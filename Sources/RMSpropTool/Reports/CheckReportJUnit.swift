import Runs
import Text
import PropertyCheck

extension CheckReport {
  /// The report as JUnit's XML: a case for each law.
  var junit: String {
    let head = XML.attributes([("name", "RMSprop's laws: \(subject)")] + counts.dropLast())
    var text = XML.head + "<testsuites \(head)>\n"
    text += "  <testsuite \(XML.attributes([("name", "laws")] + counts))>\n"
    text += findings.map(testCase).joined()
    if let ending {
      let names = [("name", "whole run"), ("classname", "run"), ("time", "0")]
      text += XML.testCase(
        "    <testcase \(XML.attributes(names))", "error", "ended", ending.message, "")
    }
    return text + "  </testsuite>\n</testsuites>\n"
  }

  private var counts: [(String, String)] {
    let faults = findings.count { if case .fault = $0.outcome { true } else { false } }
    let end = ending == nil ? 0 : 1
    return [
      ("tests", "\(findings.count + end)"), ("failures", "\(wrong.count - faults)"),
      ("errors", "\(faults + end)"), ("skipped", "\(count("skipped") + count("unjudged"))"),
    ]
  }

  private func testCase(_ finding: LawFinding) -> String {
    let names = [("name", finding.name), ("classname", "laws"), ("time", "0")]
    let head = "    <testcase \(XML.attributes(names))"
    switch finding.outcome {
    case .holds: return "\(head)/>\n"
    case .skipped(let reason), .unjudged(let reason):
      return "\(head)><skipped \(XML.attributes([("message", reason)]))/></testcase>\n"
    case .falsified, .flaky, .fault:
      let failure = finding.report?.failure
      let text = finding.decoded + [reproduction(finding) ?? ""]
      let isFault = if case .fault = finding.outcome { true } else { false }
      return XML.testCase(
        head, isFault ? "error" : "failure", finding.verdict, failure?.message ?? "",
        text.joined(separator: "\n"))
    }
  }
}
