import PropertyCheck
import Testing

/// What a property makes of what its test says.
struct PropertyTests {
  @Test func `a closeness above 1 or one that is not a number is a failure`() {
    for closeness in [1.5, .nan, .infinity] {
      let report = Campaign().check(Property("beyond") { _ in .holds(closeness: closeness) })
      #expect(report.failure?.label == "closeness")
    }
    #expect(Campaign().check(Property("limit") { _ in .holds(closeness: 1) }).status == .passed)
  }

  @Test func `a discard that the test throws is the outcome, with its reason`() {
    let property = Property("discards") { source throws(Discard) in
      throw source.discard("too small")
    }
    let replayed = Campaign().replay(ReplayToken([]), of: property)
    #expect(replayed.outcome == .discarded("too small"))
  }

  @Test func `a case with more choices than the limit is void, and its loops end`() {
    var campaign = Campaign(cases: 100)
    campaign.choiceLimit = 50
    let report = campaign.check(
      Property("endless") { source in
        var steps = 0
        while source.choice(upTo: 9) < 9 || steps < 60 { steps += 1 }
        while source.boolean() {}
        while source.double() == 0 {}
        return .fails(Failure(label: "never", message: "seen"))
      })
    #expect(report.status == .unhealthy && report.tested == 0)
    #expect(report.discarded == ["more choices than the limit": 100])
  }
}
