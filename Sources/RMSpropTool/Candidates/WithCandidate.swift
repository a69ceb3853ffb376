import Candidates
import Runs

/// Starts a candidate, gives it to `body`, and ends it whatever happens. If this program is
/// interrupted, the candidate ends first.
func withCandidateProgram<Found>(
  _ command: CandidateCommand, _ limits: CandidateProgram.Limits,
  _ body: (CandidateProgram, Relay) throws -> Found
) throws -> Found {
  let relay = Relay()
  Interruption.waits()
  let program = CandidateProgram(
    command.words, limits, isInterrupted: { Interruption.isWanted }
  ) { relay.show($0) }
  let found = Result { try body(program, relay) }
  program.end()
  Interruption.endsAtOnce()
  return try found.get()
}

/// Starts a candidate, gives it to `body` with its declaration when it has greeted, and ends it.
///
/// - Throws: `Failure` for a fault, with a message that begins with `whose`.
func withCandidate<Found>(
  _ command: CandidateCommand, _ limits: CandidateProgram.Limits, whose: String = "",
  _ body: (CandidateProgram, Declaration, Relay) throws -> Found
) throws -> Found {
  do {
    return try withCandidateProgram(command, limits) { program, relay in
      try body(program, program.greet(), relay)
    }
  } catch let fault as Fault {
    throw Failure(description: "\(whose)\(fault.message)", status: ExitStatus.candidate)
  }
}
