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
    if level == .close && scalar.tolerance == nil {
      return .reason("not applicable: \(scalar.rawValue) is judged to the bit only")
    }
    if level == .root && !declaration.supports.contains(.state) {
      return .reason("not applicable: level root needs state, which it does not declare")
    }
    return nil
  }

  /// The level that was asked for; else the trace's own, lowered where the candidate's rounding or
  /// root is not known. In 16 bits nothing is lower than bits, and roots are exact everywhere.
  private func applied(to trace: Trace) -> Level {
    if let level { return level }
    if trace.run.scalar.tolerance == nil { return .bits }
    let isKnown = declaration.rounding != nil || trace.run.reference != .pytorch
    return isKnown && declaration.hasExactRoot ? trace.level ?? .close : .close
  }

  /// The trace's run as the candidate is asked to make it, in the types that it declares.
  package func run(of trace: Trace) -> Run {
    var run = trace.run
    run.mixedScalars = declaration.mixedScalars[run.scalar] ?? run.mixedScalars
    return run
  }

  /// How PyTorch is set up where the candidate is the same: as it declares, and of the trace's
  /// version where it does not say one.
  private func execution(_ trace: Trace) -> Execution {
    var execution = declaration.execution
    execution.version = execution.version ?? trace.execution.version
    execution.capability = execution.capability ?? trace.execution.capability
    return execution
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
    let (level, scalar) = (applied(to: trace), trace.run.scalar)
    let trace = trace.with(run(of: trace))
    if level == .root, let obstacle = trace.obstacleToRoot(results) {
      return trace.unjudged(file, .skipped(.reason("not applicable: \(obstacle)")))
    }
    let isOpen =
      declaration.rounding == nil && level != .bound && trace.run.reference == .pytorch
    let roundings = isOpen ? scalar.roundings : [declaration.rounding ?? trace.rounding ?? .fused]
    let attempts = roundings.compactMap { attempt(trace, results, roundedAs: $0, at: level) }
    // One rounding must do for all cases of a type: `possible` are those that did so far.
    let possible = possibleRoundings[scalar] ?? scalar.roundings
    let fitting = attempts.filter(\.fits).map(\.reference.rounding)
    let kept = attempts.filter { !isOpen || possible.contains($0.reference.rounding) }
    guard let judged = kept.best else {
      return trace.unjudged(file, .skipped(.reason("not applicable: no rounding is known")))
    }
    if fitting.isEmpty, isOpen, let reason = untold(results, trace, at: level) {
      return trace.unjudged(file, .inconclusive(reason))
    }
    var report = trace.report(judged, seen: results, at: level, file: file)
    guard isOpen else { return report }
    let rest = possible.filter(fitting.contains)
    if !rest.isEmpty { possibleRoundings[scalar] = rest }
    if rest.isEmpty && !fitting.isEmpty {
      report.note = """
        it agrees as \(fitting.words), where the cases before agree as \(possible.words): \
        a program has one rounding
        """
    }
    return report
  }

  /// An answer held to a rounding; `nil` if that is not known for its type.
  private func attempt(
    _ trace: Trace, _ results: Results, roundedAs rounding: Rounding, at level: Level
  ) -> Attempt? {
    let execution = execution(trace)
    let isRecorded =
      rounding == trace.rounding ?? .fused && execution == trace.execution
      && trace.run.mixedScalars == nil
    return try? trace.attempt(
      results, .answer, with: BuiltIn(rounding, execution),
      known: isRecorded || trace.run.reference != .pytorch ? trace.results : nil, at: level)
  }

  /// Why nothing can be said of an answer that no rounding explains; `nil` if something can.
  private func untold(_ results: Results, _ trace: Trace, at level: Level) -> String? {
    switch level {
    case .close where trace.tellsRoundingsApart:
      "fused and separate rounding differ by more than the level; the answer fits neither"
    case .bits where trace.run.scalar.tolerance == nil && self.level == nil:
      (try? trace.sixteenBitsUntold(results, .answer)) ?? nil
    default: nil
    }
  }
}

extension Trace {
  /// Whether fused and separate rounding of this trace's run differ by more than the level `1e-12`.
  fileprivate var tellsRoundingsApart: Bool {
    let (ours, other): (Rounding, Rounding) =
      rounding == .separate ? (.separate, .fused) : (rounding ?? .fused, .separate)
    guard let made = try? BuiltIn(other, execution).results(of: run) else { return false }
    let attempt = try? attempt(
      made, .answer, with: BuiltIn(ours, execution), known: results, at: .close)
    return attempt?.fits == false
  }
}
