import ArgumentParser
import Candidates
import Dialects
import PropertyCheck
import RMSpropLaws
import Runs
import Text

/// `rmsprop check`: the laws, property-based.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the laws of RMSprop to the built-in implementations or to a candidate.",
    discussion: """
      A law is true of every RMSprop of its formula. Cases are drawn, edge cases first, and a case \
      in which a law is false is made as small as possible. Cases that failed before, in \
      regressions/*.jsonl of the fixtures, are run first.

      With --as, the laws are those that a program of the catalogue keeps, and the differential \
      law compares with that program, in whatever order of evaluation.

      A case is printed as the choices that make it: --replay runs it again, also without its seed.

      Examples:
        rmsprop check
        rmsprop check --candidate 'python3 docs/candidates/ten_lines.py'
        rmsprop check --law 'scale-*' --cases 100000 --fresh
        rmsprop check --as keras-3 --candidate 'python3 my_keras_port.py'

      Exit codes: 0 every law holds; 1 one does not, or there was nothing to judge; 2 the \
      candidate could not be started, crashed, hung, or sent something that is not an answer; 3 an \
      input cannot be read, or the output cannot be written; 64 the command line is wrong.
      """)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Put them to this command's process, which speaks the protocol.", valueName: "command"),
    transform: CandidateCommand.init)
  var candidate: CandidateCommand?

  @OptionGroup var standard: StandardOption

  @Option(help: ArgumentHelp("Only laws whose name matches.", valueName: "glob"))
  var law: String?

  @Option(parsing: .unconditional, help: "Which cases (default: 1).")
  var seed: UInt64?

  @Flag(help: "Cases that were never drawn before; their seed is printed.")
  var fresh = false

  @Option(
    parsing: .unconditional,
    help: "How many cases of each law (default: 1000, of a candidate 200).")
  var cases: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How long in all (default: no limit, of a candidate 45).", valueName: "seconds"))
  var time: Double?

  @Flag(
    help: """
      The statistical laws, too: thousands of gradients each. At most one run in a million \
      rejects what is true.
      """)
  var statistics = false

  @Option(
    parsing: .unconditional, help: "On how many threads (default: 1; a candidate has one process).")
  var jobs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long an answer may take (default: 2).", valueName: "seconds"))
  var deadline: Double?

  @Option(help: ArgumentHelp("Run this case of a law only.", valueName: "law:choices"))
  var replay: String?

  @Option(help: ArgumentHelp("Where cases that failed before are.", valueName: "folder"))
  var regressions: String?

  @Option(help: ArgumentHelp("Add the cases that fail to this file.", valueName: "file"))
  var save: String?

  @Option(help: "For a person (text) or for a program (json, junit).")
  var format = Format.text

  @OptionGroup var file: OutputFile

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, junit
  }

  func validate() throws {
    if let cases, !(1...1_000_000_000).contains(cases) {
      throw ValidationError("--cases must be 1 to 1000000000.")
    }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be 1 to 256.") }
    for (name, value) in [("time", time), ("deadline", deadline)] {
      if let value, !(value > 0 && value <= 86_400) {
        throw ValidationError("--\(name) must be above 0, and at most a day.")
      }
    }
    if standard.program != nil && statistics {
      throw ValidationError("--statistics is of the formulas: leave --as out.")
    }
    if fresh && seed != nil { throw ValidationError("--fresh chooses the seed.") }
    if candidate == nil && deadline != nil {
      throw ValidationError("--deadline belongs to --candidate.")
    }
    if candidate != nil && jobs != nil {
      throw ValidationError("--jobs is for the built-in implementations.")
    }
    if replay != nil
      && (statistics || law != nil || cases != nil || seed != nil || fresh || save != nil)
    {
      throw ValidationError("--replay runs one case: leave other choices of cases out.")
    }
    _ = try replay.map(Self.parse)
    if law != nil && chosen.isEmpty { throw ValidationError("--law '\(law!)': no law matches.") }
  }

  private var chosen: [Law] { Law.all.filter { law == nil || matches($0.id, law!) } }

  private static func parse(_ text: String) throws -> (Law, ReplayToken) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let law = Law.named(parts[0]) else {
      throw ValidationError("--replay '\(text)': expected a law's name, a colon and choices.")
    }
    do { return (law, try ReplayToken(parts[1])) } catch {
      throw ValidationError("--replay: \(error)")
    }
  }

  func run() throws {
    try file.check()
    if let save { try Output(name: save).check() }
    var campaign = Campaign(
      cases: cases ?? (candidate == nil ? 1000 : 200),
      seed: seed ?? (fresh ? .random(in: 1 ... .max) : 1), timeLimit: nil, jobs: jobs ?? 1,
      regressions: try corpus())
    let report: CheckReport
    if let candidate {
      campaign.shrinkAttempts = 2000
      campaign.shrinkTime = .seconds(10)
      report = try CandidateCheck(candidate, deadline, as: standard.standard).report(
        campaign, chosen, time: .seconds(time ?? 45), replay: try replay.map(Self.parse),
        statistics: statistics, leavesTerminalFree: file.leavesTerminalFree)
    } else {
      report = try standard.standard.map { try itself($0, campaign) } ?? builtIn(campaign)
    }
    try keep(report)
    switch format {
    case .text: try file.write(report.text)
    case .json: try file.write(report.json.spread + "\n")
    case .junit: try file.write(report.junit)
    }
    if let status = report.status { throw ExitCode(status) }
  }

  private func builtIn(_ campaign: Campaign) throws -> CheckReport {
    var findings: [LawFinding] = []
    var claims: [StatisticalFinding] = []
    let roundings = Rounding.eager
    var progress = Progress(
      total: chosen.count * roundings.count, isWanted: file.leavesTerminalFree)
    let start = ContinuousClock.now
    for rounding in roundings {
      let (subject, name) = (BuiltIn(rounding), rounding.rawValue)
      if let replay {
        let (law, token) = try Self.parse(replay)
        findings.append(LawFinding.replaying(law, token, name, subject))
        continue
      }
      let rest = time.map { Duration.seconds($0) - (ContinuousClock.now - start) }
      let laws = LawCampaign(laws: chosen, campaign: campaign, time: rest) { progress.advance() }
      findings += laws.findings(of: subject, named: name)
      if statistics {
        claims.append(StatisticalFinding(subject, named: name, seed: campaign.seed))
      }
    }
    progress.clear()
    return CheckReport(
      subject: "built-in implementations", candidate: nil, seed: campaign.seed,
      cases: replay == nil ? campaign.cases : 1,
      findings: findings, statistics: claims, likeness: nil, ending: nil)
  }

  /// A program of the catalogue, put to the laws that it keeps.
  private func itself(_ program: DialectImplementation, _ campaign: Campaign) throws -> CheckReport
  {
    var progress = Progress(total: chosen.count, isWanted: file.leavesTerminalFree)
    let findings: [LawFinding]
    if let replay {
      let (law, token) = try Self.parse(replay)
      findings = [LawFinding.replaying(law.held(to: program), token, "", program)]
    } else {
      let laws = LawCampaign(
        laws: chosen, campaign: campaign, time: time.map { .seconds($0) }, standard: program
      ) { progress.advance() }
      findings = laws.findings(of: program, named: "")
    }
    progress.clear()
    return CheckReport(
      subject: program.name, candidate: nil, standard: program.name, seed: campaign.seed,
      cases: replay == nil ? campaign.cases : 1, findings: findings, statistics: [],
      likeness: nil, ending: nil)
  }

  /// The cases that failed before.
  private func corpus() throws -> [Regression] {
    if replay != nil { return [] }
    do {
      return try (regressions ?? FixturesFolder.regressions).map(Regressions.read(folder:)) ?? []
    } catch { throw Failure.input("\(error)") }
  }

  /// Adds what failed to the file that was named.
  private func keep(_ report: CheckReport) throws {
    guard let save else { return }
    do {
      for entry in report.wrong.compactMap({ $0.report.flatMap(Regression.init) }) {
        try Regressions(path: save).append(entry)
      }
    } catch { throw Failure.input("\(error)") }
  }
}
