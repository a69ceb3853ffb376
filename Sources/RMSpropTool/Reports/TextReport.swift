import GoldenTraces
import NumberSystems
import Runs
import Text

/// A report for a person: what failed, then a line for each set, then the verdict.
struct TextReport {
  private let report: Report
  /// What can be said of the files' digests.
  private let digests: String?

  init(_ report: Report, digests: String?) {
    self.report = report
    self.digests = digests
  }

  var text: String {
    let parts = [failures, table, subject, notes, resemblance, verdict].filter { !$0.isEmpty }
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
      let head =
        "\(trace.id.printable)\n  \(trace.about?.printable ?? trace.file.printable)\n"
      let foot =
        report.subject.map { "  again: \($0.reproduction) '\(trace.id.printable)'\n" } ?? ""
      switch trace.verdict {
      case .fail(let first):
        let equations = equations(trace, isFirst: trace.id == firstFailed)
        let note = trace.note.map { "    \($0)\n" } ?? ""
        return "FAILED \(head)\(lines(first, trace.level!))\(note)\(equations)\(foot)"
      case .violated(let problem): return "FAILED \(head)  \(lines(problem))\n\(foot)"
      case .fault(let fault):
        return "\(fault.kind.name) \(head)  \(lines(fault.message))\n\(foot)"
      case .pass, .skipped, .inconclusive, .error: return nil
      }
    }
  }

  /// The first trace that fails, whose equations are shown with their numbers.
  private var firstFailed: String? {
    report.traces.first { if case .fail = $0.verdict { true } else { false } }?.id
  }

  /// The lines that say which equations may be at fault.
  private func equations(_ trace: TraceReport, isFirst: Bool) -> String {
    guard let found = trace.equationsAtFault else { return "" }
    let agreed = found.agreed.map { "; (\($0)) still agreed" } ?? ""
    let equations = found.equations.map { explanation in
      let left = "      (\(explanation.equation.tag))".padded(12)
      let right = "\(explanation.substituted.text()) = \(explanation.text)"
      return "\(left)\(explanation.equation.text(.algebra)) = \(right)\n"
    }
    // Several roundings are told apart only where every bit counts.
    let isTold = trace.level?.tellsRoundingsApart ?? false
    let order = isTold ? trace.reference.map { ", as \([$0].words)" } ?? "" : ""
    return "    equations \(found.tags)\(order)\(agreed)\n" + (isFirst ? equations.joined() : "")
  }

  private func lines(_ first: Divergence, _ level: Level) -> String {
    let place = "steps[\(first.step)].\(first.quantity.rawValue)[\(first.coordinate)]"
    let ulps = first.ulps.map { "\($0) ulp" + ($0 == 1 ? "" : "s") } ?? "not comparable"
    let error = first.error.map { ", error \(short($0))" } ?? ""
    return """
        first divergence: \(place), that is step \(first.step), coordinate \(first.coordinate) \
      (both counted from 0)
          expected  \(padded(first.expected))  \(hexadecimal(first.expected))
          actual    \(padded(first.actual))  \(hexadecimal(first.actual))
          apart     \(ulps)\(error); level \(level.rawValue)

      """
  }

  private func padded(_ number: Double) -> String {
    let text = decimal(number)
    return text + String(repeating: " ", count: max(0, 24 - text.count))
  }

  /// The table of sets, a line each.
  private var table: String {
    if report.traces.isEmpty { return "" }
    let header = [
      "set", "level", "traces", "passed", "failed", "values", "worst ulps", "worst error",
    ]
    let rows = report.sets.map { name, traces in
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

  private func levels(_ traces: [TraceReport]) -> String {
    Level.allCases.filter { level in traces.contains { $0.level == level } }.map(\.rawValue)
      .joined(separator: ", ")
  }

  /// The line that says what was judged.
  private var subject: String {
    guard let subject = report.subject else { return "" }
    guard let it = subject.declaration else {
      return "candidate: \(subject.command.printable)\n"
    }
    let version = it.version.map { " \($0)" } ?? ""
    let language = it.language.map { " (\($0))" } ?? ""
    let scalars = it.scalars.map { it.mixedScalars[$0]?.words ?? $0.rawValue }
      .joined(separator: ", ")
    let rounding = it.rounding.map { [BuiltIn($0, it.execution)].words } ?? "unknown"
    return "candidate: \(it.name)\(version)\(language)".printable
      + "; \(scalars); rounding \(rounding), square root "
      + "\(it.hasExactRoot ? "ieee" : "unknown"); formula \(it.program ?? it.reference.rawValue)\n"
      + subject.foundSaid.map { "\($0)\n" }.joined()
  }

  /// The line that names the programs of the catalogue that compute what most failed traces hold.
  private var resemblance: String {
    let failed = report.traces.filter { if case .fail = $0.verdict { true } else { false } }
    var counts: [String: Int] = [:]
    var order: [String] = []
    for name in failed.flatMap(\.resembles) {
      if counts.updateValue((counts[name] ?? 0) + 1, forKey: name) == nil { order.append(name) }
    }
    guard let most = counts.values.max() else { return "" }
    let names = order.filter { counts[$0] == most }
    let rest = names.count > 4 ? " and \(names.count - 4) more" : ""
    // What is settled in one trace may be open in another: half of the most is enough.
    var settled: [(words: String, count: Int)] = []
    for words in failed.flatMap(\.peculiarities) {
      if let place = settled.firstIndex(where: { $0.words == words }) {
        settled[place].count += 1
      } else {
        settled.append((words, 1))
      }
    }
    let half = (settled.map(\.count).max() ?? 0) / 2
    let how = settled.filter { $0.count > half }.map(\.words).joined(separator: ", ")
    return "resembles \(names.prefix(4).joined(separator: ", "))\(rest), in \(grouped(most)) of "
      + "\(grouped(failed.count)) failed traces\(how.isEmpty ? "" : ": \(how)"); "
      + "rmsprop identify says more"
  }

  /// The lines that say what was not judged, how wide the bounds are, and whether the digests were
  /// checked.
  private var notes: String {
    let skipped = report.traces.compactMap { trace in
      if case .skipped(let skip) = trace.verdict { skip } else { nil }
    }
    let inconclusive = report.traces.compactMap { trace in
      if case .inconclusive(let reason) = trace.verdict { reason } else { nil }
    }
    var lines = counted("skipped", merged(skipped)) + counted("inconclusive", inconclusive)
    let summary = report.summary
    if let worst = summary.maxBounds {
      let tight = summary.medianBoundOverError.map {
        "; where there is an error, bounds are \(short($0)) times as wide (median)"
      }
      lines.append(
        "bounds: the worst value is \(short(worst)) of its bound from the middle\(tight ?? "")")
    }
    lines += counted("passed", report.traces.filter { $0.verdict == .pass }.compactMap(\.note))
    let passedOver = report.traces.map(\.passedOver).filter { !$0.isEmpty }
    lines += counted(
      "not compared",
      passedOver.map {
        "\($0.map(\.rawValue).joined(separator: ", ")) where the formula keeps none"
      })
    let found = report.traces.map(\.fitting).filter { !$0.isEmpty }
    lines += counted("rounding or settings not stated", found.map { "every bit as \($0.words)" })
    let roots = report.traces.compactMap(\.neighbouringRoots)
    if !roots.isEmpty {
      let count = grouped(roots.reduce(0, +))
      lines.append("roots: \(count) steps of a coordinate take a neighbour of the exact root")
    }
    if summary.unjudged > 0 {
      lines.append(
        "unjudged: \(grouped(summary.unjudged)) values, of which less than half of the digits are "
          + "certain"
      )
    }
    if !report.behaviours.isEmpty {
      let failed = report.behaviours.count { $0.difference != nil }
      let rest = failed == 0 ? "all the same" : "\(grouped(failed)) differ"
      lines.append("behaviours: \(grouped(report.behaviours.count)) replayed, \(rest)")
    }
    if let digests { lines.append("digests: \(digests)") }
    return lines.joined(separator: "\n")
  }

  private func counted(_ what: String, _ reasons: [String]) -> [String] {
    Dictionary(grouping: reasons, by: \.self).sorted { $0.key < $1.key }.map {
      "\(what): \($0.value.count), \($0.key.printable)"
    }
  }

  /// The reasons to skip, with all that is not supported merged into one.
  private func merged(_ skips: [Skip]) -> [String] {
    let features = skips.flatMap { skip -> [Feature] in
      if case .notSupported(let features) = skip { features } else { [] }
    }
    let all = Skip.notSupported(Set(features).sorted { $0.rawValue < $1.rawValue })
    return skips.map { if case .notSupported = $0 { "\(all)" } else { "\($0)" } }
  }

  private var verdict: String {
    let s = report.summary
    let counts = "\(grouped(s.passed)) passed, \(grouped(s.failed)) failed"
    let rest = [
      (s.skipped, "skipped"), (s.inconclusive, "inconclusive"),
      (s.errors - s.unreadable, "without an answer"), (s.unreadable, "unreadable"),
    ].filter { $0.0 > 0 }
      .map { ", \(grouped($0.0)) \($0.1)" }.joined()
    let what = report.conforms ? "conforms" : "does not conform"
    let why = s.values == 0 && report.behaviours.isEmpty ? " (nothing was compared)" : ""
    let calls =
      report.behaviours.isEmpty
      ? "" : "; \(grouped(report.behaviours.count)) behaviours replayed"
    let unknown = report.traces.flatMap { trace in
      trace.unknownHyperparameters.map { "warning: \(trace.id.printable): \($0)\n" }
    }
    let ending =
      unknown.joined() + (report.ending.map { "ended: \(lines("\($0)"))\n" } ?? "")
    let of = s.unjudged == 0 ? "" : " of \(grouped(s.values + s.unjudged))"
    return "\(ending)\(what)\(why): \(counts)\(rest); "
      + "\(grouped(s.values))\(of) values compared\(calls)"
  }

  /// Text of several lines, none of which can steer the terminal.
  private func lines(_ text: String) -> String {
    text.split(separator: "\n").map { String($0).printable }.joined(separator: "\n")
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

extension Fault.Kind {
  /// The word before a trace's id.
  var name: String {
    switch self {
    case .start: "NOT STARTED"
    case .errorReply: "ERROR REPLY"
    case .malformed: "MALFORMED"
    case .crash: "CRASHED"
    case .hang: "HUNG"
    case .ended: "ENDED"
    case .interrupted: "INTERRUPTED"
    }
  }
}
