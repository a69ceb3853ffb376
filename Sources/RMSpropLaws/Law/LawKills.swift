package import Mistakes
import Dispatch
import Runs
import PropertyCheck
import Synchronization

/// Which law catches which mistake, from parameters alone and with state.
///
/// Every law is put to every mutant, on the same cases: those of a seed. Mistakes are of PyTorch's
/// formula in float64.
package struct LawKills: Equatable, Sendable {
  /// The names of the mistakes, in order.
  package var mistakes: [String]
  /// The laws, in order, and what each catches.
  package var rows: [Row]

  /// A law, and what it catches; names of mistakes, in their order.
  package struct Row: Equatable, Sendable {
    /// The law's id.
    package var law: String
    /// What it catches from parameters alone.
    package var fromParameters: [String]
    /// What it catches with state, but not without.
    package var fromState: [String]
  }

  /// Mistakes and rows as given.
  package init(mistakes: [String], rows: [Row]) { (self.mistakes, self.rows) = (mistakes, rows) }

  /// Measures, on two threads by default.
  ///
  /// - Parameters:
  ///   - laws: those that are put to mistakes; by default all that need no reference.
  ///   - mistakes: all by default, those that are no mistakes included.
  ///   - cases: how many of each law.
  ///   - seed: which cases.
  ///   - jobs: how many threads.
  ///   - progress: called after each law, on one of the threads.
  /// - Returns: the same on every machine, for the same arguments except `jobs`.
  package static func measured(
    laws: [Law] = Law.withoutOracle, mistakes: [Mistake] = Mistake.all, cases: Int = 128,
    seed: UInt64 = 6, jobs: Int = 2, progress: @escaping @Sendable () -> Void = {}
  ) -> LawKills {
    let board = Mutex((next: 0, rows: [Row?](repeating: nil, count: laws.count)))
    DispatchQueue.concurrentPerform(iterations: max(jobs, 1)) { _ in
      func take() -> Int? {
        board.withLock { board in
          guard board.next < laws.count else { return nil }
          board.next += 1
          return board.next - 1
        }
      }
      while let index = take() {
        let row = row(laws[index], mistakes, cases: cases, seed: seed)
        board.withLock { $0.rows[index] = row }
        progress()
      }
    }
    return LawKills(
      mistakes: mistakes.map(\.name), rows: board.withLock { $0.rows }.compactMap { $0 })
  }

  /// One law's row. Cases depend on what a mistake declares: equal declarations share them.
  private static func row(
    _ law: Law, _ mistakes: [Mistake], cases: Int, seed: UInt64
  ) -> Row {
    let implementations = mistakes.map { MistakeImplementation($0) }
    let kills = Mutex(Kills(count: mistakes.count))
    for rounding in [Rounding.fused, nil] {
      let group = implementations.indices.filter {
        implementations[$0].capabilities.rounding == rounding
      }
      guard let capabilities = group.first.map({ implementations[$0].capabilities }),
        let situation = law.situations(for: capabilities).first
      else { continue }
      let property = Property(law.id) { (source) throws(Discard) in
        let lawCase = try law.draw(source, situation)
        try source.finishDrawing()
        kills.withLock {
          for i in group { $0.add(lawCase, implementations[i], at: i, onlyState: law.needsState) }
        }
        return .holds()
      }
      _ = Campaign(cases: cases, seed: seed, timeLimit: nil).run(property, cases: 0..<cases)
    }
    return kills.withLock { kills in
      func names(where isKilled: (Int) -> Bool) -> [String] {
        mistakes.indices.filter(isKilled).map { mistakes[$0].name }
      }
      return Row(
        law: law.id, fromParameters: names { kills.parameters[$0] },
        fromState: names { kills.state[$0] && !kills.parameters[$0] })
    }
  }

  /// Whether each mistake is caught.
  private struct Kills {
    var parameters, state: [Bool]

    init(count: Int) {
      parameters = [Bool](repeating: false, count: count)
      state = parameters
    }

    mutating func add(
      _ lawCase: LawCase, _ implementation: MistakeImplementation, at i: Int, onlyState: Bool
    ) {
      guard !parameters[i] && !(onlyState && state[i]),
        let results = try? lawCase.made(by: implementation).results
      else { return }
      if !onlyState, case .fails = lawCase.outcome(results.map(\.withoutState)) {
        parameters[i] = true
      } else if !state[i], case .fails = lawCase.outcome(results) {
        state[i] = true
      }
    }
  }

  /// What some law catches from parameters alone.
  package var killedFromParameters: Set<String> { Set(rows.flatMap(\.fromParameters)) }

  /// What some law catches from parameters and state.
  package var killedWithState: Set<String> {
    killedFromParameters.union(rows.flatMap(\.fromState))
  }

  /// Whether every mistake is caught, from parameters alone except for those that are listed, and
  /// nothing else is.
  package var isComplete: Bool {
    let mistakes = Set(Mistake.all.filter(\.isMistake).map(\.name))
    return killedWithState == mistakes
      && mistakes.subtracting(killedFromParameters) == Set(Self.beyondParameters.keys)
  }
}
