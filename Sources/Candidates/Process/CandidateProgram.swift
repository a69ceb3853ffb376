import Platform
package import Runs

/// A program that speaks the candidate protocol, as an implementation: its processes, and the runs
/// that they are given. One thread waits for all of them, and nothing else may use it: hence
/// unchecked.
/// Why: docs/decisions.md, "A candidate is waited for by one loop over `poll`".
package final class CandidateProgram: Implementation, @unchecked Sendable {
  /// What bounds a run.
  package struct Limits {
    /// How long a process may take to greet.
    package var greeting: Duration = .seconds(60)
    /// How long a process may take to answer a run.
    package var answer: Duration = .seconds(10)
    /// How many processes answer at the same time.
    package var jobs = 1
    /// How many runs a process is sent ahead of its answers, at most.
    package var ahead = 64
    /// Whether to go on after three processes in a row have failed.
    package var keepsGoing = false

    package init() {}
  }

  /// What the candidate says of itself; `nil` before it has greeted.
  package private(set) var declaration: Declaration?
  /// Why the candidate answers nothing more; `nil` as long as it does.
  package private(set) var ending: Fault?

  private let command: [String]
  private let limits: Limits
  private let show: (ArraySlice<UInt8>) -> Void
  private let isInterrupted: () -> Bool
  private var sessions: [Session] = []
  /// The children that this process had before it started any candidate.
  private let strangers = Processes.children()
  private var failuresInRow = 0

  /// The program that a command starts, whose stderr goes to `show`.
  package init(
    _ command: [String], _ limits: Limits, isInterrupted: @escaping () -> Bool = { false },
    show: @escaping (ArraySlice<UInt8>) -> Void
  ) {
    (self.command, self.limits, self.show) = (command, limits, show)
    self.isInterrupted = isInterrupted
    Processes.adoptOrphans()
  }

  /// What the candidate can do, according to its greeting; nothing before that.
  package var capabilities: Capabilities {
    declaration?.capabilities ?? Capabilities(references: [], scalars: [], features: [])
  }

  /// Starts the first process, and greets it.
  ///
  /// - Throws: `Fault`, if it does not start or greet; of kind `interrupted`, if the program is to
  ///   end.
  package func greet() throws(Fault) -> Declaration {
    sessions = [try Session(command, show)]
    while true {
      if let declaration = sessions[0].declaration {
        self.declaration = declaration
        return declaration
      }
      try wait()
      do {
        try sessions[0].pump(limits) { _, _ in }
      } catch {
        end()
        throw error
      }
    }
  }

  /// Gives every run to a process, and leaves the processes running. `oneByOne` sends no run ahead.
  ///
  /// - Throws: `Fault`, if it failed too often or could not be started again; of kind
  ///   `interrupted`, if the program is to end. After that it answers nothing more.
  package func make(
    _ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool
  ) throws(Fault) {
    try ask(runs.map(Question.run), oneByOne: oneByOne) { index, reply in
      switch reply {
      case .run(let answer): take(index, answer)
      case .fault(let fault): take(index, .fault(fault))
      case .optimizer: false
      }
    }
  }

  /// Asks for a whole optimizer's run, in a process of its own if `isFresh`.
  ///
  /// - Throws: `Skip`, if the program does not make it; `Fault`, if it fails.
  package func make(_ asked: OptimizerCase, isFresh: Bool = false) throws -> OptimizerAnswer {
    if isFresh { endSessions() }
    var reply: Reply?
    try ask([.optimizer(asked)], oneByOne: true) { _, given in
      reply = given
      return true
    }
    switch reply {
    case .optimizer(let result): return try result.get()
    case .fault(let fault): throw fault
    case .run, nil: throw Fault(.ended, "no answer")
    }
  }

  private func ask(
    _ questions: [Question], oneByOne: Bool, take: (Int, Reply) -> Bool
  ) throws(Fault) {
    guard ending == nil else { throw Fault(.ended, "the candidate answers nothing more") }
    do {
      try askAll(questions, oneByOne: oneByOne, take: take)
    } catch {
      ending = error
      throw error
    }
  }

  private func askAll(
    _ questions: [Question], oneByOne: Bool, take: (Int, Reply) -> Bool
  ) throws(Fault) {
    var queue = Array(questions.indices.reversed())
    var (open, goesOn) = (questions.count, true)
    let jobs = oneByOne ? 1 : max(1, min(limits.jobs, questions.count))
    while open > 0 && goesOn {
      while sessions.count < jobs { sessions.append(try Session(command, show)) }
      for session in sessions {
        session.fill(from: &queue, questions, ahead: oneByOne ? 1 : limits.ahead)
      }
      try wait()
      var ended: [Session] = []
      for (i, session) in sessions.enumerated() {
        do {
          try session.pump(limits) { number, answer in
            failuresInRow = 0
            open -= 1
            if goesOn { goesOn = take(number, answer) }
          }
        } catch {
          // The oldest run without an answer is to blame; the next process gets the others.
          let pending = session.pending
          session.end()
          failuresInRow += 1
          if let blamed = pending.first {
            open -= 1
            if goesOn { goesOn = take(blamed, .fault(error)) }
          } else if error.kind == .start {
            throw error
          }
          queue += pending.dropFirst().reversed()
          if failuresInRow >= 3 && !limits.keepsGoing { throw error }
          if open > 0 && goesOn {
            sessions[i] = try Session(command, show)
          } else {
            ended.append(session)
          }
        }
      }
      // A session that stayed would be blamed again for its last run, when the next ones are given
      // out.
      sessions.removeAll { session in ended.contains { $0 === session } }
    }
  }

  /// Gives every process a moment to end by itself; then kills those that are left, and whatever
  /// any of them started.
  package func end() {
    endSessions()
    Processes.endOrphans(but: strangers)
  }

  private func endSessions() {
    for session in sessions { session.stop() }
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(2), !isInterrupted(),
      !sessions.allSatisfy({ $0.hasEnded() })
    {
      usleep(1000)
    }
    for session in sessions { session.end() }
    sessions = []
  }

  /// Waits until there is something to read or to write, or a deadline may have passed.
  private func wait() throws(Fault) {
    var polled: [pollfd] = sessions.flatMap(\.polled)
    let count = polled.count
    poll(&polled, nfds_t(count), 100)
    if isInterrupted() {
      for session in sessions { session.end() }
      end()
      throw Fault(.interrupted, "interrupted")
    }
  }
}
