import Mistakes
import PropertyCheck
import RMSpropLaws
import Runs
import Text

extension CheckReport {
  /// The report for a person: what is wrong, the smallest case first, then a count of the rest.
  var text: String {
    var lines = ["\(subject.printable): seed \(seed), \(cases) cases of each law"]
    if regressions > 0 { lines[0] += ", after \(regressions) that failed before" }
    for (i, finding) in wrong.enumerated() {
      lines += i < Self.shownWhole ? whole(finding) : [headline(finding)]
    }
    if !resembled.isEmpty { lines += [""] + resemblance }
    for claims in statistics { lines += [""] + claims.lines }
    lines += [""] + remarks + [sum]
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many failures are shown with their case.
  private static var shownWhole: Int { 3 }

  private func headline(_ finding: LawFinding) -> String {
    "\(finding.verdict)  \(finding.name): \(finding.law.statement)"
  }

  private func whole(_ finding: LawFinding) -> [String] {
    guard let failure = finding.report?.failure else { return [headline(finding)] }
    var lines = ["", headline(finding)]
    lines += failure.message.split(whereSeparator: \.isNewline).map { "  \(String($0).printable)" }
    lines += finding.decoded.map { "    \($0)" }
    let alternatives = failure.explanation.lines
    if !alternatives.isEmpty { lines.append("  what does not matter, each alone:") }
    lines += alternatives.map { "    \($0)" }
    if finding.outcome == .flaky {
      lines.append("  It did not fail again: the answers are not the same every time.")
    }
    if let again = reproduction(finding) { lines.append("  again: \(again.printable)") }
    return lines
  }

  private var resemblance: [String] {
    let wrongRuns = likeness?.wrongRuns ?? 0
    return ["It resembles:"]
      + resembled.map {
        "  \($0.mistake.name): \($0.mistake.mistake) "
          + "(\($0.wrongAnswers) of \(wrongRuns) wrong answers are the same)"
      }
  }

  /// What was not judged, and why.
  private var remarks: [String] {
    var reasons: [(reason: String, names: [String])] = []
    func add(_ reason: String, _ name: String) {
      if let i = reasons.firstIndex(where: { $0.reason == reason }) {
        reasons[i].names.append(name)
      } else {
        reasons.append((reason, [name]))
      }
    }
    for finding in findings {
      switch finding.outcome {
      case .skipped(let reason): add("skipped, \(reason)", finding.name)
      case .unjudged(let reason): add("unjudged, \(reason)", finding.name)
      default:
        if finding.report?.isOutOfTime ?? false { add("not all cases: out of time", finding.name) }
      }
    }
    return reasons.map { "\($0.reason.printable): \($0.names.joined(separator: ", "))" }
      + (ending.map { ["ended: \($0.message.printable)"] } ?? [])
  }

  private var sum: String {
    let all = findings.reduce(0) { $0 + ($1.report?.cases ?? 0) }
    let nearest = findings.compactMap { finding in
      finding.outcome == .holds ? finding.report?.nearest.map { (finding, $0) } : nil
    }.max { $0.1.closeness < $1.1.closeness }
    var sum = "laws: \(judged) judged, \(count("holds")) hold; cases: \(all + regressions)"
    if let (finding, witness) = nearest {
      sum += "; the nearest to failing is \(finding.name), at \(witness.closeness.rounded3) of 1"
    }
    return sum
  }
}

extension Double {
  /// Three digits, enough for a look.
  fileprivate var rounded3: Double { (self * 1000).rounded() / 1000 }
}

extension Alternative {
  /// Where the two lines differ, after the line's beginning; `nil` if in more than one thing.
  fileprivate var difference: (what: String, text: String)? {
    func parts(_ text: String) -> [Substring] {
      text.replacing(": ", with: ", ").split(separator: ", ", omittingEmptySubsequences: false)
    }
    let (ours, others) = (parts(line), parts(other))
    let start = zip(ours, others).prefix { $0 == $1 }.count
    let rest = min(ours.count, others.count) - start
    let end = zip(ours.reversed(), others.reversed()).prefix(rest).prefix { $0 == $1 }.count
    let (was, may) = (ours[start..<ours.count - end], others[start..<others.count - end])
    guard was.count <= 1 && may.count <= 1, let part = was.first ?? may.first else { return nil }
    func text(_ part: Substring?) -> String { (part ?? "").filter { !"[]".contains($0) } }
    let head = start == 0 ? "" : ours[0].drop { $0 == " " } + ": "
    let what = head + (part.split(separator: " ").first ?? "")
    if was.isEmpty { return (what, "\(head)also \(text(may.first))") }
    if may.isEmpty { return (what, "\(head)also without \(text(was.first))") }
    return (what, "\(head)\(text(was.first)), or \(text(may.first))")
  }
}

extension [Alternative] {
  /// A line for each thing that does not matter.
  fileprivate var lines: [String] {
    var lines: [(what: String, text: String)] = []
    for difference in compactMap(\.difference)
    where !lines.contains(where: { $0.what == difference.what }) { lines.append(difference) }
    return lines.map(\.text)
  }
}
