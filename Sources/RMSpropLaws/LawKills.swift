public import Dialects
import Dispatch
import GoldenTraces
import PropertyCheck
import Synchronization

/// Which law catches which mistake, from parameters alone and with state.
///
/// Every law is put to every mutant, on the same cases: those of a seed. Mutants are of PyTorch's
/// formula in float64.
public struct LawKills: Equatable, Sendable {
  /// The names of the mutants, in order.
  public var mutants: [String]
  /// The laws, in order, and what each catches.
  public var rows: [Row]

  /// A law, and what it catches; names of mutants, in their order.
  public struct Row: Equatable, Sendable {
    /// The law's id.
    public var law: String
    /// What it catches from parameters alone.
    public var fromParameters: [String]
    /// What it catches with state, but not without.
    public var fromState: [String]
  }

  /// Mutants and rows as given.
  public init(mutants: [String], rows: [Row]) { (self.mutants, self.rows) = (mutants, rows) }

  /// Measures, on two threads by default.
  ///
  /// - Parameters:
  ///   - laws: those that are put to mutants; by default all that need no reference.
  ///   - mutants: all by default, those that are no mistakes included.
  ///   - cases: how many of each law.
  ///   - seed: which cases.
  ///   - jobs: how many threads.
  ///   - progress: called after each law, on one of the threads.
  /// - Returns: the same on every machine, for the same arguments but `jobs`.
  public static func measured(
    laws: [Law] = Law.withoutOracle, mutants: [Mutant] = Mutant.all, cases: Int = 128,
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
        let row = row(laws[index], mutants, cases: cases, seed: seed)
        board.withLock { $0.rows[index] = row }
        progress()
      }
    }
    return LawKills(
      mutants: mutants.map(\.name), rows: board.withLock { $0.rows }.compactMap { $0 })
  }

  /// One law's row. Cases depend on what a mutant declares: those that declare the same share them.
  private static func row(
    _ law: Law, _ mutants: [Mutant], cases: Int, seed: UInt64
  ) -> Row {
    let subjects = mutants.map { MutantSubject($0) }
    let kills = Mutex(Kills(count: mutants.count))
    for rounding in [Trace.Rounding.fused, nil] {
      let group = subjects.indices.filter { subjects[$0].abilities.rounding == rounding }
      guard let abilities = group.first.map({ subjects[$0].abilities }),
        let situation = law.situations(for: abilities).first
      else { continue }
      let property = Property(law.id) { (source) throws(Discard) in
        let trial = try law.draw(source, situation)
        try source.finishDrawing()
        kills.withLock {
          for i in group { $0.add(trial, subjects[i], at: i, onlyState: law.needsState) }
        }
        return .holds()
      }
      _ = Campaign(cases: cases, seed: seed, timeLimit: nil).run(property, cases: 0..<cases)
    }
    return kills.withLock { kills in
      func names(where isKilled: (Int) -> Bool) -> [String] {
        mutants.indices.filter(isKilled).map { mutants[$0].name }
      }
      return Row(
        law: law.id, fromParameters: names { kills.parameters[$0] },
        fromState: names { kills.state[$0] && !kills.parameters[$0] })
    }
  }

  /// Whether each mutant is caught.
  private struct Kills {
    var parameters, state: [Bool]

    init(count: Int) {
      parameters = [Bool](repeating: false, count: count)
      state = parameters
    }

    mutating func add(_ trial: Trial, _ subject: MutantSubject, at i: Int, onlyState: Bool) {
      guard !parameters[i] && !(onlyState && state[i]),
        let results = try? trial.trajectories(of: subject).results
      else { return }
      if !onlyState, case .fails = trial.judge(results.map(\.withoutState)) {
        parameters[i] = true
      } else if !state[i], case .fails = trial.judge(results) {
        state[i] = true
      }
    }
  }

  /// What some law catches from parameters alone.
  public var killedFromParameters: Set<String> { Set(rows.flatMap(\.fromParameters)) }

  /// What some law catches from parameters and state.
  public var killedWithState: Set<String> {
    killedFromParameters.union(rows.flatMap(\.fromState))
  }

  /// Whether every mistake is caught, from parameters alone but for those that are listed, and
  /// nothing else is.
  public var isComplete: Bool {
    let mistakes = Set(Mutant.all.filter { $0.equivalence == nil }.map(\.name))
    return killedWithState == mistakes
      && mistakes.subtracting(killedFromParameters) == Set(Self.beyondParameters.keys)
  }
}
