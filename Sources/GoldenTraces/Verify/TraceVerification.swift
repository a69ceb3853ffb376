package import Runs

extension Trace {
  /// Holds this trace to what the built-in implementation that it names makes of its run, value by
  /// value.
  ///
  /// - Parameters:
  ///   - level: the level asked for. A trace that was recorded for a lower level is then skipped.
  ///     `nil` holds each trace to its own, and one without to `1e-12`.
  ///   - file: where the trace came from, for the report.
  /// - Returns: what was found.
  package func verify(at level: Level?, file: String) -> TraceReport {
    let roundings = possibleRoundings
    let (found, matching) = verify(against: roundings.map { BuiltIn($0) }, at: level, file: file)
    var report = found
    // At the other levels roundings are not told apart.
    if rounding == nil, report.level.map(\.tellsRoundingsApart) ?? false,
      run.reference == .pytorch
    {
      report.roundings = matching.map { roundings[$0] }
    }
    return report
  }

  /// The roundings that the trace may have: the one that it states, or any. Only PyTorch's formula
  /// has more than one.
  package var possibleRoundings: [Rounding] {
    rounding.map { [$0] } ?? (run.reference == .pytorch ? run.scalar.roundings : [.fused])
  }

  /// Holds this trace to what a reference makes of its run; of several, to the one with which it
  /// agrees for longest.
  ///
  /// - Returns: what was found, and the indices of the references with which the trace agrees; of
  ///   these, unless the level is bits, the first.
  private func verify(
    against references: [BuiltIn], at level: Level?, file: String
  ) -> (report: TraceReport, matching: [Int]) {
    if level == .bits && self.level == .close {
      return (skipped(file, "not applicable: this trace is exact to 1e-12 only"), [])
    }
    let tolerance = run.scalar.tolerance
    if level == .close || level == .bound, tolerance == nil {
      let reason = "not applicable: \(run.scalar.rawValue) is judged to the bit only"
      return (skipped(file, reason), [])
    }
    if run.steps.isEmpty {
      return (skipped(file, "nothing to compare: this trace has no steps"), [])
    }
    if level == .root, let obstacle = obstacleToRoot(results) {
      return (skipped(file, "not applicable: \(obstacle)"), [])
    }
    let level = level ?? self.level ?? (tolerance == nil ? .bits : .close)
    do {
      var best: (found: RootComparison, reference: BuiltIn)?
      var matching: [Int] = []
      for (i, reference) in references.enumerated() {
        let found =
          level == .root
          ? try compareByRoot(results, with: reference)
          : RootComparison(comparison: try compare(with: reference, at: level))
        if best.map({ found.comparison.goesFurther(than: $0.found.comparison) }) ?? true {
          best = (found, reference)
        }
        if found.comparison.firstDivergence == nil { matching.append(i) }
        if !level.tellsRoundingsApart && !matching.isEmpty { break }
      }
      // What is judged is the trace: what it holds is what was seen.
      var report = report(
        best!.found.comparison, seen: results, best!.reference, at: level, file: file)
      report.neighbouringRoots = best!.found.neighbours
      return (report, matching)
    } catch {
      return (TraceReport(unreadable: file, id: id, "\(error)"), [])
    }
  }

  private func skipped(_ file: String, _ reason: String) -> TraceReport {
    unjudged(file, .skipped(.reason(reason)))
  }

  /// The report of this trace, of which nothing was compared.
  package func unjudged(_ file: String, _ verdict: Verdict) -> TraceReport {
    TraceReport(
      file: file, id: id, about: about, level: nil, verdict: verdict, values: 0, maxUlps: nil,
      maxError: nil, equationsAtFault: nil)
  }

  /// The report of this trace, as it was compared with a run that gave `seen`.
  package func report(
    _ found: Comparison, seen: Results, _ reference: any SteppedImplementation, at level: Level,
    file: String
  ) -> TraceReport {
    let first = found.firstDivergence
    let isUnjudged = found.values == 0 && found.unjudged > 0
    var report = TraceReport(
      file: file, id: id, about: about, level: level,
      verdict: isUnjudged
        ? .inconclusive("no value has a bound that leaves half of its digits")
        : first.map(Verdict.fail) ?? .pass,
      values: found.values, maxUlps: found.maxUlps, maxError: found.maxError,
      equationsAtFault: first.flatMap { try? equationsAtFault(for: $0, seen: seen, reference) })
    (report.unjudged, report.maxBounds) = (found.unjudged, found.maxBounds)
    report.tightness = found.tightness
    return report
  }

  /// Compares step by step, in constant memory.
  private func compare(
    with reference: any SteppedImplementation, at level: Level
  ) throws -> Comparison {
    var stepper = try reference.start(run)
    var bounds = level == .bound ? try BuiltIn.bounds(of: run) : nil
    var comparison = Comparison(level, run.scalar)
    for t in run.steps.indices {
      let inputs = run[step: t]
      stepper.step(inputs)
      comparison.compare(
        step: t, expected: results[step: t], actual: stepper.results,
        bounds: bounds?.step(inputs) ?? [:], judgingExpected: true)
    }
    return comparison
  }
}
