import RMSprop
package import Runs

/// A run that gave certain results, held to what one implementation makes of it.
package struct Attempt {
  /// What the run was held to, if it is built in.
  package let reference: BuiltIn?
  /// What was found.
  package fileprivate(set) var comparison: Comparison
  /// At level `root`, how many coordinate-steps fit a neighbour of the correctly rounded root
  /// alone; `nil` at other levels.
  package fileprivate(set) var neighbours: Int?
  /// The equations of the step and coordinate that diverge first, with their numbers.
  fileprivate(set) var explain: () throws -> [Explanation] = { [] }

  /// Whether nothing diverges.
  package var fits: Bool { comparison.firstDivergence == nil }

  /// Whether this explains the results better than another: for longer, or with fewer
  /// neighbouring roots.
  package func isBetter(than other: Attempt) -> Bool {
    if fits && other.fits { return (neighbours ?? 0) < (other.neighbours ?? 0) }
    return comparison.goesFurther(than: other.comparison)
  }
}

extension [Attempt] {
  /// The attempt that explains the results best, of equal ones the first; `nil` if there is none.
  package var best: Attempt? {
    reduce(nil) { best, next in best.map { next.isBetter(than: $0) ? next : $0 } ?? next }
  }
}

/// Which side of a comparison is held to the other: reports say "expected" of the other.
package enum Judged {
  /// A trace that was recorded: the reference runs, and the trace has what it should give.
  case trace
  /// An answer to a trace: the reference has what it should give.
  case answer
}

extension Trace {
  /// Holds results of this trace's run to what a reference makes of it.
  ///
  /// - Parameters:
  ///   - seen: the results.
  ///   - judged: what the results are.
  ///   - reference: what they are held to.
  ///   - known: what the reference makes of the run, where it is known.
  ///   - level: how exactly.
  /// - Returns: what was found.
  /// - Throws: what the reference throws for this run.
  package func attempt(
    _ seen: Results, _ judged: Judged, with reference: any Standard, known: Results? = nil,
    at level: Level
  ) throws -> Attempt {
    var reference = reference
    if level.tellsRoundingsApart, let builtIn = reference as? BuiltIn {
      reference = try builtIn.placed(by: seen, of: run)
    }
    let builtIn = reference as? BuiltIn
    if level == .root {
      guard let builtIn else { throw Skip.reason("level root is about PyTorch's formula") }
      return try attemptByRoot(seen, judged, with: builtIn)
    }
    var attempt = Attempt(
      reference: builtIn,
      comparison: try compareInOneRun(seen, judged, with: reference, known: known, at: level))
    if let first = attempt.comparison.firstDivergence {
      attempt.explain = {
        var stepper = try reference.start(run)
        for t in 0..<first.step { stepper.step(run[step: t]) }
        return stepper.explain(run[step: first.step], coordinate: first.coordinate)
      }
    }
    return attempt
  }

  /// Holds an answer to this trace's run to several implementations, each of the trace's version
  /// and vectors where it says none. What is the same for this run is computed once.
  ///
  /// - Returns: what was found, except where a rounding is not known for the type.
  package func attempts(
    _ answer: Results, with references: [BuiltIn], at level: Level
  ) -> [(reference: BuiltIn, attempt: Attempt)] {
    let recorded = BuiltIn(rounding ?? .fused, execution).identity(for: run)
    var made: [BuiltIn.Identity: Attempt] = [:]
    return references.compactMap { reference in
      var setup = reference.execution
      setup.version = setup.version ?? execution.version
      setup.capability = setup.capability ?? execution.capability
      let like = BuiltIn(reference.rounding, setup)
      guard let identity = like.identity(for: run) else { return nil }
      if let attempt = made[identity] { return (reference, attempt) }
      // What was recorded needs no computing.
      let isRecorded =
        run.reference != .pytorch || run.mixedScalars == nil && identity == recorded
      let attempt = try? attempt(
        answer, .answer, with: like, known: isRecorded ? results : nil, at: level)
      made[identity] = attempt
      return attempt.map { (reference, $0) }
    }
  }

