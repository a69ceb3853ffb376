import ArgumentParser
import Candidates
import Mistakes
import PropertyCheck
import RMSpropLaws
import Runs
import Text

/// A candidate's process, put to the laws.
struct CandidateCheck {
  private let command: CandidateCommand
  private var limits = CandidateProgram.Limits()

  init(_ command: CandidateCommand, _ deadline: Double?) {
    self.command = command
    limits.answer = .seconds(deadline ?? 2)
    // A case that ends the process is made smaller, which ends it again and again.
    limits.keepsGoing = true
  }

  func report(
    _ campaign: Campaign, _ laws: [Law], time: Duration, replay: (Law, ReplayToken)?,
    statistics: Bool, leavesTerminalFree: Bool
  ) throws -> CheckReport {
    try withCandidate(command, limits) { program, declaration, relay in
      if let other = declaration.program {
        throw Failure.nothing(
          "its greeting says \(other.printable): the laws are of the formulas here; "
            + "rmsprop verify judges it")
      }
      relay.progress = Progress(total: laws.count, isWanted: leavesTerminalFree)
      let implementation = HeardImplementation(program)
      var heard: [(run: Run, results: Results)] = []
      func remember() {
        heard += implementation.heard
        implementation.heard = []
      }
      let findings: [LawFinding]
      if let (law, token) = replay {
        findings = [LawFinding.replaying(law, token, "", implementation)]
        remember()
      } else {
        var campaigns = LawCampaign(
          laws: laws, campaign: campaign, time: max(time / 2, time - limits.answer * 2))
        campaigns.progress = { relay.advance() }
        findings = campaigns.findings(
          of: implementation, named: "", isOver: { program.ending != nil }, heard: remember)
      }
      var claims: [StatisticalFinding] = []
      if statistics && program.ending == nil {
        claims.append(StatisticalFinding(implementation, named: "", seed: campaign.seed))
      }
      relay.clear()
      if let ending = program.ending, ending.kind == .interrupted { throw ending }
      return CheckReport(
        subject: declaration.name, candidate: command.line, seed: campaign.seed,
        cases: replay == nil ? campaign.cases : 1,
        findings: findings, statistics: claims, likeness: Likeness(heard),
        ending: program.ending)
    }
  }
}
