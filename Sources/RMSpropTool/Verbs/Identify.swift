import ArgumentParser
import Dialects
import GoldenTraces
import Runs
import Text

/// `rmsprop identify`: which RMSprop it is.
struct Identify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which RMSprop a trace or a program follows, axis by axis.",
    discussion: """
      Finds every choice of formula that gives what a trace holds, whatever the trace says that it \
      follows: where ε goes, what v begins with, the form of momentum, the place of the rate and \
      of weight decay, and so on; and which programs compute that. Where nothing fits with the \
      declared hyperparameters, it looks for others that were used instead.

      With --candidate, a program that speaks the candidate protocol is asked: a dozen questions \
      at most, each chosen by the answers before it.

      Examples:
        rmsprop identify recorded.json
        rmsprop identify --format json *.json
        rmsprop identify --candidate 'python3 my_candidate.py'

      Exit codes: 0 every trace was identified, or is ambiguous; 1 one is unknown; 2 the candidate \
      failed; 3 an input cannot be read, or the output cannot be written; 64 the command line is \
      wrong.
      """)

  @Argument(help: ArgumentHelp("Recorded traces.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp("Ask the program that this command starts.", valueName: "command"),
    transform: CandidateCommand.init)
  var candidate: CandidateCommand?

  @OptionGroup(title: "Candidates") var deadlines: CandidateDeadlines

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard files.isEmpty != (candidate == nil) else {
      throw ValidationError("Name at least one trace, or a program with --candidate.")
    }
    if candidate == nil { try deadlines.checkUnused() }
  }

  func run() throws {
    try output.file.check()
    if let candidate {
      return try CandidateIdentification(command: candidate, limits: deadlines.limits).run(output)
    }
    var reports: [IdentificationReport] = []
    var isUnreadable = false
    var progress = Progress(total: files.count, isWanted: output.file.leavesTerminalFree)
    for file in files {
      progress.advance()
      do {
        let traces = try Trace.all(contentsOf: file)
        traces.first?.warn(of: file) { progress.clear() }
        for trace in traces {
          guard trace.run.isOfVersion1 else {
            throw Failure.input(
              "\(file): a run that goes on from another, or whose hyperparameters change, is not "
                + "identified: rmsprop verify --as judges it")
          }
          reports.append(
            IdentificationReport(
              file: file, trace.run, Identification.of(trace.run, trace.results)))
        }
      } catch {
        progress.clear()
        StandardError.print("rmsprop: \(error)")
        isUnreadable = true
      }
    }
    progress.clear()
    try output.file.write(
      output.format == .json
        ? JSONValue.object([("traces", .array(reports.map(\.json)))]).spread + "\n"
        : reports.map(\.text).joined(separator: "\n"))
    if isUnreadable { throw ExitCode(ExitStatus.input) }
    if reports.contains(where: { $0.found.verdict == .unknown }) {
      throw ExitCode(ExitStatus.diverges)
    }
  }
}
