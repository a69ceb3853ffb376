import PropertyCheck
import RMSpropLaws
import Runs

/// What was found of one law.
struct LawFinding {
  let law: Law
  /// The name of the subject; empty if only one subject is checked.
  let subject: String
  let outcome: Outcome
  let report: PropertyReport?
  /// The runs of the simplest case in which the law is false.
  var runs: [Run] = []

  enum Outcome: Equatable {
    /// The law holds in every case.
    case holds
    /// The law is false in some case.
    case falsified
    /// The candidate failed in some case, other than by a wrong value.
    case fault(Fault.Kind)
    /// The law was false in a case, and then was not: the answers are not the same every time.
    case flaky
    /// Too little was judged to say anything, and why.
    case unjudged(String)
    /// The law does not apply, and why.
    case skipped(String)
  }

  init(_ law: Law, _ subject: String, skipped reason: String) {
    (self.law, self.subject, report) = (law, subject, nil)
    outcome = .skipped(reason)
  }

  /// The finding of a report. With `isWhole`, a single replayed case that holds is enough.
  init(_ law: Law, _ subject: String, _ report: PropertyReport, isWhole: Bool = false) {
    (self.law, self.subject, self.report) = (law, subject, report)
    outcome =
      switch report.status {
      case .unhealthy where isWhole: .holds
      case .passed: .holds
      case .flaky: .flaky
      case .unhealthy: .unjudged(report.healthProblem.map { "\($0)" } ?? "")
      case .failed:
        (report.failure?.label).flatMap(Fault.Kind.init).map(Outcome.fault) ?? .falsified
      }
  }

  /// The law's name, with the subject's where several subjects are checked.
  var name: String { subject.isEmpty ? law.id : "\(law.id) (\(subject))" }

  /// The outcome in a word.
  var verdict: String {
    switch outcome {
    case .holds: "holds"
    case .falsified: "falsified"
    case .fault(let kind): kind.rawValue
    case .flaky: "flaky"
    case .unjudged: "unjudged"
    case .skipped: "skipped"
    }
  }

  /// Whether the law is false, the answers differ from time to time, or the candidate failed.
  var isWrong: Bool {
    switch outcome {
    case .falsified, .fault, .flaky: true
    case .holds, .unjudged, .skipped: false
    }
  }

  /// The law and the case in which it is false, to be run again.
  var replay: String? { report?.failure.map { "\(law.id):\($0.token)" } }

  /// The case in which the law is false, in numbers: as the report has it, or else made from the
  /// runs.
  var decoded: [String] {
    guard let failure = report?.failure else { return [] }
    return failure.decoded.isEmpty ? runs.lines : failure.decoded
  }

  /// How many numbers there are to check by hand.
  var size: Int { runs.map { $0.steps.count * $0.coordinates * $0.points }.reduce(0, +) }
}

extension LawFinding {
  /// The finding of a law in one recorded case.
  static func replaying(
    _ law: Law, _ token: ReplayToken, _ name: String, _ implementation: any Implementation
  ) -> LawFinding {
    if let reason = law.obstacle(for: implementation.capabilities) {
      return LawFinding(law, name, skipped: reason)
    }
    let property = law.property(of: implementation)
    // As a regression, the recorded case is the only one that the campaign runs.
    let entry = Regression(property: property.name, token: token, case: [], label: "", seed: 0)
    var campaign = Campaign(cases: 0, timeLimit: nil, searches: 0, regressions: [entry])
    campaign.shrinkAttempts = 0
    let report = campaign.check(property)
    var finding = LawFinding(law, name, report, isWhole: true)
    finding.runs = law.runs(of: token, for: implementation.capabilities)
    return finding
  }
}
