import Candidates
import Mistakes
import PropertyCheck
import RMSpropLaws
import Runs
import Text

/// What `check` found.
struct CheckReport {
  /// The name of what was put to the laws.
  let subject: String
  /// The candidate's command, if a candidate was checked.
  let candidate: String?
  /// The program whose laws they are, if it is one.
  var standard: String?
  let seed: UInt64
  /// How many cases of each law were wanted.
  let cases: Int
  let findings: [LawFinding]
  /// The findings of the statistical laws, if those were asked for.
  let statistics: [StatisticalFinding]
  /// Which mistake the candidate resembles; `nil` for built-in implementations.
  let likeness: Likeness?
  /// Why the run ended before all laws were checked.
  let ending: Fault?

  /// The findings that are wrong, the smallest case first.
  var wrong: [LawFinding] {
    findings.enumerated().filter { $0.element.isWrong }
      .sorted { ($0.element.size, $0.offset) < ($1.element.size, $1.offset) }.map(\.element)
  }

  /// How many cases that failed before were run first.
  var regressions: Int { findings.reduce(0) { $0 + ($1.report?.regressions ?? 0) } }
  var judged: Int { findings.count { $0.outcome == .holds } + wrong.count }
  var conforms: Bool {
    ending == nil && wrong.isEmpty && statistics.allSatisfy(\.report.holds) && judged > 0
  }

  /// The mistakes that the candidate resembles most, if it resembles them enough to name them.
  var resembled: [Likeness.Rank] {
    guard let likeness, let best = likeness.ranking.first, !wrong.isEmpty,
      best.wrongAnswers * Self.leastShare >= likeness.wrongRuns
    else { return [] }
    return Array(likeness.ranking.prefix { $0.answers == best.answers }.prefix(5))
  }

  /// The smallest share of equal wrong answers, as one in so many: a likeness below it is chance.
  private static var leastShare: Int { 8 }

  /// The exit code: what is worst decides.
  var status: Int32? {
    let hasFault = findings.contains { if case .fault = $0.outcome { true } else { false } }
    if ending != nil || hasFault { return ExitStatus.candidate }
    return conforms ? nil : ExitStatus.diverges
  }

  /// The command that runs a case again.
  func reproduction(_ finding: LawFinding) -> String? {
    finding.replay.map { replay in
      shellQuoted(
        ["rmsprop", "check"] + (standard.map { ["--as", $0] } ?? [])
          + (candidate.map { ["--candidate", $0] } ?? [])
          + ["--replay", replay])
    }
  }

  func count(_ verdict: String) -> Int { findings.count { $0.verdict == verdict } }
}

// MARK: JSON

extension CheckReport {
  var json: JSONValue {
    .object([
      ("subject", .string(subject)), ("seed", .integer(seed)), ("cases", .count(cases)),
      ("conforms", .bool(conforms)),
      (
        "summary",
        .object([
          ("laws", .count(findings.count)), ("holds", .count(count("holds"))),
          ("falsified", .count(count("falsified"))), ("flaky", .count(count("flaky"))),
          (
            "faults",
            .count(findings.count { if case .fault = $0.outcome { true } else { false } })
          ),
          ("unjudged", .count(count("unjudged"))), ("skipped", .count(count("skipped"))),
          ("cases", .count(findings.reduce(0) { $0 + ($1.report?.cases ?? 0) })),
          ("regressions", .count(regressions)),
        ])
      ),
      ("ending", .optional(ending) { .string($0.message) }),
      ("resembles", .array(resembled.map(\.json))),
      ("laws", .array(findings.map { json($0) })),
      ("statistics", .array(statistics.map(\.json))),
    ])
  }

  private func json(_ finding: LawFinding) -> JSONValue {
    let report = finding.report
    let reason: String? =
      switch finding.outcome {
      case .skipped(let reason), .unjudged(let reason): reason
      default: nil
      }
    return .object([
      ("law", .string(finding.law.id)), ("of", .string(finding.subject)),
      ("statement", .string(finding.law.statement)), ("verdict", .string(finding.verdict)),
      ("reason", .optional(reason, JSONValue.string)),
      ("cases", .count(report?.cases ?? 0)), ("judged", .count(report?.tested ?? 0)),
      ("out_of_time", .bool(report?.isOutOfTime ?? false)),
      (
        "nearest",
        .optional(report?.nearest) {
          .object([
            ("closeness", .number($0.closeness)),
            ("case", .array($0.decoded.map(JSONValue.string))),
            ("replay", .string("\(finding.law.id):\($0.token)")),
          ])
        }
      ),
      ("failure", .optional(report?.failure) { json($0, of: finding) }),
    ])
  }

  private func json(_ failure: Counterexample, of finding: LawFinding) -> JSONValue {
    .object([
      ("kind", .string(failure.label)), ("message", .string(failure.message)),
      ("case", .array(finding.decoded.map(JSONValue.string))),
      (
        "does_not_matter",
        .array(
          failure.explanation.map {
            .object([("line", .string($0.line)), ("or", .string($0.other))])
          })
      ),
      (
        "runs",
        .array(
          finding.runs.map {
            .object([("steps", .count($0.steps.count)), ("coordinates", .count($0.coordinates))])
          })
      ),
      ("replay", .optional(finding.replay, JSONValue.string)),
    ])
  }
}

extension Likeness.Rank {
  fileprivate var json: JSONValue {
    .object([
      ("mistake", .string(mistake.name)), ("what", .string(mistake.mistake)),
      ("wrong_answers", .count(wrongAnswers)),
    ])
  }
}
