package import PropertyCheck
package import Runs

/// One case of a law: runs to be made, and what must be true of what comes back.
package struct LawCase: Sendable {
  /// The runs to begin with.
  package let runs: [Run]
  /// The run that is to be made after those made so far, where it depends on them; `nil` if no more
  /// is to be made.
  package let next: @Sendable ([Results]) -> Run?
  /// The outcome, by what came back of each run. A failure has neither label nor case yet.
  package let outcome: @Sendable ([Results]) -> CaseOutcome

  /// A case whose runs can be told beforehand.
  init(
    _ draw: Draw, _ runs: [Run],
    _ body: @escaping @Sendable (inout Assertions, [Results]) -> Void
  ) {
    self.init(draw, runs, next: { _ in nil }, body)
  }

  /// A case of which each run may depend on those before.
  init(
    _ draw: Draw, _ runs: [Run], next: @escaping @Sendable ([Results]) -> Run?,
    _ body: @escaping @Sendable (inout Assertions, [Results]) -> Void
  ) {
    let mixed = draw.situation.capabilities.mixedScalars[draw.scalar]
    self.runs = runs.map { $0.with(mixed) }
    self.next = { next($0)?.with(mixed) }
    let (scalar, ulps) = (draw.scalar, draw.ulps)
    outcome = { results in
      var check = Assertions(scalar: scalar, ulps: ulps)
      body(&check, results)
      return check.outcome
    }
  }

  /// Makes the runs.
  ///
  /// - Returns: all runs, and what came back of each.
  /// - Throws: `Skip` or `Fault`, as the implementation does.
  package func made(
    by implementation: any Implementation
  ) throws -> (runs: [Run], results: [Results]) {
    var made = runs
    var results = try implementation.results(of: runs)
    while let run = next(results) {
      made.append(run)
      results.append(try implementation.results(of: run))
    }
    return (made, results)
  }

  /// Makes the runs and checks them. An implementation that throws has failed.
  func put(
    to implementation: any Implementation, of law: String, _ source: Source
  ) -> CaseOutcome {
    do {
      let (made, results) = try made(by: implementation)
      source.note(lines: made.lines)
      let outcome = outcome(results)
      guard case .fails(let failure) = outcome else { return outcome }
      return .fails(Failure(label: law, message: failure.message))
    } catch Skip.said(let reason) {
      return .discarded("the candidate says: \(reason)")
    } catch let skip as Skip {
      return .discarded("\(skip)")
    } catch {
      source.note(lines: runs.lines)
      let fault = error as? Fault
      return .fails(
        Failure(
          label: fault?.kind.rawValue ?? "fault", message: fault?.message ?? "\(error)"))
    }
  }
}
