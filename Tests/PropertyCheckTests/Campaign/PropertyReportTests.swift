import PropertyCheck
import Testing

/// Sums of reports, and what they say of the health of a property.
struct PropertyReportTests {
  @Test(arguments: [500, 590, 600])
  func `cases of a seed are the same however they are split`(limit: Int) {
    let property = sumProperty(limit: limit)
    let campaign = Campaign(cases: 2000, seed: 3)
    let whole = campaign.run(property, cases: 0..<2000)
    let parts = [700..<701, 0..<7, 1999..<2000, 7..<700, 701..<1999].map {
      campaign.run(property, cases: $0)
    }
    #expect(PropertyReport.merged(parts) == whole)
    #expect(campaign.conclude(whole, of: property) == campaign.check(property))
    #expect(PropertyReport.merged([]) == nil)
    if whole.failure == nil { #expect(PropertyReport.merged([parts[0], parts[1]]) == nil) }
  }

  @Test func `discards are counted by reason, and too many are a health problem`() {
    func property(lost: Double) -> Property {
      Property("discarding") { source throws(Discard) in
        if source.uniform() < lost { throw source.discard("too small") }
        return source.boolean() ? .holds() : .discarded("tails")
      }
    }
    let some = Campaign(cases: 1000).check(property(lost: 0.5))
    #expect(some.status == .passed && Set(some.discarded.keys) == ["too small", "tails"])
    #expect(some.tested + some.discarded.values.reduce(0, +) == 1000 && some.edgeCases == 32)
    let most = Campaign(cases: 1000).check(property(lost: 0.9))
    #expect(most.status == .unhealthy)
    #expect("\(most)".contains("were discarded, mostly: too small"))
  }

  @Test func `slow drawing is a health problem, a slow test is not`() {
    @Sendable func wait() {
      let end = ContinuousClock.now + .milliseconds(3)
      while ContinuousClock.now < end {}
    }
    var campaign = Campaign(cases: 20)
    campaign.drawingTime = .milliseconds(1)
    let drawing = Property("slow to draw") { source in
      wait()
      return source.boolean() ? .holds() : .holds()
    }
    #expect(campaign.check(drawing).healthProblem == .slowDrawing)
    campaign.drawingTime = .seconds(60)
    #expect(campaign.check(drawing).status == .passed)
  }
}
