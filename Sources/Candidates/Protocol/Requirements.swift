package import GoldenTraces
package import Runs

/// What a candidate is held to: which traces are for it, at which level, and what its answers must
/// agree with.
package struct Requirements {
  private let declaration: Declaration
  private let level: Level?

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
    if applied(to: trace) != .bits && scalar.tolerance == nil {
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
  package func report(
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

  private func report(_ results: Results, to trace: Trace, file: String) -> TraceReport {
    let level = applied(to: trace)
    var reference = BuiltIn(trace.rounding ?? .fused)
    var best = trace.compared(results, with: trace.results, at: level)
    if declaration.rounding == nil, level != .bound,
      let (expected, other) = trace.resultsOfOtherRounding()
    {
      let found = trace.compared(results, with: expected, at: level)
      if found.goesFurther(than: best) { (best, reference) = (found, other) }
      let apart = trace.compared(expected, with: trace.results, at: .close)
      if best.firstDivergence != nil && apart.firstDivergence != nil {
        return trace.unjudged(
          file,
          .inconclusive(
            "fused and separate rounding differ by more than the level; the answer fits neither"))
      }
    }
    return trace.report(best, seen: results, reference, at: level, file: file)
  }
}

extension Trace {
  /// What the built-in implementation makes of this trace's run, rounded the other way; `nil` where
  /// there is no other rounding.
  fileprivate func resultsOfOtherRounding() -> (Results, BuiltIn)? {
    let other: Rounding = rounding == .separate ? .fused : .separate
    guard run.reference == .pytorch, run.scalar.roundings.contains(other) else { return nil }
    let reference = BuiltIn(other)
    return (try? reference.results(of: run)).map { ($0, reference) }
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
