import Candidates
import GoldenTraces
import RMSpropLaws

/// A candidate's process, as the laws see it. Used by one thread.
final class CandidateSubject: Subject, @unchecked Sendable {
  let declaration: Declaration
  let abilities: Abilities
  private let run: CandidateRun
  /// Why it answers nothing more.
  private(set) var ending: CandidateRun.End?
  /// What it answered to the first runs since `heard` was emptied.
  var heard: [(run: Run, trajectory: Trajectory)] = []
  /// How many answers are kept.
  private static let mostHeard = 16

  /// Greets the candidate.
  init(_ run: CandidateRun) throws(CandidateRun.End) {
    self.run = run
    declaration = try run.greet()
    abilities = Abilities(declaration)
  }

  func run(_ run: Run) throws -> Trajectory { try self.run(all: [run])[0] }

  func run(all runs: [Run]) throws -> [Trajectory] {
    if ending != nil { throw Ended() }
    var answers = [Result<Reply, Fault>?](repeating: nil, count: runs.count)
    do {
      try run.run(runs.map(\.question)) { index, answer in
        answers[index] = answer
        return true
      }
    } catch {
      ending = error
      throw Ended()
    }
    let trajectories = try zip(runs, answers).map { run, answer in
      switch answer {
      case .success(.steps(let steps)):
        return Trajectory(steps: steps, coordinates: run.coordinates)
      case .success(.skipped(let reason)): throw SubjectSkip("the candidate says: \(reason)")
      case .failure(let fault): throw CandidateFault(fault: fault)
      case nil: throw Ended()
      }
    }
    for answer in zip(runs, trajectories) where heard.count < Self.mostHeard {
      heard.append(answer)
    }
    return trajectories
  }

  /// The candidate failed in a way that is none of its values.
  struct CandidateFault: SubjectFault {
    let fault: Fault
    var label: String { fault.kind.rawValue }
    var description: String { fault.message }
  }

  /// It is asked nothing more.
  private struct Ended: SubjectFault {
    var label: String { "ended" }
    var description: String { "the candidate answers nothing more" }
  }
}

extension Abilities {
  /// What a candidate declares.
  fileprivate init(_ declaration: Declaration) {
    self.init(
      formulas: [declaration.reference], scalars: Set(declaration.scalars),
      features: Set(declaration.supports.compactMap { Feature(rawValue: $0.rawValue) }),
      rounding: declaration.rounding, hasExactRoot: declaration.hasExactRoot)
  }
}
