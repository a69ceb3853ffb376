package import GoldenTraces
package import Runs

/// The answers of a candidate, kept to say which rounding they have where it is not the declared
/// one.
package struct HeardAnswers {
  private var heard: [Scalar: [(trace: Trace, results: Results)]] = [:]

  /// No answers yet.
  package init() {}

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
        answers.allSatisfy {
          $0.trace.compared($0.results, roundedAs: rounding, at: .bits)?.firstDivergence == nil
        }
      }
      return found.isEmpty || found.contains(declared) ? nil : (scalar, found)
    }
  }
}
