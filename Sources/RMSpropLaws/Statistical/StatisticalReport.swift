package import PropertyCheck

/// What became of statistical laws that were put to an implementation.
package struct StatisticalReport: Equatable, Sendable {
  /// The seed of all gradients.
  package let seed: UInt64
  /// How likely it is, at most, that any claim that is true is rejected.
  package let level: Double
  /// Every claim, in the order of laws and situations.
  package let results: [Result]

  /// One claim: a law in one situation, by steps or by state.
  package struct Result: Equatable, Sendable {
    /// The law's id.
    package let law: String
    /// The situation's name.
    package let situation: String
    /// What was looked at: `steps`, `state`, or `none` where an implementation gave no answer.
    package let source: String
    /// Where the p-value comes from.
    package let test: StatisticalLaw.Test
    /// What was seen, in words and numbers.
    package let statistic: String
    /// The claim: its name, p-value and power.
    package let claim: HypothesisTest
    /// Whether it is rejected, by Holm's correction over the report.
    package var isRejected = false
  }

  /// The results, of which those are rejected that Holm's correction does.
  init(seed: UInt64, level: Double, results: [Result]) {
    self.seed = seed
    self.level = level
    let rejected = Set(HypothesisTest.rejected(results.map(\.claim), level: level).map(\.name))
    self.results = results.map {
      var result = $0
      result.isRejected = rejected.contains($0.claim.name)
      return result
    }
  }

  /// Whether no claim is rejected.
  package var holds: Bool { !results.contains(where: \.isRejected) }

  /// The ids of the laws of which a claim is rejected, without repetitions, in order.
  package var rejectedLaws: [String] {
    results.filter(\.isRejected).map(\.law).reduce(into: []) { laws, law in
      if laws.last != law { laws.append(law) }
    }
  }
}

extension StatisticalReport: CustomStringConvertible {
  /// The report in words: a head, and two lines a claim.
  package var description: String {
    let rejected = results.count(where: \.isRejected)
    let head =
      "\(results.count) claims of seed \(seed), \(rejected) rejected; "
      + "the chance that a true one is, is at most \(level)"
    return ([head] + results.map(\.description)).joined(separator: "\n")
  }
}

extension StatisticalReport.Result: CustomStringConvertible {
  /// The claim in words, with what its test would see.
  package var description: String {
    let p =
      switch test {
      case .exact(let name): "p = \(short(claim.pValue)) (\(name), exact)"
      case .bound(let name): "p ≤ \(short(claim.pValue)) (\(name))"
      }
    return """
      \(claim.name): \(isRejected ? "REJECTED" : "holds"), \(p); \(statistic)
        \(sight)
      """
  }

  /// The power in words.
  private var sight: String {
    guard let power = claim.power, let mistake = claim.alternative else { return "power not known" }
    let odds =
      power >= 0.9999
      ? "all but 1 of 10,000 runs" : "\(Int(power * 100)) of 100 runs"
    return "sees \(mistake) in \(odds) or more"
  }
}
