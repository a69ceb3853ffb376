package import Runs
import Text

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
    if let judgingProgram {
      return skipped(file, "not applicable: this trace is judged by the program \(judgingProgram)")
    }
    let tolerance = run.scalar.tolerance
    if asked == .bits && self.level == .close {
      return skipped(file, "not applicable: this trace is exact to 1e-12 only")
    }
    if asked == .close, tolerance == nil {
      return skipped(file, "not applicable: \(run.scalar.rawValue) is judged to the bit only")
    }
    if let printed, asked?.tellsRoundingsApart ?? false {
      return skipped(file, "not applicable: this trace is printed to \(printed.words)")
    }
    if run.steps.isEmpty {
      return skipped(file, "nothing to compare: this trace has no steps")
    }
    if !hasResults { return skipped(file, "nothing to compare: this trace has no results") }
    if asked == .root, let obstacle = obstacleToRoot(results) {
      return skipped(file, "not applicable: \(obstacle)")
    }
    // 16 bits that were printed to fewer digits have no tolerance, and bounds.
    let lowest: Level = tolerance != nil ? .close : printed == nil ? .bits : .bound
    let level = asked ?? self.level ?? lowest
    do {
      return try verify(at: level, isAsked: asked != nil, file: file)
    } catch {
      return TraceReport(unreadable: file, id: id, "\(error)")
    }
  }

  /// Whether any step says what it left, of any quantity.
  package var hasResults: Bool {
    run.steps.indices.contains { t in Quantity.allCases.contains { results[$0, step: t] != nil } }
  }

  private func verify(at level: Level, isAsked: Bool, file: String) throws -> TraceReport {
    let attempts = try attempts(at: level)
    let isOpen = rounding == nil && run.reference == .pytorch
    if isOpen, !isAsked, run.scalar.tolerance == nil, !attempts.contains(where: \.fits),
      let reason = try sixteenBitsUntold(results, .trace)
    {
      return unjudged(file, .inconclusive(reason))
    }
    // What is judged is the trace: what it holds is what was seen.
    let best = attempts.best!
    var report = report(best, seen: results, at: level, file: file)
    if level == .close, printed == nil, case .fail = report.verdict, let likelyPrinted {
      report.note = """
        every value agrees as it is printed, to \(likelyPrinted.words): say so, in \
        rmsprop-trace/2
        """
    }
    guard level.tellsRoundingsApart, run.reference == .pytorch else { return report }
    let fitting = attempts.fitting(beside: execution)
    if isOpen || report.reference!.unusualSettings > 0 { report.fitting = fitting }
    if fitting.isEmpty { report.note = try hint(at: level) }
    return report
  }

  /// How many digits the results may have been printed to, if that explains them; `nil` if not.
  private var likelyPrinted: Printed? {
    let numbers = run.steps.indices.flatMap { t in
      Quantity.allCases.flatMap { results[$0, step: t].map(Array.init) ?? [] }
    }
    for count in 1...8 {
      var trace = self
      trace.printed = .decimals(count)
      let scale = Double("1e\(count)")!
      let isPrinted = numbers.allSatisfy { number in
        // As a type of few digits holds what was printed.
        !number.isFinite || number == run.scalar.rounded((number * scale).rounded() / scale)
      }
      if isPrinted, let attempts = try? trace.attempts(at: .close),
        attempts.contains(where: \.fits)
      {
        return trace.printed
      }
    }
    return nil
  }

  /// What the trace is held to: every rounding that it may have. Where none explains it and bits
  /// count, every setup that it may be of, until one with as few unusual settings explains it.
  private func attempts(at level: Level) throws -> [Attempt] {
    var attempts: [Attempt] = []
    var seen: Set<BuiltIn.Identity> = []
    let possible =
      run.reference == .pytorch
      ? BuiltIn.possible(
        run.scalar, rounding, execution, coordinates: run.coordinates, layouts: possibleLayouts)
      : [BuiltIn(.fused, execution)]
    var changes = 0
    for reference in possible {
      let these = reference.beyond(execution).unusualSettings
      // At the other levels nothing of this is told apart.
      if these > changes && !level.tellsRoundingsApart { break }
      if these > changes && attempts.contains(where: \.fits) { break }
      changes = these
      guard let identity = reference.identity(for: run) else { continue }
      // Roundings that are the same for this run are listed all the same.
      if !seen.insert(identity).inserted && changes > 0 { continue }
      attempts.append(try attempt(results, .trace, with: reference, at: level))
      if !level.tellsRoundingsApart && attempts.last!.fits { break }
    }
    return attempts
  }

  /// How the numbers may have lain, where that is not stated. Where only the sign of a zero tells
  /// places apart, any sign would be right in another order.
  private var possibleLayouts: [Execution.Layout] {
    Execution.Layout.allCases.filter {
      $0 != .contiguous && $0 != .strided && (!run.lerpsWholly || $0.isInMemoryOrder)
    }
  }

  /// What would explain the trace to the bit, where what it states does not; `nil` if nothing does.
  private func hint(at level: Level) throws -> String? {
    // The setup may be another than is stated, or the rounding, or both.
    let unset = Execution(version: execution.version)
    let open: [(Rounding?, Execution)] = [(rounding, unset), (nil, execution), (nil, unset)]
    for (index, (rounding, execution)) in open.enumerated() {
      let isStated = rounding == self.rounding && execution == self.execution
      let isRepeated = open[..<index].contains { $0.0 == rounding && $0.1 == execution }
      if isStated || isRepeated { continue }
      let trace = Trace(
        checked: run, results: results, about: about, flags: flags, rounding: rounding,
        execution: execution, level: self.level)
      let fitting = try trace.attempts(at: level).fitting(beside: execution)
        .filter { $0.rounding.isPossible(with: self.execution) }
      if !fitting.isEmpty {
        return "every bit is right as \(fitting.simplest.words); the trace says \(stated)"
      }
    }
    guard level == .bits, obstacleToRoot(results) == nil else { return nil }
    let fitting = try attempts(at: .root).fitting(beside: execution)
    return fitting.isEmpty
      ? nil
      : "at level root every bit is right, as \(fitting.words): only its square root is not "
        + "correctly rounded"
  }

  /// The rounding and the setup that the trace states, in words.
  private var stated: String {
    guard let rounding else { return execution.words }
    return [BuiltIn(rounding, execution)].words
  }

  /// Why nothing can be said of 16-bit results that no rounding explains to the bit; `nil` if
  /// something can: no order of evaluation explains them.
  package func sixteenBitsUntold(_ seen: Results, _ judged: Judged) throws -> String? {
    let bounded = try attempt(seen, judged, with: BuiltIn(.fused, execution), at: .bound)
    return bounded.fits
      ? "\(run.scalar.rawValue) that is, to the bit, no PyTorch's with these settings, and may be "
        + "another order of the same operations"
      : nil
  }

  private func skipped(_ file: String, _ reason: String) -> TraceReport {
    unjudged(file, .skipped(.reason(reason)))
  }

  /// The report of this trace, of which nothing was compared.
  package func unjudged(_ file: String, _ verdict: Verdict) -> TraceReport {
    var report = TraceReport(
      file: file, id: id, about: about, level: nil, verdict: verdict, values: 0, maxUlps: nil,
      maxError: nil, equationsAtFault: nil)
    report.unknownHyperparameters = unknownHyperparameters
    return report
  }

  private var unknownHyperparameters: [UnknownKey] {
    unknownKeys.filter { $0.object.hasSuffix("hyperparameters") || $0.object.hasPrefix("groups") }
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
    report.unknownHyperparameters = unknownHyperparameters
    if let printed, found.differing > 0 {
      report.note = """
        \(found.differing) of \(found.values) values would be printed otherwise, to \
        \(printed.words)
        """
    }
    report.tightness = found.tightness
    report.neighbouringRoots = attempt.neighbours
    report.passedOver = Quantity.allCases.filter { quantity in
      run.steps.indices.contains { t in
        !run.keeps(quantity, after: t) && seen[quantity, step: t]?.contains { $0 != 0 } ?? false
      }
    }
    if run.reference == .pytorch { report.reference = attempt.reference?.beyond(execution) }
    return report
  }
}

extension [Attempt] {
  /// What explains every bit, with what `stated` leaves open of its setup.
  fileprivate func fitting(beside stated: Execution) -> [BuiltIn] {
    filter(\.fits).compactMap { $0.reference?.beyond(stated) }
  }
}
