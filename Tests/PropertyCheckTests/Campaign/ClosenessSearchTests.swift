import PropertyCheck
import Testing

/// The search for cases nearer to failing.
struct ClosenessSearchTests {
  @Test func `the case nearest to failing is reported, and the search finds a nearer one`() throws {
    let property = Property("a number that is never 1000") { source in
      let (a, b) = (source.integer(in: 0...100_000), source.integer(in: 0...100_000))
      source.note("\(a) and \(b)")
      return .holds(closeness: 1 / (1 + Double(abs(a - 33_333) + abs(b - 44_444))))
    }
    var campaign = Campaign(cases: 400, seed: 2, searches: 0)
    let plain = campaign.check(property)
    campaign.searches = 3000
    let report = campaign.check(property)
    #expect(report.status == .passed && report.searched == 3000)
    #expect(report.closeness > 10 * plain.closeness)
    let nearest = try #require(report.nearest)
    let again = campaign.replay(nearest.token, of: property)
    #expect(again.outcome == .holds(closeness: nearest.closeness))
    #expect(again.decoded == nearest.decoded && nearest.decoded.count == 1)
    #expect(report.description.contains("nearest to failing"))
  }
}
