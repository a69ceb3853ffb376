/// Something that computes RMSprop: a built-in implementation, a dialect of the catalogue, a known
/// mistake, a type in Swift, a program in another process. Everything that is tested is one.
/// Why: docs/decisions.md, "Everything that is tested is an Implementation".
public protocol Implementation: Sendable {
  /// What it can do, and how it rounds.
  var capabilities: Capabilities { get }

  /// Makes runs that its capabilities cover. `take` is called once for each, with its index and
  /// what came of it, as answers come, and says whether to go on.
  ///
  /// - Parameters:
  ///   - runs: what is to be made; a program may be given several ahead of its answers.
  ///   - oneByOne: whether each run waits for the answer to the one before it.
  ///   - take: what becomes of an answer.
  /// - Throws: `Fault`, if nothing more can be had from it. The runs that `take` was not called for
  ///   then have no answer.
  func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault)
}

/// What came of a run.
public enum Answer: Sendable {
  /// What each step left: as many steps and coordinates as the run has.
  case results(Results)
  /// The implementation does not make this run, and why.
  case skipped(Skip)
  /// The implementation failed in this run, and can be asked the next.
  case fault(Fault)
}

extension Implementation {
  /// Makes runs, all of which must come back.
  ///
  /// - Throws: the first `Skip` or `Fault`, in the order of the runs.
  public func results(of runs: [Run]) throws -> [Results] {
    var answers = [Answer?](repeating: nil, count: runs.count)
    try make(runs, oneByOne: false) { index, answer in
      answers[index] = answer
      return true
    }
    return try answers.map { answer in
      switch answer {
      case .results(let results): return results
      case .skipped(let skip): throw skip
      case .fault(let fault): throw fault
      case nil: throw Fault(.ended, "no answer")
      }
    }
  }

  /// Makes one run.
  ///
  /// - Throws: `Skip` or `Fault`.
  public func results(of run: Run) throws -> Results { try results(of: [run])[0] }
}
