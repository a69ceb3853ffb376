package import Runs

extension Trace {
  /// Holds this trace to what the built-in implementation that it names makes of its run, value by
  /// value.
  ///
  /// - Parameters:
  ///   - asked: the level asked for. A trace that was recorded for a lower level is then skipped.
  ///     `nil` holds each trace to its own, and one without to `1e-12`, or in 16 bits to bits.
  ///   - file: where the trace came from, for the report.
  /// - Returns: what was found.
  package func verify(at asked: Level?, file: String) -> TraceReport {
    let tolerance = run.scalar.tolerance
    if asked == .bits && self.level == .close {
      return skipped(file, "not applicable: this trace is exact to 1e-12 only")
    }
    if asked == .close, tolerance == nil {
      return skipped(file, "not applicable: \(run.scalar.rawValue) is judged to the bit only")
    }
    if run.steps.isEmpty {
      return skipped(file, "nothing to compare: this trace has no steps")
    }
    if asked == .root, let obstacle = obstacleToRoot(results) {
      return skipped(file, "not applicable: \(obstacle)")
    }
    let level = asked ?? self.level ?? (tolerance == nil ? .bits : .close)
    do {
      return try verify(at: level, isAsked: asked != nil, file: file)
    } catch {
      return TraceReport(unreadable: file, id: id, "\(error)")
    }
  }

  private func verify(at level: Level, isAsked: Bool, file: String) throws -> TraceReport {
    var attempts: [Attempt] = []
    for rounding in possibleRoundings {
      let next = try attempt(results, .trace, with: BuiltIn(rounding, execution), at: level)
      attempts.append(next)
      // At the other levels roundings are not told apart.
      if !level.tellsRoundingsApart && next.fits { break }
    }
    let isOpen = rounding == nil && run.reference == .pytorch
    if isOpen, !isAsked, run.scalar.tolerance == nil, !attempts.contains(where: \.fits),
      let reason = try sixteenBitsUntold(results, .trace)
    {
      return unjudged(file, .inconclusive(reason))
    }
    // What is judged is the trace: what it holds is what was seen.
    var report = report(attempts.best!, seen: results, at: level, file: file)
    if isOpen, level.tellsRoundingsApart {
      report.roundings = attempts.filter(\.fits).map(\.reference.rounding)
    }
    return report
  }

  /// Why nothing can be said of 16-bit results that no rounding explains to the bit; `nil` if
  /// something can: no order of evaluation explains them.
  package func sixteenBitsUntold(_ seen: Results, _ judged: Judged) throws -> String? {
    let bounded = try attempt(seen, judged, with: BuiltIn(.fused, execution), at: .bound)
    return bounded.fits
      ? "\(run.scalar.rawValue) that is no PyTorch's to the bit, and may be another order of the "
        + "same operations"
      : nil
  }

  /// The roundings that the trace may have: the one that it states, or any. Only PyTorch's formula
  /// has more than one.
  package var possibleRoundings: [Rounding] {
    rounding.map { [$0] } ?? (run.reference == .pytorch ? run.scalar.roundings : [.fused])
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

  /// The report of an attempt to explain a run that gave `seen`.
  package func report(
    _ attempt: Attempt, seen: Results, at level: Level, file: String
  ) -> TraceReport {
    let found = attempt.comparison
    let isUnjudged = found.values == 0 && found.unjudged > 0
    var report = TraceReport(
      file: file, id: id, about: about, level: level,
      verdict: isUnjudged
        ? .inconclusive("no value has a bound that leaves half of its digits")
        : found.firstDivergence.map(Verdict.fail) ?? .pass,
      values: found.values, maxUlps: found.maxUlps, maxError: found.maxError,
      equationsAtFault: attempt.equationsAtFault(seen: seen, known: results))
    (report.unjudged, report.maxBounds) = (found.unjudged, found.maxBounds)
    report.tightness = found.tightness
    report.neighbouringRoots = attempt.neighbours
    return report
  }
}
