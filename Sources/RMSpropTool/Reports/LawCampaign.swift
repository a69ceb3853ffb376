import Dialects
import PropertyCheck
import RMSpropLaws
import Runs

extension Law {
  /// The law; the differential one compares with the program that judges.
  func held(to standard: DialectImplementation?) -> Law {
    standard.flatMap { id == Self.differentialID ? Self.agreement(with: $0) : nil } ?? self
  }
}

/// The laws, put to a subject one after another.
struct LawCampaign {
  var laws: [Law]
  var campaign: Campaign
  /// How long all laws may take.
  var time: Duration?
  /// The program whose laws they are; of the laws of the formulas it need not keep all.
  var standard: DialectImplementation?
  /// Called when a law is begun.
  var progress: () -> Void = {}

  /// Checks each law, and says what was found.
  ///
  /// - Parameters:
  ///   - implementation: what is put to them.
  ///   - name: its name, if there are several.
  ///   - isOver: whether the rest is left out.
  ///   - heard: called after each law that was judged.
  /// - Returns: a finding for each law, in order, up to where it was over.
  func findings(
    of implementation: any Implementation, named name: String, isOver: () -> Bool = { false },
    heard: () -> Void = {}
  ) -> [LawFinding] {
    let start = ContinuousClock.now
    var laws = laws
    // What a program is judged by is not to fall to the end of the time.
    if standard != nil, let last = laws.firstIndex(where: { $0.id == Law.differentialID }) {
      laws.insert(laws.remove(at: last), at: 0)
    }
    let obstacles = laws.map { law -> String? in
      if let obstacle = law.obstacle(for: implementation.capabilities) { return obstacle }
      guard let standard, law.id != Law.differentialID, !law.isKept(by: standard) else {
        return nil
      }
      return "not of \(standard.name)"
    }
    let applying = obstacles.count { $0 == nil }
    var left = applying
    var findings: [LawFinding] = []
    for (law, obstacle) in zip(laws, obstacles) {
      progress()
      if let obstacle {
        findings.append(LawFinding(law, name, skipped: obstacle))
        continue
      }
      if isOver() { break }
      var campaign = campaign
      if let time {
        let rest = time - (ContinuousClock.now - start)
        if rest <= .zero {
          findings.append(LawFinding(law, name, skipped: "out of time"))
          continue
        }
        // A law may take more than its share, because most take less.
        campaign.timeLimit = min(rest, rest / left * 8)
      }
      left -= 1
      let law = law.held(to: standard)
      let property = law.property(of: implementation)
      let report = campaign.check(property)
      if isOver() { break }
      var finding = LawFinding(law, name, report)
      if let failure = report.failure {
        finding.runs = law.runs(of: failure.token, for: implementation.capabilities)
      }
      findings.append(finding)
      heard()
    }
    return findings
  }
}