  /// Compares step by step, in constant memory.
  private func compareInOneRun(
    _ seen: Results, _ judged: Judged, with reference: any Standard, known: Results?,
    at level: Level
  ) throws -> Comparison {
    var stepper = known == nil ? try reference.start(run) : nil
    var bounds = level == .bound ? try reference.bounds(of: run) : nil
    // What was printed is what was recorded; an answer has all its digits.
    var comparison = Comparison(
      level, run.scalars, printed: judged == .trace ? printed : nil)
    for t in run.steps.indices {
      let inputs = run[step: t]
      stepper?.step(inputs)
      let made = known?[step: t] ?? stepper!.results
      comparison.compare(
        step: t, expected: judged == .trace ? seen[step: t] : made,
        actual: judged == .trace ? made : seen[step: t],
        bounds: bounds?.step(inputs) ?? [:], judgingExpected: judged == .trace)
    }
    return comparison
  }
}

// MARK: Level root

// PyTorch's x86 wheels take the square root from a library that is off by one unit in the last
// place now and then, on some CPUs more often than on others. With one of three roots each step is
// right in every bit, from the state that was recorded before it.

extension Trace {
  /// Why the level `root` does not apply; `nil` if it does.
  package func obstacleToRoot(_ seen: Results) -> String? {
    guard run.reference == .pytorch else { return "level root is about PyTorch's formula" }
    for t in run.steps.indices {
      let lacking = Quantity.allCases.first { run.keeps($0, after: t) && seen[$0, step: t] == nil }
      if let lacking {
        return "level root needs the state of every step: there is one without \(lacking.rawValue)"
      }
    }
    return nil
  }

  /// Compares each step with what the reference makes of the state that was seen before it.
  private func attemptByRoot(
    _ seen: Results, _ judged: Judged, with reference: BuiltIn
  ) throws -> Attempt {
    var attempt = Attempt(reference: reference, comparison: Comparison(.root, run.scalars))
    var count = 0
    var before = run.standing ?? StepResults { $0 == .parameters ? run.parameters[...] : nil }
    var rate: Double?
    for t in run.steps.indices {
      var inputs = run[step: t]
      rate = inputs.learningRate ?? rate
      inputs.learningRate = rate
      let now = seen[step: t]
      let settings = run.settled(in: t)
      let made = try Root.allCases.map {
        try reference.step(of: settings, inputs, from: before, root: $0)
      }
      let chosen = Roots(made, seen: now, run)
      count += chosen.neighbours
      let wasRight = attempt.fits
      attempt.comparison.compare(
        step: t, expected: judged == .trace ? now : chosen.results,
        actual: judged == .trace ? chosen.results : now)
      if wasRight, let first = attempt.comparison.firstDivergence {
        let (start, root) = (before, chosen.roots[first.coordinate])
        attempt.explain = {
          try reference.explain(
            settings, inputs, from: start, root: root, coordinate: first.coordinate)
        }
      }
      // What PyTorch does not have yet cannot be gone on from.
      before = StepResults { made[0][$0] == nil ? nil : now[$0] }
    }
    attempt.neighbours = count
    return attempt
  }
}

/// Of each coordinate in a step, the root with which most of what was seen is right.
private struct Roots {
  /// The results with these roots.
  private(set) var results: StepResults
  /// The root of each coordinate.
  private(set) var roots: [Root]
  /// How many coordinates fit a neighbour of the correctly rounded root, and not that one.
  private(set) var neighbours = 0

  /// The choice among the results of all roots, the correctly rounded one first.
  init(_ made: [StepResults], seen: StepResults, _ run: Run) {
    results = made[0]
    roots = [Root](repeating: Root.allCases[0], count: run.coordinates)
    let quantities = Quantity.allCases.filter { made[0][$0] != nil && seen[$0] != nil }
    for i in 0..<run.coordinates {
      func isSame(_ results: StepResults, _ quantity: Quantity) -> Bool {
        guard let a = results[quantity], let b = seen[quantity] else { return true }
        let distance = run.scalars[quantity].ulpDistance(a[a.startIndex + i], b[b.startIndex + i])
        return distance == 0
      }
      var (most, place) = (-1, 0)
      for (candidate, results) in made.enumerated() {
        let right = quantities.prefix { isSame(results, $0) }.count
        if right > most { (most, place) = (right, candidate) }
        if most == quantities.count { break }
      }
      guard place > 0 else { continue }
      if most == quantities.count { neighbours += 1 }
      roots[i] = Root.allCases[place]
      for quantity in Quantity.allCases {
        guard let numbers = made[place][quantity] else { continue }
        let start = results[quantity]!.startIndex
        results[quantity]![start + i] = numbers[numbers.startIndex + i]
      }
    }
  }
}
