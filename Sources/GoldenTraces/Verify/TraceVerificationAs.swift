package import Runs

extension Trace {
  /// Holds this trace to another standard than the formula that it names.
  ///
  /// - Parameters:
  ///   - standard: what it is held to.
  ///   - asked: the level asked for; `nil` is `bound`, which holds every order of evaluation.
  ///   - file: where the trace came from, for the report.
  /// - Returns: what was found; a run that the standard does not have is skipped.
  package func verify(
    as standard: any Standard, at asked: Level?, file: String
  ) -> TraceReport {
    if run.reference == .batch {
      return unjudged(file, .skipped(.reason("not applicable: \(standard.name) has no batch run")))
    }
    if run.steps.isEmpty {
      return unjudged(file, .skipped(.reason("nothing to compare: this trace has no steps")))
    }
    if !hasResults {
      return unjudged(file, .skipped(.reason("nothing to compare: this trace has no results")))
    }
    if let skip = standard.obstacle(to: run) { return unjudged(file, .skipped(skip)) }
    let level = asked ?? .bound
    do {
      return try report(results, .trace, as: standard, at: level, file: file)
    } catch {
      return TraceReport(unreadable: file, id: id, "\(error)")
    }
  }

  /// The report of results of this trace's run, held to a standard. What is not within its bounds
  /// passes all the same if other settings explain it that the standard is known for.
  ///
  /// - Throws: what the standard throws for this run.
  package func report(
    _ seen: Results, _ judged: Judged, as standard: any Standard, at level: Level, file: String
  ) throws -> TraceReport {
    let attempt = try attempt(seen, judged, with: standard, at: level)
    var report = report(attempt, seen: seen, at: level, file: file)
    guard level == .bound, !attempt.fits else { return report }
    if let settings = standard.settings(explaining: seen, of: run) {
      report.verdict = .pass
      // They were measured from what the declared settings give.
      (report.maxBounds, report.tightness) = (nil, Tightness())
      report.note = "as \(standard.name) with other settings: \(settings)"
    } else {
      report.note = standard.cause(of: seen, of: run)
    }
    return report
  }

  /// The case that this golden trace makes for a program of another formula, under its name; `nil`
  /// if it makes none: one rounding of PyTorch's formula, in float64 and float32, stands for all. A
  /// trace that names a program as its reference is a case for that program.
  package func posed(to standard: any Standard) -> Trace? {
    if let judgingProgram { return judgingProgram == standard.name ? self : nil }
    let parts = id.split(separator: "/", maxSplits: 2)
    guard run.reference == .pytorch, level == .bits, parts.count == 3,
      parts[0] == "pytorch", parts[1] == "fused", !run.scalar.hasSixteenBits
    else { return nil }
    var run = run
    run.id = "\(standard.name)/\(parts[2])"
    return with(run)
  }
}
