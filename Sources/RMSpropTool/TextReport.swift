import GoldenTraces

/// A report for a person: what failed, then a line for each set, then the verdict.
struct TextReport {
  private let report: Report
  private let folder: TraceFolder

  init(_ report: Report, folder: TraceFolder) {
    self.report = report
    self.folder = folder
  }

  var text: String {
    let parts = [failures, table, notes, verdict].filter { !$0.isEmpty }
    return parts.joined(separator: "\n") + "\n"
  }

  /// The first divergence of each trace that fails.
  private var failures: String {
    (traceFailures + behaviourFailures).joined(separator: "\n")
  }

  private var behaviourFailures: [String] {
    report.behaviours.compactMap { behaviour in
      behaviour.difference.map {
        "FAILED \(behaviour.id.printable)\n  first difference: \("\($0)".printable)\n"
      }
    }
  }

  private var traceFailures: [String] {
    report.traces.compactMap { trace in
      guard case .fail(let first) = trace.verdict else { return nil }
      let place = "steps[\(first.step)].\(first.quantity.rawValue)[\(first.coordinate)]"
      let ulps = first.ulps.map { "\($0) ulp" + ($0 == 1 ? "" : "s") } ?? "not comparable"
      let error = first.error.map { ", error \(short($0))" } ?? ""
      return """
        FAILED \(trace.id.printable)
          \(trace.about?.printable ?? trace.file.printable)
          first divergence: \(place), that is step \(first.step), coordinate \(first.coordinate) \
        (both counted from 0)
            expected  \(padded(first.expected))  \(hexadecimal(first.expected))
            actual    \(padded(first.actual))  \(hexadecimal(first.actual))
            apart     \(ulps)\(error); level \(trace.level!.rawValue)

        """
    }
  }

  private func padded(_ number: Double) -> String {
    let text = "\(number)"
    return text + String(repeating: " ", count: max(0, 24 - text.count))
  }

  /// The sets, a line each.
  private var table: String {
    if report.traces.isEmpty { return "" }
    let header = [
      "set", "level", "traces", "passed", "failed", "values", "worst ulps", "worst error",
    ]
    let rows = sets.map { name, traces in
      row(name.printable, levels(traces), Report.Summary(traces))
    }
    return aligned([header] + rows + [row("total", "", report.summary)])
  }

  private func row(_ name: String, _ level: String, _ summary: Report.Summary) -> [String] {
    [
      name, level, grouped(summary.traces), grouped(summary.passed), grouped(summary.failed),
      grouped(summary.values), summary.maxUlps.map { grouped(Int(clamping: $0)) } ?? "–",
      summary.maxError.map(short) ?? "–",
    ]
  }

  /// Traces by what stands before the last slash of their id.
  private var sets: [(String, [TraceReport])] {
    let sets = Dictionary(grouping: report.traces) { trace in
      trace.id.lastIndex(of: "/").map { String(trace.id[..<$0]) } ?? "."
    }
    return sets.sorted { $0.key < $1.key }
  }

  private func levels(_ traces: [TraceReport]) -> String {
    Level.allCases.filter { level in traces.contains { $0.level == level } }.map(\.rawValue)
      .joined(separator: ", ")
  }

  /// What was not judged, and why the digests can be trusted or not.
  private var notes: String {
    let skipped = report.traces.compactMap { trace in
      if case .skipped(let reason) = trace.verdict { reason } else { nil }
    }
    var lines = Dictionary(grouping: skipped, by: \.self).sorted { $0.key < $1.key }.map {
      "skipped: \($0.value.count), \($0.key)"
    }
    if !report.behaviours.isEmpty {
      let failed = report.behaviours.count { $0.difference != nil }
      let rest = failed == 0 ? "all the same" : "\(grouped(failed)) differ"
      lines.append("behaviours: \(grouped(report.behaviours.count)) replayed, \(rest)")
    }
    let digests = folder.hasDigests ? "checked" : "no SHA256SUMS to check against"
    lines.append("digests: \(digests)")
    return lines.joined(separator: "\n")
  }

  private var verdict: String {
    let s = report.summary
    let counts = "\(grouped(s.passed)) passed, \(grouped(s.failed)) failed"
    let rest = [(s.skipped, "skipped"), (s.errors, "unreadable")].filter { $0.0 > 0 }
      .map { ", \(grouped($0.0)) \($0.1)" }.joined()
    let what = report.conforms ? "conforms" : "does not conform"
    let why = s.values == 0 && report.behaviours.isEmpty ? " (nothing was compared)" : ""
    let calls =
      report.behaviours.isEmpty
      ? "" : "; \(grouped(report.behaviours.count)) behaviours replayed"
    return "\(what)\(why): \(counts)\(rest); \(grouped(s.values)) values compared\(calls)"
  }

  /// Columns: the first two to the left, the rest to the right.
  private func aligned(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    return rows.map { row in
      let line = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column < 2 ? cell + space : space + cell
      }.joined(separator: "  ")
      return line.reversed().drop { $0 == " " }.reversed().map(String.init).joined() + "\n"
    }.joined()
  }

  private func grouped(_ number: Int) -> String {
    var digits = Array("\(number)")
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }

  /// Two significant digits: 3.1e-15.
  private func short(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return number == 0 ? "0" : "\(number)" }
    var exponent = 0
    var mantissa = number
    while mantissa >= 10 { mantissa /= 10; exponent += 1 }
    while mantissa < 1 { mantissa *= 10; exponent -= 1 }
    let tenths = Int((mantissa * 10).rounded())
    let (digits, carry) = tenths >= 100 ? (10, 1) : (tenths, 0)
    return "\(digits / 10).\(digits % 10)e\(exponent + carry)"
  }
}
