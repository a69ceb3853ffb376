import ArgumentParser
import Candidates
import GoldenTraces
import PropertyCheck
import RMSpropLaws

/// A candidate's process, put to the laws.
struct CandidateCheck {
  private let command: CandidateCommand
  private var limits = CandidateRun.Limits()

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
    let relay = Relay()
    Interruption.waits()
    let run = CandidateRun(command.words, limits, isInterrupted: { Interruption.isWanted }) {
      relay.show($0)
    }
    defer { run.end() }
    let subject: CandidateSubject
    do {
      subject = try CandidateSubject(run)
    } catch {
      throw end(error, run)
    }
    relay.progress = Progress(total: laws.count, isWanted: leavesTerminalFree)
    var heard: [(run: Run, trajectory: Trajectory)] = []
    func remember() {
      heard += subject.heard
      subject.heard = []
    }
    let findings: [LawFinding]
    if let (law, token) = replay {
      findings = [LawFinding.replaying(law, token, "", subject)]
      remember()
    } else {
      var campaigns = LawCampaign(
        laws: laws, campaign: campaign, time: max(time / 2, time - limits.answer * 2))
      campaigns.progress = { relay.advance() }
      findings = campaigns.findings(
        of: subject, named: "", isOver: { subject.ending != nil }, heard: remember)
    }
    var claims: [StatisticalFinding] = []
    if statistics && subject.ending == nil {
      claims.append(StatisticalFinding(subject, named: "", seed: campaign.seed))
    }
    relay.clear()
    if case .interrupted = subject.ending { throw end(.interrupted, run) }
    let ending: Fault? = if case .gaveUp(let fault) = subject.ending { fault } else { nil }
    return CheckReport(
      subject: subject.declaration.name, candidate: command.line, seed: campaign.seed,
      cases: replay == nil ? campaign.cases : 1,
      findings: findings, statistics: claims, likeness: Likeness(heard), ending: ending)
  }

  private func end(_ end: CandidateRun.End, _ run: CandidateRun) -> any Error {
    switch end {
    case .gaveUp(let fault):
      return Failure(description: fault.message, status: ExitStatus.candidate)
    case .interrupted:
      run.end()
      Interruption.end()
    }
  }
}
