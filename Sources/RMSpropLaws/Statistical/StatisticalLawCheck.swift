package import Runs
import PropertyCheck

extension StatisticalLaw {
  /// How many gradients a claim takes, unless told otherwise.
  package static let gradients = 20_000
  /// How likely a suite rejects anything that is true, at most, unless told otherwise.
  package static let level = 1e-6

  /// Puts the law to an implementation in one situation.
  ///
  /// - Parameters:
  ///   - implementation: it makes one run.
  ///   - situation: one of those in which the law applies.
  ///   - seed: of the gradients; other laws and situations draw others from the same.
  ///   - gradients: how many.
  ///   - level: how likely a true claim is rejected, at most.
  ///   - powers: whether powers are computed, which takes most of the time.
  /// - Returns: one claim by steps and, where there is state to look at, one by state. An
  ///   implementation that gives no answer, or one of the wrong length, is rejected.
  package func check(
    _ implementation: any Implementation, in situation: Situation, seed: UInt64,
    gradients: Int = StatisticalLaw.gradients, level: Double = StatisticalLaw.level,
    powers: Bool = true
  ) -> StatisticalReport {
    let results = results(
      implementation, situation, seed: seed, gradients: gradients,
      level: level / Double(claims(in: situation)), powers: powers)
    return StatisticalReport(seed: seed, level: level, results: results)
  }

  /// Puts laws to an implementation, in every situation in which they apply.
  ///
  /// - Parameters:
  ///   - implementation: it makes one run for each law and situation.
  ///   - laws: all by default.
  ///   - seed: of the gradients. One that nobody has chosen makes the report's level hold.
  ///   - gradients: how many a claim.
  ///   - level: how likely any true claim is rejected, at most. Powers are those of a test at this
  ///     level divided by the number of claims; Holm's correction sees no less.
  ///   - powers: whether powers are computed.
  /// - Returns: the same for the same arguments, wherever the version of GSL is the same.
  package static func check(
    _ implementation: any Implementation, laws: [StatisticalLaw] = all, seed: UInt64,
    gradients: Int = StatisticalLaw.gradients, level: Double = StatisticalLaw.level,
    powers: Bool = true
  ) -> StatisticalReport {
    let pairs = laws.flatMap { law in
      law.situations(for: implementation.capabilities).map { (law, $0) }
    }
    let count = pairs.reduce(0) { $0 + $1.0.claims(in: $1.1) }
    return StatisticalReport(
      seed: seed, level: level,
      results: pairs.flatMap { law, situation in
        law.results(
          implementation, situation, seed: seed, gradients: gradients,
          level: level / Double(max(count, 1)), powers: powers)
      })
  }

  /// How many claims there are in a situation, at most.
  private func claims(in situation: Situation) -> Int { situation.has(.state) ? 2 : 1 }

  private func results(
    _ implementation: any Implementation, _ situation: Situation, seed: UInt64, gradients: Int,
    level: Double,
    powers: Bool
  ) -> [StatisticalReport.Result] {
    let stream = StatisticalStream(seed: seed, number: Self.number(of: "\(id) \(situation.name)"))
    let plan = plan(
      StatisticalDraw(situation: situation, stream: stream, gradients: max(gradients, 0)))
    func result(_ source: String, _ finding: Finding) -> StatisticalReport.Result {
      let sight = powers ? finding.sight() : nil
      return StatisticalReport.Result(
        law: id, situation: situation.name, source: source, test: test,
        statistic: finding.statistic,
        claim: HypothesisTest(
          "\(id) (\(situation.name), \(source))", pValue: finding.pValue,
          power: sight?.power, against: sight?.mistake))
    }
    do {
      var samples = StatisticalSample.all(of: plan.run, try implementation.results(of: plan.run))
      if plan.reading == .moves { samples = Array(samples.prefix(1)) }
      if samples.isEmpty {
        return [result("none", Finding(statistic: "answer of the wrong length", pValue: .nan))]
      }
      return samples.map { result($0.source, plan.judge($0, level)) }
    } catch {
      return [result("none", Finding(statistic: "no answer: \(error)", pValue: .nan))]
    }
  }

  /// A number for a name, the same on every machine (FNV-1a).
  private static func number(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
