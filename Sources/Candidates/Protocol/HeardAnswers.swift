package import GoldenTraces
package import Runs

/// The answers of a candidate, kept to say as what every bit of them is right where it is not what
/// the greeting says.
package struct HeardAnswers {
  private var heard: [Scalar: [(trace: Trace, results: Results)]] = [:]
  private let execution: Execution

  /// No answers yet of a candidate that is set up in this way.
  package init(_ execution: Execution = Execution()) { self.execution = execution }

  /// Remembers an answer to a trace of PyTorch's formula.
  package mutating func add(_ results: Results, to trace: Trace) {
    guard trace.run.reference == .pytorch else { return }
    heard[trace.run.scalar, default: []].append((trace, results))
  }

  /// The types in which every bit is right, and not as declared; and all as what it is, with the
  /// fewest changes to what is declared.
  package func setups(otherThan declared: Rounding) -> [(scalar: Scalar, [BuiltIn])] {
    /// How many changes it takes; among as few, those that leave the rounding come first.
    func changes(_ setup: BuiltIn) -> (Int, Int) {
      let other = setup.rounding == declared ? 0 : 1
      return (setup.unusualSettings + other, other)
    }
    return Scalar.allCases.compactMap { scalar in
      guard let answers = heard[scalar] else { return nil }
      let found = answers.reduce(BuiltIn.possible(scalar, nil, execution)) { left, answer in
        answer.trace.attempts(answer.results, with: left, at: .bits).filter(\.attempt.fits)
          .map(\.reference)
      }.map { $0.beyond(execution) }
      guard let least = found.map(changes).min(by: <), least.0 > 0 else { return nil }
      return (scalar, found.filter { changes($0) == least })
    }
  }
}
