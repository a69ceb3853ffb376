package import GoldenTraces
package import Runs

/// What a candidate is held to: which traces are for it, at which level, and what its answers must
/// agree with.
package struct Requirements {
  private let declaration: Declaration
  private let level: Level?
  /// The roundings that all answers so far agree with, where none is declared; all of them for a
  /// type without answers.
  private var possibleRoundings: [Scalar: [Rounding]] = [:]

  /// The requirements of a candidate with a declaration, at the level that was asked for, if one
  /// was.
  package init(_ declaration: Declaration, level: Level?) {
    self.declaration = declaration
    self.level = level
  }

  // MARK: Before it is asked

  /// Whether a trace belongs to what the candidate declares: its formula, and its rounding. Where
  /// the rounding is not known, the fused traces stand for both.
  package func concern(_ trace: Trace) -> Bool {
    guard trace.run.reference == declaration.reference else { return false }
    guard trace.run.reference == .pytorch, let rounding = trace.rounding else { return true }
    return rounding == declaration.rounding ?? .fused
  }

  /// Why a trace is not for the candidate; `nil` if it is.
  package func reasonToSkip(_ trace: Trace) -> Skip? {
    let scalar = trace.run.scalar
    if !declaration.scalars.contains(scalar) {
      return .reason("\(scalar.rawValue) is not among its scalars")
    }
    let missing = trace.run.needs.subtracting(declaration.supports)
    if !missing.isEmpty {
      return .notSupported(missing.sorted { $0.rawValue < $1.rawValue })
    }
    if trace.run.steps.isEmpty {
      return .reason("nothing to compare: this trace has no steps")
    }
    if level == .bits && trace.level == .close {
      return .reason("not applicable: this trace is exact to 1e-12 only")
    }
    if !applied(to: trace).tellsRoundingsApart && scalar.tolerance == nil {
      return .reason(
        "\(scalar.rawValue) is judged to the bit only: that needs rounding and root")
    }
    return nil
  }

  /// The level that was asked for; else the trace's own, lowered where the candidate's rounding or
  /// root is not known.
  private func applied(to trace: Trace) -> Level {
    if let level { return level }
    let isKnown = declaration.rounding != nil || trace.run.reference != .pytorch
    return isKnown && declaration.hasExactRoot ? trace.level ?? .close : .close
  }

  // MARK: When it has answered

  /// The report of an answer to a trace's run. A smoke case may ask more of the answer.
  package mutating func report(
    _ answer: Answer, to trace: Trace, file: String, smoke: SmokeCase? = nil
  ) -> TraceReport {
    switch answer {
    case .fault(let fault): return trace.unjudged(file, .fault(fault))
    case .skipped(let skip): return trace.unjudged(file, .skipped(skip))
    case .results(let results):
      if let problem = smoke?.problem(results) ?? missingState(results, trace) {
        return trace.unjudged(file, .fault(Fault(.malformed, problem)))
      }
      return report(results, to: trace, file: file)
    }
  }

  /// What is wrong if the candidate declares state and an answer lacks it; `nil` if it lacks
  /// nothing.
  private func missingState(_ results: Results, _ trace: Trace) -> String? {
    guard declaration.supports.contains(.state) else { return nil }
    for t in trace.run.steps.indices {
      for quantity in Quantity.allCases
      where trace.results[quantity, step: t] != nil && results[quantity, step: t] == nil {
        return "steps[\(t)] has no \(quantity.rawValue), though state is declared"
      }
    }
    return nil
  }

  private mutating func report(
    _ results: Results, to trace: Trace, file: String
  ) -> TraceReport {
    let level = applied(to: trace)
    if level == .root { return reportByRoot(results, to: trace, file: file) }
    let found = trace.compared(results, with: trace.results, at: level)
    let stated = BuiltIn(trace.rounding ?? .fused)
    guard declaration.rounding == nil, level != .bound, trace.run.reference == .pytorch else {
      return trace.report(found, seen: results, stated, at: level, file: file)
    }

    // One rounding must do for all cases of a type: `possible` are those that did so far.
    let scalar = trace.run.scalar
    let possible = possibleRoundings[scalar] ?? scalar.roundings
    var fitting: [Rounding] = []
    var best: (found: Comparison, reference: BuiltIn)?
    for rounding in scalar.roundings {
      guard
        let found = rounding == stated.rounding
          ? found : trace.compared(results, roundedAs: rounding, at: level)
      else { continue }
      if found.firstDivergence == nil { fitting.append(rounding) }
      if possible.contains(rounding), best.map({ found.goesFurther(than: $0.found) }) ?? true {
        best = (found, BuiltIn(rounding))
      }
    }
    let (judged, reference) = best ?? (found, stated)
    if fitting.isEmpty, trace.tellsRoundingsApart {
      return trace.unjudged(
        file,
        .inconclusive(
          "fused and separate rounding differ by more than the level; the answer fits neither"))
    }
    let rest = possible.filter(fitting.contains)
    if !rest.isEmpty { possibleRoundings[scalar] = rest }
    var report = trace.report(judged, seen: results, reference, at: level, file: file)
    if rest.isEmpty && !fitting.isEmpty {
      report.note = """
        it agrees as \(fitting.words), where the cases before agree as \(possible.words): \
        a program has one rounding
        """
    }
    return report
  }
}

