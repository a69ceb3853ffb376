package import GoldenTraces
package import Runs

/// The answers of a candidate, kept to say which rounding they have where it is not the declared
/// one.
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

  /// The types in which every bit is right with other roundings, and not with a declared one; and
  /// these roundings.
  package func roundings(otherThan declared: Rounding) -> [(scalar: Scalar, [Rounding])] {
    Scalar.allCases.compactMap { scalar in
      guard let answers = heard[scalar] else { return nil }
      let found = scalar.roundings.filter { rounding in
        answers.allSatisfy { (answer) -> Bool in
          let held = try? answer.trace.attempt(
            answer.results, .answer, with: BuiltIn(rounding, execution), at: .bits)
          return held?.fits ?? false
        }
      }
      return found.isEmpty || found.contains(declared) ? nil : (scalar, found)
    }
  }
}
