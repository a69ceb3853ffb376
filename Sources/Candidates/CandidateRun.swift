package import GoldenTraces

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A candidate's processes, and the cases that they are given. One thread waits for all of them.
package final class CandidateRun {
  /// What bounds a run.
  package struct Limits {
    /// How long a process may take until it has greeted.
    package var greeting: Duration = .seconds(60)
    /// How long it may take for a case.
    package var answer: Duration = .seconds(10)
    /// How many processes answer cases at the same time.
    package var jobs = 1
    /// How many cases a process is sent ahead of its answers, at most.
    package var ahead = 64
    /// Whether three processes that fail one after another do not end the run.
    package var keepsGoing = false

    package init() {}
  }

  private let command: [String]
  private let limits: Limits
  private let show: (ArraySlice<UInt8>) -> Void
  private let isInterrupted: () -> Bool
  private var sessions: [Session] = []
  /// Children of this process that are none of ours.
  private let strangers = Processes.children()
  private var failuresInRow = 0

  /// A run of a command, whose stderr goes to `show`.
  package init(
    _ command: [String], _ limits: Limits, isInterrupted: @escaping () -> Bool = { false },
    show: @escaping (ArraySlice<UInt8>) -> Void
  ) {
    (self.command, self.limits, self.show) = (command, limits, show)
    self.isInterrupted = isInterrupted
    Processes.adoptOrphans()
  }

  /// Why a run ends before its cases do.
  package enum End: Error {
    /// The candidate failed too often, or could not be started again.
    case gaveUp(Fault)
    /// Somebody wants the program to end.
    case interrupted
  }

  /// Starts the first process, and greets it.
  package func greet() throws(End) -> Declaration {
    do {
      sessions = [try Session(command, show)]
    } catch {
      throw .gaveUp(error)
    }
    while true {
      if let declaration = sessions[0].declaration { return declaration }
      try wait()
      do {
        try sessions[0].pump(limits) { _, _ in }
      } catch {
        end()
        throw .gaveUp(error.fault)
      }
    }
  }

  /// Gives every case to a process; `answer` is called for each as its answer comes, and says
  /// whether to go on. Afterwards, processes are still there. `oneByOne` sends no case ahead.
  ///
  /// - Throws: `End`, if the run ends before. The cases that had no answer then have none.
  package func run(
    _ cases: [Trace], oneByOne: Bool = false,
    answer: (Int, Result<Reply, Fault>) -> Bool
  ) throws(End) {
    var queue = Array(cases.indices.reversed())
    var (open, goesOn) = (cases.count, true)
    let jobs = oneByOne ? 1 : max(1, min(limits.jobs, cases.count))
    while open > 0 && goesOn {
      while sessions.count < jobs {
        do { sessions.append(try Session(command, show)) } catch { throw .gaveUp(error) }
      }
      for session in sessions {
        session.fill(from: &queue, cases, ahead: oneByOne ? 1 : limits.ahead)
      }
      try wait()
      var ended: [Session] = []
      for (i, session) in sessions.enumerated() {
        do {
          try session.pump(limits) { number, result in
            failuresInRow = 0
            open -= 1
            if goesOn { goesOn = answer(number, result) }
          }
        } catch {
          // The oldest case without an answer is to blame; the next process gets the others.
          let pending = session.pending
          session.end()
          failuresInRow += 1
          if let blamed = pending.first {
            open -= 1
            if goesOn { goesOn = answer(blamed, .failure(error.fault)) }
          } else if error.fault.kind == .start {
            throw .gaveUp(error.fault)
          }
          queue += pending.dropFirst().reversed()
          if failuresInRow >= 3 && !limits.keepsGoing { throw .gaveUp(error.fault) }
          if open > 0 && goesOn {
            do { sessions[i] = try Session(command, show) } catch { throw .gaveUp(error) }
          } else {
            ended.append(session)
          }
        }
      }
      // It would be blamed for its last case again, when the next ones are given out.
      sessions.removeAll { session in ended.contains { $0 === session } }
    }
  }

  /// Lets every process end by itself, for a moment; then ends what is left, and whatever was
  /// started by any of them.
  package func end() {
    for session in sessions { session.stop() }
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(2), !isInterrupted(),
      !sessions.allSatisfy({ $0.hasEnded() })
    {
      usleep(1000)
    }
    for session in sessions { session.end() }
    sessions = []
    Processes.endOrphans(but: strangers)
  }

  /// Waits until there is something to read or to write, or a deadline may have passed.
  private func wait() throws(End) {
    var polled: [pollfd] = sessions.flatMap(\.polled)
    let count = polled.count
    poll(&polled, nfds_t(count), 100)
    if isInterrupted() {
      for session in sessions { session.end() }
      end()
      throw .interrupted
    }
  }
}
