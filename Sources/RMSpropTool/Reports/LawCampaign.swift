import PropertyCheck
import RMSpropLaws
import Runs

/// The laws, put to a subject one after another.
struct LawCampaign {
  var laws: [Law]
  var campaign: Campaign
  /// How long all laws may take.
  var time: Duration?
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
    let applying = laws.count { $0.obstacle(for: implementation.capabilities) == nil }
    var left = applying
    var findings: [LawFinding] = []
    for law in laws {
      progress()
      if let reason = law.obstacle(for: implementation.capabilities) {
        findings.append(LawFinding(law, name, skipped: reason))
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
