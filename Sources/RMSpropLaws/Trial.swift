public import PropertyCheck

/// One case of a law: runs to be made, and what must be true of what comes back.
public struct Trial: Sendable {
  /// The runs to begin with.
  public let runs: [Run]
  /// The run that is to be made after those made so far, where it depends on them; `nil` for none.
  public let next: @Sendable ([Trajectory]) -> Run?
  /// The verdict on what came back, one trajectory a run. A failure has neither label nor case yet.
  public let judge: @Sendable ([Trajectory]) -> CaseOutcome

  /// Runs that can be told beforehand.
  init(
    _ draw: Draw, _ runs: [Run],
    _ body: @escaping @Sendable (inout Judge, [Trajectory]) -> Void
  ) {
    self.init(draw, runs, next: { _ in nil }, body)
  }

  /// Runs of which each may depend on those before.
  init(
    _ draw: Draw, _ runs: [Run], next: @escaping @Sendable ([Trajectory]) -> Run?,
    _ body: @escaping @Sendable (inout Judge, [Trajectory]) -> Void
  ) {
    self.runs = runs
    self.next = next
    let (scalar, ulps) = (draw.scalar, draw.ulps)
    judge = { trajectories in
      var judge = Judge(scalar: scalar, ulps: ulps)
      body(&judge, trajectories)
      return judge.verdict
    }
  }

  /// Makes the runs.
  ///
  /// - Returns: all runs, and what came back of each.
  /// - Throws: what the subject throws.
  public func trajectories(of subject: any Subject) throws -> (runs: [Run], results: [Trajectory]) {
    var made = runs
    var results = try subject.run(all: runs)
    while let run = next(results) {
      made.append(run)
      results.append(try subject.run(run))
    }
    return (made, results)
  }

  /// Makes the runs and judges them. A subject that throws has failed.
  func put(to subject: any Subject, of law: String, _ source: Source) -> CaseOutcome {
    do {
      let (made, results) = try trajectories(of: subject)
      source.note(lines: made.lines)
      let verdict = judge(results)
      guard case .fails(let failure) = verdict else { return verdict }
      return .fails(Failure(label: law, message: failure.message))
    } catch let skip as SubjectSkip {
      return .discarded(skip.reason)
    } catch {
      source.note(lines: runs.lines)
      let label = (error as? any SubjectFault)?.label ?? "fault"
      return .fails(Failure(label: label, message: "\(error)"))
    }
  }
}
