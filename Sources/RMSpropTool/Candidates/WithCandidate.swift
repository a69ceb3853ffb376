import Candidates
import Runs

/// Starts a candidate, gives it to `body` with its declaration, and ends it whatever happens.
///
/// - Throws: `Failure` for a fault, with a message that begins with `whose`.
func withCandidate<Found>(
  _ command: CandidateCommand, _ limits: CandidateProgram.Limits, whose: String = "",
  _ body: (CandidateProgram, Declaration, Relay) throws -> Found
) throws -> Found {
  let relay = Relay()
  Interruption.waits()
  let program = CandidateProgram(
    command.words, limits, isInterrupted: { Interruption.isWanted }
  ) { relay.show($0) }
  do {
    let found = try body(program, program.greet(), relay)
    program.end()
    Interruption.endsAtOnce()
    return found
  } catch {
    program.end()
    guard let fault = error as? Fault else { throw error }
    if fault.kind == .interrupted { Interruption.end() }
    throw Failure(description: "\(whose)\(fault.message)", status: ExitStatus.candidate)
  }
}
