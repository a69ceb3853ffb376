import GoldenTraces

/// A report as JUnit's XML: a suite for each set, a case for each trace.
struct JUnitReport {
  private let report: Report

  init(_ report: Report) { self.report = report }

  var text: String {
    let name = report.subject.map { $0.name ?? $0.command } ?? "built-in implementations"
    let head = [("name", "RMSprop: \(name)")] + counts(report.traces).dropLast()
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuites \(attributes(head))>\n"
    for (set, traces) in report.sets {
      text += "  <testsuite \(attributes([("name", set)] + counts(traces)))>\n"
      text += traces.map { testCase($0, set) }.joined()
      text += "  </testsuite>\n"
    }
    if !report.behaviours.isEmpty { text += suite(report.behaviours) }
    if let ending = report.ending { text += suite(ending: "\(ending)") }
    return text + "</testsuites>\n"
  }

  private func testCase(_ trace: TraceReport, _ set: String) -> String {
    let name = trace.id.split(separator: "/").last.map(String.init) ?? trace.id
    let head = "    <testcase \(attributes([("name", name), ("classname", set), ("time", "0")]))"
    switch trace.verdict {
    case .pass: return "\(head)/>\n"
    case .fail(let first):
      let place = "steps[\(first.step)].\(first.quantity.rawValue)[\(first.coordinate)]"
      let message = "\(place): expected \(first.expected), actual \(first.actual)"
      return body(head, "failure", "wrong value", message, again(trace))
    case .fault(let fault):
      return body(head, "error", fault.kind.rawValue, fault.message, again(trace))
    case .error(let problem): return body(head, "error", "unreadable", problem, "")
    case .skipped(let reason):
      return "\(head)><skipped \(attributes([("message", reason)]))/></testcase>\n"
    case .inconclusive(let reason):
      let message = "inconclusive: \(reason)"
      return "\(head)><skipped \(attributes([("message", message)]))/></testcase>\n"
    }
  }

  private func again(_ trace: TraceReport) -> String {
    report.subject.map { "\($0.reproduction) '\(trace.id)'" } ?? ""
  }

  private func body(
    _ head: String, _ element: String, _ type: String, _ message: String, _ text: String
  ) -> String {
    "\(head)><\(element) \(attributes([("type", type), ("message", message)]))>"
      + "\(escaped(text))</\(element)></testcase>\n"
  }

  private func suite(_ behaviours: [BehaviourReport]) -> String {
    let failures = behaviours.count { $0.difference != nil }
    let counts = [
      ("tests", "\(behaviours.count)"), ("failures", "\(failures)"), ("errors", "0"),
      ("skipped", "0"),
    ]
    let lines = behaviours.map { behaviour in
      let names = [("name", behaviour.id), ("classname", "behaviours"), ("time", "0")]
      let head = "    <testcase \(attributes(names))"
      guard let difference = behaviour.difference else { return "\(head)/>\n" }
      return body(head, "failure", "difference", "\(difference)", "")
    }
    return "  <testsuite \(attributes([("name", "behaviours")] + counts))>\n"
      + lines.joined() + "  </testsuite>\n"
  }

  /// What ended the run is an error of its own.
  private func suite(ending: String) -> String {
    let counts = [("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0")]
    let head =
      "    <testcase \(attributes([("name", "whole run"), ("classname", "run"), ("time", "0")]))"
    return "  <testsuite \(attributes([("name", "run")] + counts))>\n"
      + body(head, "error", "ended", ending, "") + "  </testsuite>\n"
  }

  private func counts(_ traces: [TraceReport]) -> [(String, String)] {
    let s = Report.Summary(traces)
    return [
      ("tests", "\(s.traces)"), ("failures", "\(s.failed)"), ("errors", "\(s.errors)"),
      ("skipped", "\(s.skipped + s.inconclusive)"),
    ]
  }

  private func attributes(_ attributes: [(String, String)]) -> String {
    attributes.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: " ")
  }

  /// Text in which XML means nothing; line ends in attributes survive as references.
  private func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line).printable.reduce(into: "") { text, character in
        switch character {
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "&": text += "&amp;"
        case "\"": text += "&quot;"
        default: text.append(character)
        }
      }
    }.joined(separator: "&#10;")
  }
}
