import PropertyCheck
import RMSpropLaws
import Runs
import Testing

/// Whether p-values and powers of statistical laws are what they say.
struct CalibrationTests {
  private static let seeds: ClosedRange<UInt64> = 1...400

  private static let situation = Situation(
    reference: .pytorch, scalar: .float64, capabilities: BuiltIn().capabilities)

  private static func situation(_ law: StatisticalLaw) -> Situation? {
    law.situations(for: BuiltIn().capabilities).first
  }

  @Test("What is true has a p-value below 0.05 in 5 of 100 cases", arguments: StatisticalLaw.all)
  func falseAlarms(law: StatisticalLaw) throws {
    let situation = try #require(Self.situation(law))
    let pValues = Self.seeds.compactMap {
      law.check(
        BuiltIn(), in: situation, seed: $0, gradients: 2000, powers: false
      ).results.first?.claim.pValue
    }
    #expect(pValues.count == Self.seeds.count)
    let alarms = pValues.count { $0 < 0.05 }
    let chance = Statistics.binomialPValue(
      successes: alarms, of: pValues.count, probability: 0.05)
    // A bound may promise more alarms than there are.
    let isBound = if case .bound = law.test { true } else { false }
    let isRare = Double(alarms) < 0.05 * Double(pValues.count)
    #expect(chance > 1e-9 || isBound && isRare, "\(law.id): \(alarms) alarms, seeds 1...400")
    if law.test == .exact("χ²") {
      #expect(KolmogorovSmirnov.pValue(pValues) { $0 } > 1e-9, "\(law.id), seeds 1...400")
    }
  }

  @Test("What a test says it sees, it sees", arguments: StatisticalLaw.all)
  func power(law: StatisticalLaw) throws {
    let situation = try #require(Self.situation(law))
    let seeds = 1...60 as ClosedRange<UInt64>
    let report = law.check(BuiltIn(), in: situation, seed: 1, gradients: 8000)
    // Of the form "alpha 0.91 for 0.9".
    let words = report.results.first?.claim.alternative?.split(separator: " ") ?? []
    guard words.first == "alpha", let alpha = Double(words[1]) else {
      #expect(Self.speakOfOtherMistakes.contains(law.id), "\(law.id)")
      return
    }
    var seen = 0
    for seed in seeds {
      let other = law.check(
        Planted.alpha(alpha), in: situation, seed: seed, gradients: 8000, powers: false)
      if other.results.first?.isRejected == true { seen += 1 }
    }
    let chance = Statistics.binomialPValue(successes: seen, of: seeds.count, probability: 0.99)
    #expect(
      chance > 1e-9 || seen == seeds.count, "\(law.id): \(seen) of \(seeds.count), \(seeds)")
  }

  /// Laws whose power is not about α.
  private static let speakOfOtherMistakes: Set<String> = [
    "rate-lasts", "first-steps-are-fair", "steps-turn-freely", "average-ignores-signs",
    "average-ignores-agreement",
  ]

  @Test("A right program is rejected at a loose level as rarely as the level says")
  func family() {
    let level = 0.2
    let rejected = (1...100 as ClosedRange<UInt64>).count { seed in
      !StatisticalLaw.check(
        BuiltIn(),
        laws: StatisticalLaw.all.filter { $0.id != "mean-of-long-average" }, seed: seed,
        gradients: 400, level: level, powers: false
      ).holds
    }
    // At most the level, up to chance.
    let chance = Statistics.binomialPValue(successes: rejected, of: 100, probability: level)
    #expect(chance > 1e-9 || Double(rejected) < 100 * level, "\(rejected) of 100")
  }

  @Test("A report is the same for a seed, and says what it is about")
  func report() throws {
    let law = try #require(StatisticalLaw.named("chi-squared"))
    func report(_ seed: UInt64) -> StatisticalReport {
      law.check(BuiltIn(), in: Self.situation, seed: seed)
    }
    #expect(report(6) == report(6) && report(6) != report(7))
    let text = report(6).description
    #expect(text.hasPrefix("2 claims of seed 6, 0 rejected; the chance that a true one is, is"))
    #expect(text.contains("chi-squared (pytorch/float64, steps): holds, p = "))
    #expect(text.contains("(χ², exact); χ² "))
    #expect(text.contains("\n  sees alpha 0.99072 for 0.99 in 99 of 100 runs or more"), "\(text)")
  }

  @Test("A program that gives no answer, or an answer that is not a number, is rejected")
  func faults() throws {
    struct Silent: OneByOne {
      struct Failed: Error {}
      var capabilities: Capabilities { BuiltIn().capabilities }
      func answer(_ run: Run) throws -> Results { throw Failed() }
    }
    let short = Planted(spoil: { run, results in
      let steps = (0..<run.steps.count - 1).map { results[step: $0] }
      results = Results(coordinates: run.coordinates, steps: steps)
    })
    let nan = Planted(spoil: { run, results in
      var parameters = results.parameters
      for step in run.steps.indices { parameters[step * run.coordinates] = .nan }
      results = results.with(.parameters, parameters).with(.squareAverage, nil)
    })
    for implementation: any Implementation in [Silent(), short, nan] {
      let report = StatisticalLaw.check(implementation, seed: 6, gradients: 1000)
      #expect(report.results.allSatisfy { $0.isRejected }, "\(report)")
    }
    let infinite = Planted(spoil: { _, results in
      results = results.with(.parameters, results.parameters.map { _ in .infinity })
    })
    let report = StatisticalLaw.check(infinite, seed: 6, gradients: 1000)
    #expect(report.rejectedLaws.count > 8, "\(report)")
  }

  @Test("With few gradients a law sees little, and does not fail")
  func few() {
    for count in [-1, 0, 1, 10, 100] {
      let report = StatisticalLaw.check(BuiltIn(), seed: 6, gradients: count)
      #expect(report.holds, "\(report)")
      #expect(report.description.contains("power not known"))
    }
  }
}