extension Requirements {
  /// The report of an answer whose steps are judged each by itself, with neighbouring roots.
  private mutating func reportByRoot(
    _ results: Results, to trace: Trace, file: String
  ) -> TraceReport {
    if let obstacle = trace.obstacleToRoot(results) {
      return trace.unjudged(file, .skipped(.reason("not applicable: \(obstacle)")))
    }
    let scalar = trace.run.scalar
    let possible =
      declaration.rounding.map { [$0] } ?? possibleRoundings[scalar] ?? scalar.roundings
    var best: (found: RootComparison, rounding: Rounding)?
    var fitting: [Rounding] = []
    for rounding in possible {
      guard let found = try? trace.compareByRoot(results, with: BuiltIn(rounding)) else { continue }
      if found.comparison.firstDivergence == nil { fitting.append(rounding) }
      if best.map({ found.comparison.goesFurther(than: $0.found.comparison) }) ?? true {
        best = (found, rounding)
      }
    }
    guard let best else {
      return trace.unjudged(file, .skipped(.reason("not applicable: no rounding is known")))
    }
    if !fitting.isEmpty { possibleRoundings[scalar] = fitting }
    var report = trace.report(
      best.found.comparison, seen: results, BuiltIn(best.rounding), at: .root, file: file)
    report.neighbouringRoots = best.found.neighbours
    return report
  }
}

extension Trace {
  /// Whether fused and separate rounding of this trace's run differ by more than the level `1e-12`.
  fileprivate var tellsRoundingsApart: Bool {
    let other = results(roundedAs: rounding == .separate ? .fused : .separate)
    return other.map { compared($0, with: results, at: .close).firstDivergence != nil } ?? false
  }

  /// What the built-in implementation makes of this trace's run with a rounding; `nil` where that
  /// is not known for its type.
  fileprivate func results(roundedAs rounding: Rounding) -> Results? {
    guard run.scalar.roundings.contains(rounding) else { return nil }
    return try? BuiltIn(rounding).results(of: run)
  }

  func compared(
    _ actual: Results, roundedAs rounding: Rounding, at level: Level
  ) -> Comparison? {
    results(roundedAs: rounding).map { compared(actual, with: $0, at: level) }
  }

  fileprivate func compared(
    _ actual: Results, with expected: Results, at level: Level
  ) -> Comparison {
    var bounds = level == .bound ? try? BuiltIn.bounds(of: run) : nil
    var comparison = Comparison(level, run.scalar)
    for t in run.steps.indices {
      comparison.compare(
        step: t, expected: expected[step: t], actual: actual[step: t],
        bounds: bounds?.step(run[step: t]) ?? [:])
    }
    return comparison
  }
}
