import Mistakes
import PropertyCheck
import RMSpropLaws
import Runs
import TestSupport
import Testing

/// Which law catches which mistake.
struct LawKillsTests {
  @Test func `every mistake is caught without any reference, and the file says by which laws`()
    throws
  {
    let kills = LawKills.measured()
    #expect(kills.json == (try Repository.text("Fixtures/\(LawKills.file)")))
    let mistakes = Set(Mistake.all.filter(\.isMistake).map(\.name))
    #expect(kills.killedWithState == mistakes)
    let beyond = mistakes.subtracting(kills.killedFromParameters)
    #expect(beyond == Set(LawKills.beyondParameters.keys))
    for row in kills.rows where row.fromParameters.isEmpty && row.fromState.isEmpty {
      #expect(Self.planted[row.law] != nil, "\(row.law) catches nothing")
    }
  }

  @Test func `the differential law catches what it can, and no equivalent`() {
    let differential = Law.all.suffix(1)
    let kills = LawKills.measured(laws: Array(differential))
    let equivalents = Mistake.all.filter { !$0.isMistake }.map(\.name)
    #expect(kills.killedWithState.isDisjoint(with: equivalents))
    #expect(kills.killedWithState.count > 120)
  }

  /// Programs that laws catch that no known mistake resembles.
  private static let planted: [String: any Implementation] = [
    "determinism": Planted.forgetful(),
    "causality": Planted.foresighted,
    "scale-with-epsilon-inside": InsteadOf(.textbookInside, .textbookOutside),
    "formulas-agree-without-epsilon": InsteadOf(.textbookInside, .batch),
    "places-within-root-two": InsteadOf(.textbookInside, .textbookNone),
    "places-cross": InsteadOf(.textbookInside, .textbookNone),
    "pytorch-is-textbook-outside": InsteadOf(.pytorch, .textbookInside),
    "batch-of-one-is-textbook-inside": InsteadOf(.batch, .textbookOutside),
    "batch-zero-point": Planted.averaging,
    "batch-order": Planted.hasty,
    "batch-split": Planted.averaging,
    "batch-sum": Planted.hasty,
    "batch-opposites": Planted.averaging,
  ]

  @Test(arguments: planted.keys.sorted())
  func `a law that no known mistake breaks can be broken`(id: String) throws {
    let law = try #require(Law.named(id))
    let implementation = try #require(Self.planted[id])
    let failed = law.properties(of: implementation).contains {
      Campaign(cases: 400, seed: 6).check($0).failure != nil
    }
    #expect(failed)
  }
}
