/// The search for a case nearer to failing: it varies the nearest cases of a report, and goes on
/// from those that are nearer.
///
/// What it finds depends on the seed and on what the cases before found, not on how those were
/// split.
struct ClosenessSearch {
  private let property: Property
  private let campaign: Campaign
  private let deadline: Deadline

  init(of property: Property, in campaign: Campaign, until deadline: Deadline) {
    (self.property, self.campaign, self.deadline) = (property, campaign, deadline)
  }

  /// Tries as many cases as the campaign says, up to the first failure.
  func run(with source: Source, into report: inout PropertyReport) {
    var starts = report.nearestCases.map { start -> (closeness: Double, case: RecordedCase) in
      source.begin(replaying: start.token.choices)
      // The run shows the bounds and spans, which the token does not have.
      if !deadline.isPast { _ = property.run(on: source) }
      return (start.closeness, RecordedCase(source))
    }
    guard !starts.isEmpty else { return }
    let variation = Variation(seed: Seeds.mix(campaign.seed, .max))
    for index in 0..<max(campaign.searches ?? campaign.cases / 8, 0) {
      if deadline.isPast {
        report.isOutOfTime = true
        return
      }
      let chosen = index % starts.count
      source.begin(replaying: variation.varied(starts[chosen].case))
      report.searched += 1
      switch property.run(on: source) {
      case .holds(let closeness):
        report.note(closeness: closeness, origin: .search(index), choices: source.tape.sequence)
        if closeness >= starts[chosen].closeness {
          starts[chosen] = (closeness, RecordedCase(source))
        }
      case .discarded: break
      case .fails(let failure):
        report.failure = Counterexample(
          failure, origin: .search(index), choices: source.tape.sequence)
        return
      }
    }
  }
}
