public import Dialects
import GoldenTraces
import RMSprop

/// Which known mistake a program resembles: the one that gives what the program gave.
public struct Likeness: Sendable {
  /// The mistakes that give some of the program's wrong answers, the likest first.
  public let ranking: [Rank]

  /// A mistake, and how like the program it is.
  public struct Rank: Sendable {
    /// The mistake.
    public let mutant: Mutant
    /// How many of the program's wrong answers are its answers, too.
    public let wrongAnswers: Int
    /// How many of all runs it answers as the program did.
    public let answers: Int
  }

  /// How many runs were looked at.
  public let runs: Int
  /// How many of them the program answers otherwise than the reference.
  public let wrongRuns: Int

  /// What a program's answers to runs of PyTorch's formula resemble.
  public init(_ answers: [(run: Run, trajectory: Trajectory)], mutants: [Mutant] = Mutant.all) {
    let reference = BuiltIn()
    let answers = answers.filter { $0.run.formula == .pytorch }
    let right = answers.map { try? reference.run($0.run) }
    func isWrong(_ trajectory: Trajectory, _ i: Int) -> Bool {
      right[i].map { !trajectory.isLike($0, answers[i].run) } ?? false
    }
    let wrong = answers.indices.filter { isWrong(answers[$0].trajectory, $0) }
    runs = answers.count
    wrongRuns = wrong.count
    let mistakes = mutants.filter { $0.equivalence == nil }
    let ranks = mistakes.map { mutant in
      let subject = MutantSubject(mutant)
      let isSame = answers.map { $0.trajectory.isLike(subject.run($0.run), $0.run) }
      return Rank(
        mutant: mutant, wrongAnswers: wrong.count { isSame[$0] }, answers: isSame.count { $0 })
    }
    // What gives every wrong answer comes first, then what gives most answers.
    func isBefore(_ a: Rank, _ b: Rank) -> Bool? {
      let isWhole = (a.wrongAnswers == wrong.count, b.wrongAnswers == wrong.count)
      if isWhole.0 != isWhole.1 { return isWhole.0 }
      return a.answers == b.answers ? nil : a.answers > b.answers
    }
    // Equals stay in the order of the catalogue.
    ranking = ranks.enumerated().filter { $0.element.wrongAnswers > 0 }
      .sorted { isBefore($0.element, $1.element) ?? ($0.offset < $1.offset) }.map(\.element)
  }
}

extension Trajectory {
  /// Whether parameters, and state where both tell it, are the same but for rounding.
  fileprivate func isLike(_ other: Trajectory, _ run: Run) -> Bool {
    let tolerance = run.scalar == .float64 ? 1e-9 : 1e-4
    return Trace.Quantity.allCases.allSatisfy { quantity in
      guard let ours = self[quantity], let theirs = other[quantity] else { return true }
      return ours.indices.allSatisfy { k in
        let (a, b) = (ours[k], theirs[k])
        if a == b || a.isNaN && b.isNaN { return true }
        // A step is seen beside what it moves.
        let start = quantity == .parameters ? run.parameters[k % coordinates].magnitude : 0
        return (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude, start)
      }
    }
  }
}
