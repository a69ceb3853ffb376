import Mistakes
import PropertyCheck
import RMSprop
import RMSpropLaws
import Runs
import Testing

/// The statistical laws, put to what is right and to what is wrong.
struct StatisticalLawTests {
  @Test("Each law holds of the built-in implementations", arguments: Rounding.eager)
  func holds(rounding: Rounding) {
    for seed: UInt64 in [6, 7] {
      let report = StatisticalLaw.check(BuiltIn(rounding), seed: seed)
      #expect(report.holds, "seed \(seed): \(report)")
      #expect(Set(report.results.map(\.law)) == Set(StatisticalLaw.all.map(\.id)))
      let powers = report.results.map { $0.claim.power ?? 0 }
      #expect(powers.allSatisfy { $0 >= 0.99 }, "\(report)")
      #expect(Set(report.results.map(\.claim.name)).count == report.results.count)
    }
  }

  @Test("What steps show is what state tells, also in float32")
  func sources() throws {
    let report = StatisticalLaw.check(BuiltIn(), seed: 6, powers: false)
    let fromState = report.results.filter { $0.source == "state" }
    #expect(fromState.count > 100)
    for told in fromState {
      let shown = try #require(
        report.results.first {
          $0.law == told.law && $0.situation == told.situation && $0.source == "steps"
        })
      #expect(abs(shown.claim.pValue - told.claim.pValue) < 1e-3, "seed 6: \(shown) \(told)")
    }
  }

  @Test("A law asks of a program no more than it declares")
  func parametersAlone() {
    let report = StatisticalLaw.check(Undeclared(), seed: 6)
    #expect(report.holds, "seed 6: \(report)")
    #expect(report.results.allSatisfy { $0.source == "steps" })
    #expect(Set(report.results.map(\.law)).count == StatisticalLaw.all.count)
  }

  @Test("Ids are unique, and every law says what it is")
  func words() {
    #expect(Set(StatisticalLaw.all.map(\.id)).count == StatisticalLaw.all.count)
    #expect(Set(StatisticalLaw.all.map(\.id)).isDisjoint(with: Law.all.map(\.id)))
    for law in StatisticalLaw.all {
      #expect(law.statement.hasSuffix(".") && !law.latex.isEmpty && !law.precondition.isEmpty)
      #expect(StatisticalLaw.named(law.id)?.statement == law.statement)
    }
  }

  /// A law, and a program that it must reject.
  struct Case: CustomStringConvertible, Sendable {
    let law: String
    let mistake: String
    let implementation: any Implementation
    var description: String { "\(law), \(mistake)" }
  }

  private static let cases: [Case] = [
    mistake("mean-of-average", "square-weight-forgotten"),
    mistake("mean-of-average", "square-average-stale"),
    planted("mean-of-average", "alpha 0.93 for 0.9", .alpha(0.93)),
    mistake("mean-of-long-average", "square-average-in-bfloat16"),
    planted("variance-of-average", "alpha 0.93 for 0.9", .alpha(0.93)),
    mistake("variance-of-average", "square-averages-averaged"),
    mistake("mean-of-centered-variance", "mean-added"),
    mistake("mean-of-centered-variance", "mean-stale"),
    planted("half-life-of-memory", "alpha 0.85 for 0.84", .alpha(0.85)),
    mistake("half-life-of-memory", "square-average-not-kept"),
    mistake("rate-lasts", "squares-summed"),
    mistake("rate-lasts", "square-average-not-decayed"),
    planted("chi-squared", "alpha 0.989 for 0.99", .alpha(0.989)),
    mistake("chi-squared", "square-weight-forgotten"),
    planted("batch-adds", "the mean of a batch", .averaging),
    planted("batch-adds", "the first of a batch", .hasty),
    planted("distribution-of-squares", "v in float16", .inFloat16),
    mistake("distribution-of-squares", "magnitude-instead-of-square"),
    mistake("distribution-of-wild-squares", "root-forgotten"),
    planted("distribution-of-wild-squares", "gradients clipped at 30 units", .clipping),
    planted("twenty-bins", "v in float16", .inFloat16),
    mistake("twenty-bins", "square-average-corrected"),
    mistake("first-steps-are-fair", "gradient-not-in-step"),
    mistake("steps-turn-freely", "momentum-or-default"),
    mistake("steps-turn-freely", "gradient-not-cleared"),
    planted("average-ignores-signs", "a gradient shifted by ε", .shifting),
    mistake("average-ignores-agreement", "average-then-square"),
  ]

  @Test("Each law rejects a program that breaks it", arguments: cases)
  func rejects(broken: Case) throws {
    let law = try #require(StatisticalLaw.named(broken.law))
    let report = StatisticalLaw.check(broken.implementation, laws: [law], seed: 6)
    #expect(!report.holds, "seed 6: \(report)")
  }

  @Test("For each law there is a program that breaks it")
  func coverage() {
    #expect(Set(Self.cases.map(\.law)) == Set(StatisticalLaw.all.map(\.id)))
  }

  @Test("Parameters alone tell most mistakes")
  func mistakesInParameters() throws {
    let capabilities = Capabilities(scalars: [.float64], features: [.centered, .schedule])
    for broken in Self.cases {
      guard let mistake = (broken.implementation as? MistakeImplementation)?.mistake else {
        continue
      }
      let report = StatisticalLaw.check(
        MistakeImplementation(mistake, capabilities: capabilities), seed: 6)
      #expect(report.rejectedLaws.contains(broken.law), "\(broken): \(report)")
    }
  }

  private static func mistake(_ law: String, _ name: String) -> Case {
    let found = Mistake.all.first { $0.name == name }
    return Case(
      law: law, mistake: name,
      implementation: found.map { MistakeImplementation($0) } ?? BuiltIn())
  }

  private static func planted(_ law: String, _ mistake: String, _ planted: Planted) -> Case {
    Case(law: law, mistake: mistake, implementation: planted)
  }
}

extension Planted {
  /// The built-in implementations with another α.
  static func alpha(_ alpha: Double) -> Planted {
    Planted(change: { $0.hyperparameters.alpha = alpha })
  }

  /// Gradients that are not of a batch are clipped.
  static let clipping = Planted(change: { run in
    let most = 30 * 0x1p-10
    run.gradients = run.gradients.map { max(-most, min(most, $0)) }
  })

  /// ε is added to gradients.
  static let shifting = Planted(change: { run in
    let epsilon = run.hyperparameters.epsilon
    run.gradients = run.gradients.map { $0 + epsilon }
  })

  /// v is told as float16 holds it; steps are right.
  static let inFloat16 = Planted(spoil: { _, result in
    let rounded = result.squareAverage?.map { v in
      let unit = max(0x1p-24, v.binade * 0x1p-10)
      return (v / unit).rounded() * unit
    }
    result = result.with(.squareAverage, rounded)
  })
}
