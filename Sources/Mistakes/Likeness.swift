import Dialects
import GoldenTraces
import RMSprop
package import Runs

/// Which known mistake a program resembles: the one that gives what the program gave.
package struct Likeness: Sendable {
  /// The mistakes that give some of the program's wrong answers, the likest first.
  package let ranking: [Rank]

  /// A mistake, and how like the program it is.
  package struct Rank: Sendable {
    /// The mistake.
    package let mistake: Mistake
    /// How many of the program's wrong answers are its answers, too.
    package let wrongAnswers: Int
    /// How many of all runs it answers as the program did.
    package let answers: Int
  }

  /// How many runs were compared.
  package let runs: Int
  /// How many runs the program answers otherwise than the reference.
  package let wrongRuns: Int

  /// What a program's answers to runs of PyTorch's formula resemble.
  package init(
    _ answers: [(run: Run, results: Results)], mistakes: [Mistake] = Mistake.all
  ) {
    let reference = BuiltIn()
    let answers = answers.filter { $0.run.reference == .pytorch }
    let right = answers.map { try? reference.results(of: $0.run) }
    func isWrong(_ results: Results, _ i: Int) -> Bool {
      right[i].map { !results.isLike($0, answers[i].run) } ?? false
    }
    let wrong = answers.indices.filter { isWrong(answers[$0].results, $0) }
    runs = answers.count
    wrongRuns = wrong.count
    let ranks = mistakes.filter(\.isMistake).map { mistake in
      let isSame = answers.map { $0.results.isLike(mistake.results(of: $0.run), $0.run) }
      return Rank(
        mistake: mistake, wrongAnswers: wrong.count { isSame[$0] }, answers: isSame.count { $0 })
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

extension Results {
  /// Whether parameters, and state where both tell it, are the same except for rounding.
  fileprivate func isLike(_ other: Results, _ run: Run) -> Bool {
    let tolerance = run.scalar == .float64 ? 1e-9 : 1e-4
    return Quantity.allCases.allSatisfy { quantity in
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

extension Mistake {
  /// What the mistake gives in double precision, whatever type the run asks for.
  fileprivate func results(of run: Run) -> Results {
    var stepper = MistakeStepper(self, run)
    return stepper.takeAll(of: run)
  }
}
