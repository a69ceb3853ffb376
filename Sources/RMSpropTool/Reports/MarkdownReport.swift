import GoldenTraces
import Runs
import Text

/// A report for a comment on a pull request: the verdict, a table of sets, the first failures.
struct MarkdownReport {
  private let report: Report

  init(_ report: Report) { self.report = report }

  var text: String {
    let s = report.summary
    let name =
      report.subject.map { escaped($0.declaration?.name ?? $0.command) }
      ?? "the built-in implementations"
    var lines = [
      "### RMSprop: \(name) \(verdict)", "",
      "\(s.passed) passed, \(s.failed) failed, \(s.skipped) skipped, "
        + "\(s.inconclusive) inconclusive, "
        + "\(s.errors) without an answer or unreadable; \(s.values) values compared", "",
    ]
    for line in report.subject?.foundSaid ?? [] { lines += [escaped(line), ""] }
    if let ending = report.ending { lines += ["Ended: \(escaped("\(ending)"))", ""] }
    lines += ["| set | traces | passed | failed | worst ulps |", "|---|---:|---:|---:|---:|"]
    lines += report.sets.map { name, traces in
      let s = Report.Summary(traces)
      let ulps = s.maxUlps.map { "\($0)" } ?? "–"
      return "| \(escaped(name)) | \(s.traces) | \(s.passed) | \(s.failed) | \(ulps) |"
    }
    let failures = report.traces.compactMap(line)
    if !failures.isEmpty {
      lines += ["", "<details><summary>Failures</summary>", ""]
      lines += failures.prefix(Self.shown)
      if failures.count > Self.shown { lines.append("- and \(failures.count - Self.shown) more") }
      lines += ["", "</details>"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The built-in implementations are several.
  private var verdict: String {
    switch (report.conforms, report.subject == nil) {
    case (true, true): "conform"
    case (true, false): "conforms"
    case (false, true): "do not conform"
    case (false, false): "does not conform"
    }
  }

  /// How many failures are listed: a comment has no room for more.
  private static let shown = 50

  private func line(_ trace: TraceReport) -> String? {
    switch trace.verdict {
    case .fail(let first):
      "- `\(trace.id.printable)`: steps[\(first.step)].\(first.quantity.rawValue)"
        + "[\(first.coordinate)] is \(decimal(first.actual)), expected \(decimal(first.expected))"
        + (trace.note.map { "; \(escaped($0))" } ?? "")
    case .violated(let problem): "- `\(trace.id.printable)`: \(escaped(problem))"
    case .fault(let fault):
      "- `\(trace.id.printable)`: \(fault.kind.name.lowercased()): \(escaped(fault.message))"
    case .error(let problem): "- `\(trace.id.printable)`: \(escaped(problem))"
    case .pass, .skipped, .inconclusive: nil
    }
  }

  /// Text with the special characters of Markdown and HTML escaped.
  private func escaped(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ").printable.reduce(into: "") {
      text, character in
      switch character {
      case "<": text += "&lt;"
      case "&": text += "&amp;"
      case "|", "`", "*", "_", "[", "]", "\\", "#", "@": text += "\\\(character)"
      default: text.append(character)
      }
    }
  }
}

extension Report {
  /// Traces by what stands before the last slash of their id.
  var sets: [(String, [TraceReport])] {
    let sets = Dictionary(grouping: traces) { trace in
      trace.id.lastIndex(of: "/").map { String(trace.id[..<$0]) } ?? "."
    }
    return sets.sorted { $0.key < $1.key }
  }
}
