import GoldenTraces
import Mistakes
import TestSupport
import Testing

@testable import RMSpropLaws

/// Programs that are wrong where a condition holds that is seldom met.
struct RareKillsTests {
  @Test func `no rare mistake passes every verb, and verify alone catches 95 in 100`() throws {
    let kills = try RareKills.measured(TraceFolder(Repository.fixtures))
    #expect(kills.json == (try Repository.text("Fixtures/\(RareKills.file)")))
    #expect(kills.rows.count >= 150 && Set(kills.rows.map(\.name)).count == kills.rows.count)
    #expect(kills.passingAll.isEmpty)
    #expect(kills.passingVerify.count * 20 <= kills.rows.count)
    // Each reaches where a golden trace does not: most are caught by what is drawn.
    #expect(kills.rows.count { $0.golden == 0 && $0.drawn > 0 } > 50)
  }
}
