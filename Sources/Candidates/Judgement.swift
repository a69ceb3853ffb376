package import GoldenTraces

/// What a candidate is held to: which traces are for it, at which level, and what may answer them.
package struct Judgement {
  private let declaration: Declaration
  private let level: Level?

  /// The judgement of a candidate; `level` is what was asked for, if it was.
  package init(_ declaration: Declaration, level: Level?) {
    self.declaration = declaration
    self.level = level
  }

  // MARK: Before it is asked

  /// How the reason to skip what a candidate cannot do begins.
  package static let notSupported = "not supported: "

  /// Whether a trace belongs to what the candidate declares: its formula, and one of its roundings.
  /// Where that is not known, the fused traces stand for both.
  package func concerns(_ trace: Trace) -> Bool {
    guard trace.reference == declaration.reference else { return false }
    guard trace.reference == .pytorch, let rounding = trace.rounding else { return true }
    return rounding == declaration.rounding ?? .fused
  }

  /// Why a trace is not for it; `nil` if it is.
  package func reasonToSkip(_ trace: Trace) -> String? {
    if !declaration.scalars.contains(trace.scalar) {
      return "\(trace.scalar.rawValue) is not among its scalars"
    }
    let missing = trace.needs.subtracting(declaration.supports).map(\.rawValue).sorted()
    if !missing.isEmpty { return Self.notSupported + missing.joined(separator: ", ") }
    if trace.steps.isEmpty { return "nothing to compare: this trace has no steps" }
    if level == .bits && trace.level == .close {
      return "not applicable: this trace is exact to 1e-12 only"
    }
    if applied(to: trace) != .bits && trace.scalar.tolerance == nil {
      return "\(trace.scalar.rawValue) is judged to the bit only: that needs rounding and root"
    }
    return nil
  }

  /// The level that was asked for; else the trace's own, lowered where the candidate's rounding or
  /// root is not known.
  private func applied(to trace: Trace) -> Level {
    if let level { return level }
    let isKnown = declaration.rounding != nil || trace.reference != .pytorch
    return isKnown && declaration.hasExactRoot ? trace.level ?? .close : .close
  }

  // MARK: When it has answered

  /// The report of an answer.
  package func report(
    _ answer: Result<Reply, Fault>, to trace: Trace, file: String
  ) -> TraceReport {
    switch answer {
    case .failure(let fault): return trace.unjudged(file, .fault(fault))
    case .success(.skipped(let reason)): return trace.unjudged(file, .skipped(reason))
    case .success(.steps(let steps)):
      let problem = SmokeCases.problem(steps, to: trace) ?? missingState(steps, trace)
      if let problem { return trace.unjudged(file, .fault(Fault(.malformed, problem))) }
      return report(steps, to: trace, file: file)
    }
  }

  /// Who declares state must give it.
  private func missingState(_ steps: [Trace.Results], _ trace: Trace) -> String? {
    guard declaration.supports.contains(.state) else { return nil }
    for (t, (step, actual)) in zip(trace.steps, steps).enumerated() {
      for quantity in Trace.Quantity.allCases
      where step.results[quantity] != nil && actual[quantity] == nil {
        return "steps[\(t)] has no \(quantity.rawValue), though state is declared"
      }
    }
    return nil
  }

  private func report(
    _ steps: [Trace.Results], to trace: Trace, file: String
  ) -> TraceReport {
    let level = applied(to: trace)
    var rounding = trace.rounding ?? .fused
    var best = trace.compared(with: steps, trace.steps.map(\.results), at: level)
    if declaration.rounding == nil, level != .bound,
      let (results, other) = trace.resultsOfOtherRounding()
    {
      let found = trace.compared(with: steps, results, at: level)
      if found.goesFurther(than: best) { (best, rounding) = (found, other) }
      let apart = trace.compared(with: results, trace.steps.map(\.results), at: .close)
      if best.firstDivergence != nil && apart.firstDivergence != nil {
        return trace.unjudged(
          file,
          .inconclusive(
            "fused and separate rounding differ by more than the level, and it by both"))
      }
    }
    return trace.report(best, seen: steps, rounding, at: level, file: file)
  }
}

extension Trace {
  /// This trace with the built-in implementation's results.
  package func answered() -> Trace {
    var answered = self
    guard var replay = try? replay(rounding ?? .fused) else { return self }
    for t in steps.indices { answered.steps[t].results = replay.advance(steps[t]) }
    return answered
  }

  /// What the built-in implementation makes of this trace, rounded the other way; `nil` where there
  /// is none.
  fileprivate func resultsOfOtherRounding() -> ([Results], Rounding)? {
    let other: Rounding = rounding == .separate ? .fused : .separate
    guard reference == .pytorch, scalar.roundings.contains(other) else { return nil }
    guard var replay = try? replay(other) else { return nil }
    return (steps.map { replay.advance($0) }, other)
  }

  fileprivate func compared(
    with actual: [Results], _ expected: [Results], at level: Level
  ) -> Comparison {
    var bounds = level == .bound ? try? bounds() : nil
    var comparison = Comparison(level, scalar)
    for (t, (expected, actual)) in zip(expected, actual).enumerated() {
      comparison.compare(
        step: t, expected: expected, actual: actual, bounds: bounds?.advance(steps[t]) ?? [:])
    }
    return comparison
  }
}
