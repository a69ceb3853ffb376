import Dialects
import Foundation
import GoldenTraces
import RMSpropLaws
import TestSupport

/// What the page of evidence says in numbers.
enum EvidenceClaims {
  static let page = Claims(
    "docs/7-evidence.md", given: "2.13.0 2.0.1 1e-12 1e-5 128 60"
  ) { page in
    try traces(&page)
    try mistakes(&page)
    laws(&page)
    try programs(&page)
  }

  private static func traces(_ page: inout ComputedValues) throws {
    let golden = try GoldenFacts()
    for set in golden.sets {
      page.row(
        set.name.replacing("/", with: "."), ["folder", "level", "traces", "values"],
        ["\(set.name)/", set.levels, "\(count: set.traces)", "\(count: set.values)"])
    }
    page("longest", count: golden.longest)
    page("behaviours", count: golden.behaviours.count)
    page("calls", count: golden.behaviours.reduce(0) { $0 + $1.calls.count })
    let steps = 1_000_000
    page("checkpoints", count: try checkpoints(steps: steps))
    page("checkpoints-steps", count: steps)
    let bounds = golden.bounds
    page("bounds-passed", count: bounds.passed)
    page("bounds-traces", count: bounds.traces)
    page("bounds-values", count: bounds.values)
    page("bounds-width", bounds.medianBoundOverError ?? .nan, .significant(2))
    page("bounds-unjudged", count: bounds.unjudged)
    page("bounds-inconclusive", count: bounds.inconclusive)
  }

  private static func mistakes(_ page: inout ComputedValues) throws {
    let matrix = try MatrixFacts()
    page("mistakes", count: matrix.mistakes)
    page("origins", count: matrix.origins)
    page("fewest-killers", count: matrix.fewestKillers)
    page("quick", count: matrix.quick)
    page("equivalents", count: matrix.equivalents)
    page("enclosed", count: matrix.enclosed)
    page("kinds", count: matrix.kinds)
    page("pairs", count: matrix.pairs)
    page("margin", matrix.margin, .significant(1))
    page("law-kills", count: try MatrixFacts.lawKills())
    let rare = try MatrixFacts.rareKills()
    page("rare", count: rare.all)
    page("rare-golden", count: rare.golden)
    page("rare-verify", count: rare.verify)
  }

  private static func laws(_ page: inout ComputedValues) {
    page("laws", count: Law.withoutOracle.count)
    page("false-friends", count: FalseFriend.all.count)
    page("statistical-laws", count: StatisticalLaw.all.count)
    page("statistical-gradients", count: StatisticalLaw.gradients)
    page("statistical-level", count: Int((1 / StatisticalLaw.level).rounded()))
  }

  private static func programs(_ page: inout ComputedValues) throws {
    page("entries", count: Catalogue.entries.count)
    let frameworks = try Repository.files(in: "Fixtures/frameworks", endingIn: ".json")
    page("recordings", count: frameworks.count)
    page("frameworks", count: Set(frameworks.map { $0.split(separator: "/")[2] }).count)
    let adapters = try Repository.files(
      in: "docs/candidates", endingIn: ".py", ".c", ".cpp", ".rs", ".mjs", ".go", ".swift"
    ).filter { !$0.hasSuffix("/rmsprop_candidate.py") }
    page("adapters", count: adapters.count)
    page("languages", count: Set(adapters.map { URL(filePath: $0).pathExtension }).count)
  }

  /// How many files pin a run of so many steps.
  private static func checkpoints(steps: Int) throws -> Int {
    try Repository.files(in: "Fixtures/checkpoints", endingIn: ".json").count { file in
      let run = try Checkpoints(contentsOf: Repository.root.appending(path: file).path)
      return run.checkpoints.last?.step == steps
    }
  }
}
