import ArgumentParser
import Candidates
import Dialects
import Mistakes
import PropertyCheck
import RMSpropLaws
import Runs
import Text

/// A candidate's process, put to the laws.
struct CandidateCheck {
  private let command: CandidateCommand
  private var limits = CandidateProgram.Limits()
  private let standard: DialectImplementation?

  init(
    _ command: CandidateCommand, _ deadline: Double?, as standard: DialectImplementation?
  ) {
    (self.command, self.standard) = (command, standard)
    limits.answer = .seconds(deadline ?? 2)
    // A case that ends the process is made smaller, which ends it again and again.
    limits.keepsGoing = true
  }

  func report(
    _ campaign: Campaign, _ laws: [Law], time: Duration, replay: (Law, ReplayToken)?,
    statistics: Bool, leavesTerminalFree: Bool
  ) throws -> CheckReport {
    try withCandidate(command, limits) { program, declaration, relay in
      let standard = try declaration.standard(unless: standard)
      relay.progress = Progress(total: laws.count, isWanted: leavesTerminalFree)
      let implementation = HeardImplementation(program, isOfOtherFormula: standard != nil)
      var heard: [(run: Run, results: Results)] = []
      func remember() {
        heard += implementation.heard
        implementation.heard = []
      }
      let findings: [LawFinding]
      if let (law, token) = replay {
        findings = [LawFinding.replaying(law.held(to: standard), token, "", implementation)]
        remember()
      } else {
        var campaigns = LawCampaign(
          laws: laws, campaign: campaign, time: max(time / 2, time - limits.answer * 2),
          standard: standard)
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
        subject: declaration.name, candidate: command.line, standard: standard?.name,
        seed: campaign.seed,
        cases: replay == nil ? campaign.cases : 1,
        findings: findings, statistics: claims,
        likeness: standard == nil ? Likeness(heard) : nil,
        ending: program.ending)
    }
  }
}
