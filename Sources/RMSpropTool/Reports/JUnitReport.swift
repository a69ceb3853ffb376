import GoldenTraces
import Runs
import Text

/// A report as JUnit's XML: a suite for each set, a case for each trace.
struct JUnitReport {
  private let report: Report

  init(_ report: Report) { self.report = report }

  var text: String {
    let name =
      report.subject.map { $0.declaration?.name ?? $0.command } ?? "built-in implementations"
    let head = [("name", "RMSprop: \(name)")] + counts(report.traces).dropLast()
    var text = XML.head
    text +=
      "<testsuites \(XML.attributes(head))>\n"
    for (set, traces) in report.sets {
      text += "  <testsuite \(XML.attributes([("name", set)] + counts(traces)))>\n"
      text += traces.map { testCase($0, set) }.joined()
      text += "  </testsuite>\n"
    }
    if !report.behaviours.isEmpty { text += suite(report.behaviours) }
    if let ending = report.ending { text += suite(ending: "\(ending)") }
    return text + "</testsuites>\n"
  }

  private func testCase(_ trace: TraceReport, _ set: String) -> String {
    let name = trace.id.split(separator: "/").last.map(String.init) ?? trace.id
    let head =
      "    <testcase \(XML.attributes([("name", name), ("classname", set), ("time", "0")]))"
    switch trace.verdict {
    case .pass: return "\(head)/>\n"
    case .fail(let first):
      let place = "steps[\(first.step)].\(first.quantity.rawValue)[\(first.coordinate)]"
      let note = trace.note.map { "; \($0)" } ?? ""
      let message =
        "\(place): expected \(decimal(first.expected)), actual \(decimal(first.actual))\(note)"
      return XML.testCase(head, "failure", "wrong value", message, again(trace))
    case .violated(let problem):
      return XML.testCase(head, "failure", "violated", problem, again(trace))
    case .fault(let fault):
      return XML.testCase(head, "error", fault.kind.rawValue, fault.message, again(trace))
    case .error(let problem): return XML.testCase(head, "error", "unreadable", problem, "")
    case .skipped(let reason):
      return "\(head)><skipped \(XML.attributes([("message", "\(reason)")]))/></testcase>\n"
    case .inconclusive(let reason):
      let message = "inconclusive: \(reason)"
      return "\(head)><skipped \(XML.attributes([("message", message)]))/></testcase>\n"
    }
  }

  private func again(_ trace: TraceReport) -> String {
    guard let subject = report.subject else { return "" }
    return (subject.foundSaid + ["\(subject.reproduction) '\(trace.id)'"])
      .joined(separator: "\n")
  }

  private func suite(_ behaviours: [BehaviourReport]) -> String {
    let failures = behaviours.count { $0.difference != nil }
    let counts = [
      ("tests", "\(behaviours.count)"), ("failures", "\(failures)"), ("errors", "0"),
      ("skipped", "0"),
    ]
    let lines = behaviours.map { behaviour in
      let names = [("name", behaviour.id), ("classname", "behaviours"), ("time", "0")]
      let head = "    <testcase \(XML.attributes(names))"
      guard let difference = behaviour.difference else { return "\(head)/>\n" }
      return XML.testCase(head, "failure", "difference", "\(difference)", "")
    }
    return "  <testsuite \(XML.attributes([("name", "behaviours")] + counts))>\n"
      + lines.joined() + "  </testsuite>\n"
  }

  /// What ended the run is an error of its own.
  private func suite(ending: String) -> String {
    let counts = [("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0")]
    let names = [("name", "whole run"), ("classname", "run"), ("time", "0")]
    let head = "    <testcase \(XML.attributes(names))"
    return "  <testsuite \(XML.attributes([("name", "run")] + counts))>\n"
      + XML.testCase(head, "error", "ended", ending, "") + "  </testsuite>\n"
  }

  private func counts(_ traces: [TraceReport]) -> [(String, String)] {
    let s = Report.Summary(traces)
    return [
      ("tests", "\(s.traces)"), ("failures", "\(s.failed)"), ("errors", "\(s.errors)"),
      ("skipped", "\(s.skipped + s.inconclusive)"),
    ]
  }
}
