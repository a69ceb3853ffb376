package import GoldenTraces
package import Runs
import Text

/// What a candidate is held to: which traces are for it, at which level, and what its answers must
/// agree with.
package struct Requirements {
  private let declaration: Declaration
  private let level: Level?
  /// What it is held to in place of a formula.
  private let standard: (any Standard)?
  /// The implementations that all answers so far agree with, where the rounding is not declared;
  /// nothing for a type without answers.
  private var possible: [Scalar: [BuiltIn]] = [:]

  /// The requirements of a candidate with a declaration, at the level that was asked for, if one
  /// was.
  package init(_ declaration: Declaration, level: Level?, as standard: (any Standard)? = nil) {
    self.declaration = declaration
    self.level = level
    self.standard = standard
  }

  // MARK: Before it is asked

  /// A golden trace as it is put to the candidate; `nil` if it does not belong to what is declared:
  /// the formula, and the rounding. Where the rounding is not known, the fused traces stand for
  /// both.
  package func posed(_ trace: Trace) -> Trace? {
    // Whole runs are for programs that may take them.
    if trace.isOfVersion2 && !declaration.version2 { return nil }
    if let standard { return trace.posed(to: standard) }
    guard trace.judgingProgram == nil, trace.run.reference == declaration.reference else {
      return nil
    }
    guard trace.run.reference == .pytorch, let rounding = trace.rounding else { return trace }
    return rounding == declaration.rounding ?? .fused ? trace : nil
  }

  /// A trace of somebody's own as it is put to the candidate: what went in, and what the formula
  /// that is declared makes of it. `nil` if its settings are not that formula's.
  package func posed(inputsOf trace: Trace) -> Trace? {
    if let program = trace.judgingProgram, program != standard?.name { return nil }
    var run = trace.run
    if run.reference == .pytorch { run.reference = declaration.reference }
    guard run.reference == declaration.reference,
      let results = try? BuiltIn(trace.rounding ?? .fused, trace.execution).results(of: run)
    else { return nil }
    return try? Trace(
      run, results: results, about: trace.about, rounding: trace.rounding,
      execution: trace.execution, level: .bits)
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
    if let standard { return standard.obstacle(to: trace.run) }
    if level == .bits && trace.level == .close {
      return .reason("not applicable: this trace is exact to 1e-12 only")
    }
    if level == .close && scalar.tolerance == nil {
      return .reason("not applicable: \(scalar.rawValue) is judged to the bit only")
    }
    if declaration.mixedScalars[scalar] != nil && trace.run.lerpsWholly {
      return .reason("the sign of a zero depends on its place in PyTorch's vectors")
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
    if standard != nil { return .bound }
    if trace.run.scalar.tolerance == nil { return .bits }
    let isKnown = declaration.rounding != nil || trace.run.reference != .pytorch
    let isExact = isKnown && declaration.hasExactRoot
    if trace.isDrawn { return isExact ? .bits : .bound }
    return isExact ? trace.level ?? .close : .close
  }

  /// The trace's run as the candidate is asked to make it, in the types that it declares.
  package func run(of trace: Trace) -> Run {
    var run = trace.run
    run.mixedScalars = declaration.mixedScalars[run.scalar] ?? run.mixedScalars
    return run
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
      if let problem = smoke?.problem(results) ?? wrongState(results, trace) {
        return trace.unjudged(file, .fault(Fault(.malformed, problem)))
      }
      return report(results, to: trace, file: file)
    }
  }

  /// What is wrong if an answer lacks state that is declared, or has what the formula does not
  /// keep; `nil` if nothing is. Zeros are as good as no state.
  private func wrongState(_ results: Results, _ trace: Trace) -> String? {
    for t in trace.run.steps.indices {
      for quantity in Quantity.allCases {
        let name = "steps[\(t)] has"
        let given = results[quantity, step: t]
        if given == nil, trace.results[quantity, step: t] != nil,
          declaration.supports.contains(.state)
        {
          return "\(name) no \(quantity.rawValue), though state is declared"
        }
        // Other programs may begin otherwise than with zeros.
        if standard == nil, let other = given?.first(where: { $0 != 0 }),
          !trace.run.keeps(quantity, after: t)
        {
          return "\(name) \(quantity.rawValue) with \(decimal(other)), where there is none"
        }
      }
    }
    return nil
  }

  private mutating func report(
    _ results: Results, to trace: Trace, file: String
  ) -> TraceReport {
    let (level, scalar) = (applied(to: trace), trace.run.scalar)
    let trace = trace.with(run(of: trace))
    if let standard {
      let report = try? trace.report(results, .answer, as: standard, at: level, file: file)
      return report
        ?? trace.unjudged(file, .skipped(.reason("not applicable: \(standard.name)")))
    }
    if level == .root, let obstacle = trace.obstacleToRoot(results) {
      return trace.unjudged(file, .skipped(.reason("not applicable: \(obstacle)")))
    }
    let isOpen =
      declaration.rounding == nil && level != .bound && trace.run.reference == .pytorch
    let stated = declaration.execution
    let all =
      isOpen
      ? BuiltIn.possible(scalar, nil, stated)
      : [BuiltIn(declaration.rounding ?? trace.rounding ?? .fused, stated)]
    // One rounding and setup must do for all cases of a type: these did so far.
    let left = possible[scalar] ?? all
    let attempts = trace.attempts(results, with: all, at: level)
    let fitting = attempts.filter(\.attempt.fits).map(\.reference)
    guard let judged = attempts.filter({ left.contains($0.reference) }).map(\.attempt).best else {
      return trace.unjudged(file, .skipped(.reason("not applicable: no rounding is known")))
    }
    if fitting.isEmpty, isOpen, let reason = untold(results, trace, at: level) {
      return trace.unjudged(file, .inconclusive(reason))
    }
    var report = trace.report(judged, seen: results, at: level, file: file)
    guard isOpen else { return report }
    let rest = left.filter(fitting.contains)
    if !rest.isEmpty { possible[scalar] = rest }
    if rest.isEmpty && !fitting.isEmpty {
      report.note = """
        it agrees as \(fitting.simplest.words), where the cases before agree as \
        \(left.simplest.words): a program has one rounding
        """
    }
    return report
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
