public import ArgumentParser
import Candidates
import Dialects
import GoldenTraces
import Mistakes
public import Runs
import Text

/// `rmsprop verify`: golden traces against the built-in implementations, or against a candidate;
/// recorded traces from anywhere against the built-in implementations.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare golden traces with the built-in implementations or a candidate, to the bit.",
    discussion: """
      A golden trace is a recorded run: hyperparameters, gradients, and what PyTorch (or an \
      evaluation with many digits) made of them at every step. Each is replayed with the \
      implementation that it names, and parameters and state are compared value by value. A \
      behaviour (*.behaviour.json) is a recorded series of calls on PyTorch's optimizer: the same \
      calls are made on the built-in one, and everything that came back is compared.

      With --candidate, the traces are given to a program of yours instead, which speaks the \
      candidate protocol (docs/reference/candidates.md). With --trace, files that you recorded are \
      replayed, wherever they are; with both, the program is given the files' inputs, and is held \
      to what the reference makes of them, whatever results the files have.

      Without --level each trace is held to the level that it was recorded for: "bits" where the \
      recording is reproducible to the last bit, "1e-12" elsewhere (1e-5 in float32).

      With --as, a program of the catalogue judges instead of PyTorch, in whatever order of \
      evaluation (level bound): files, or a candidate that is given PyTorch's cases as far as the \
      program can do them. Without either, the recordings of that program here are judged.

      A candidate is also given cases that were drawn from seed 1, of every size and magnitude; \
      --fresh draws others. They are judged to the bit where rounding and root are declared, else \
      within bounds.

      The traces are those of this package; of the folder in the environment variable \
      RMSPROP_FIXTURES, if it is set; or of --fixtures. A folder is searched for *.json at any \
      depth; if it has a file SHA256SUMS, every digest must match.

      Examples:
        rmsprop verify
        rmsprop verify --only 'pytorch/fused/*/basic-*'
        rmsprop verify --fixtures my-traces --level bits
        rmsprop verify --trace recorded.json other.json
        rmsprop verify --candidate 'python3 my_candidate.py' --jobs 2
        rmsprop verify --candidate 'python3 my_candidate.py' --fresh
        rmsprop verify --candidate 'python3 my_candidate.py' --trace my_run.json
        rmsprop verify --as keras-3 --candidate 'python3 my_keras_port.py'
        rmsprop verify --candidate ./candidate --format junit --output report.xml

      Exit codes: 0 everything agrees; 1 something diverges, or nothing was compared; 2 the \
      candidate failed: it crashed, hung, or gave no answer; 3 an input cannot be read or is \
      corrupt, or the output cannot be written; 64 the command line is wrong.
      """)

  @Option(help: ArgumentHelp("Verify the traces in this folder.", valueName: "folder"))
  var fixtures: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Verify these traces, recorded anywhere.", valueName: "file"))
  var trace: [String] = []

  @Option(
    help: ArgumentHelp("Verify the program that this command starts.", valueName: "command"),
    transform: CandidateCommand.init)
  var candidate: CandidateCommand?

  @Option(
    help:
      "How exactly values must agree (bits, 1e-12, bound or root); by default as each trace says.")
  var level: Level?

  @OptionGroup var standard: StandardOption

  @Option(help: ArgumentHelp("Only traces whose id matches this shell pattern.", valueName: "glob"))
  var only: String?

  @Option(help: "Only the few traces that catch every known mistake (quick).")
  var profile: Profile?

  /// The named choices of traces.
  enum Profile: String, CaseIterable, ExpressibleByArgument {
    case quick
  }

  @Flag(help: "Draw other cases than those of seed 1, which every candidate gets.")
  var fresh = false

  @Option(help: "The seed of --fresh; by default another each time.")
  var seed: UInt64?

  @OptionGroup(title: "Candidates") var candidates: CandidateOptions

  @Option(
    help: ArgumentHelp(
      "Ids that are expected to fail, a line each: exactly these must.", valueName: "file"))
  var knownFailures: String?

  @Flag(help: "Write the ids that fail now to --known-failures.")
  var update = false

  @Option(help: "For a person (text, markdown) or for a program (json, junit).")
  var format = ReportFormat.text

  @OptionGroup var file: OutputFile

  func validate() throws {
    guard trace.isEmpty || fixtures == nil else {
      throw ValidationError("--trace brings its own files: leave --fixtures out.")
    }
    guard trace.isEmpty || profile == nil else {
      throw ValidationError("--profile chooses among golden traces: leave --trace out.")
    }
    if candidate == nil { try candidates.checkUnused() }
    if fresh && (candidate == nil || !trace.isEmpty || fixtures != nil || profile != nil) {
      throw ValidationError(
        "--fresh draws cases for a --candidate, besides all golden traces: leave --trace, "
          + "--fixtures and --profile out.")
    }
    if seed != nil && !fresh { throw ValidationError("--seed is that of --fresh.") }
    if standard.program != nil {
      guard level == nil || level == .bound || level == .close else {
        throw ValidationError("--as says nothing of rounding: its levels are bound and 1e-12.")
      }
      guard profile == nil else {
        throw ValidationError("--profile chooses for PyTorch's formula: leave --as out.")
      }
    }
    if update && knownFailures == nil { throw ValidationError("--update needs --known-failures.") }
  }

  func run() throws {
    try file.check()
    let known = try knownFailures.map { try KnownFailures($0, isNew: update) }
    let (report, digests) = try findings()
    // A run that ended early does not know what fails.
    if let known, update, report.ending == nil {
      try Output(name: known.file).stream { write in try write(known.updated(report, isChosen)) }
    }
    let surprises = update ? [] : known?.surprises(report, isChosen)
    try file.write(format.write(report, digests: digests, known: known?.file, surprises))
    if let code = exitCode(report, surprises) { throw ExitCode(code) }
    if report.summary.traces == 0 && report.behaviours.isEmpty {
      throw Failure.nothing("no trace matches --only '\(only ?? "")'")
    }
    if surprises == nil && !report.conforms { throw ExitCode(ExitStatus.diverges) }
  }

  /// The exit code of the worst problem other than a wrong value; `nil` if there is no such
  /// problem.
  private func exitCode(_ report: Report, _ surprises: [String]?) -> Int32? {
    if report.summary.unreadable > 0 { return ExitStatus.input }
    if case .fault = report.ending { return ExitStatus.candidate }
    if let surprises {
      return surprises.isEmpty && report.ending == nil ? nil : ExitStatus.diverges
    }
    return report.summary.errors > 0 ? ExitStatus.candidate : nil
  }

  /// The report, and whether the files' digests were checked.
  private func findings() throws -> (Report, digests: String?) {
    if !trace.isEmpty, let candidate {
      var traces: [(trace: Trace, file: String)] = []
      var recordings = Recordings(total: trace.count, self.isChosen)
      recordings.readTraces(trace) { trace, file in
        traces.append((trace, file))
        return nil
      }
      let verification = CandidateVerification(
        candidate, candidates, level, source: ["--trace"] + trace, isOwn: true,
        as: standard.standard
      ) { _ in true }
      return (try verification.report(traces, unreadable: recordings.reports), nil)
    }
    if !trace.isEmpty {
      var recordings = Recordings(total: trace.count, self.isChosen)
      recordings.readTraces(trace, judged)
      return (Report(level: level, traces: recordings.reports), nil)
    }
    let (folder, quick) = try golden()
    let standard = standard.standard
    func isChosen(_ id: String) -> Bool {
      let name = id.split(separator: "/").last.map(String.init) ?? id
      return self.isChosen(id) && quick?.contains(name) ?? true
    }
    let digests = folder.hasDigests ? "checked" : "no SHA256SUMS to check against"
    guard let candidate else {
      var recordings = Recordings(total: folder.files.count, isChosen)
      if let standard, fixtures == nil {
        recordings.readTraces(try recorded(of: standard, in: folder), judged)
        return (Report(level: level, traces: recordings.reports), nil)
      }
      recordings.readTraces(folder, judged)
      if standard != nil { return (Report(level: level, traces: recordings.reports), digests) }
      let behaviours = recordings.replayBehaviours(folder)
      return (Report(level: level, traces: recordings.reports, behaviours: behaviours), digests)
    }
    var verification = CandidateVerification(
      candidate, candidates, level, source: fixtures.map { ["--fixtures", $0] } ?? [],
      isOwn: false, as: standard, isChosen)
    var traces: [(trace: Trace, file: String)] = []
    // Ids are chosen when it is known as what the candidate is judged.
    var recordings = Recordings(total: folder.files.count) { _ in true }
    recordings.readTraces(folder) { trace, file in
      traces.append((trace, file))
      return nil
    }
    verification.behaviours = recordings.readBehaviours(folder)
    if fixtures == nil && profile == nil {
      let other = fresh ? seed ?? UInt64.random(in: 2...99_999_999) : FreshCases.usualSeed
      if fresh && seed == nil { StandardError.print("rmsprop: --fresh --seed \(other)") }
      verification.seed = other
    }
    return (try verification.report(traces, unreadable: recordings.reports), digests)
  }

  /// The report of a trace.
  private func judged(_ trace: Trace, file: String) -> TraceReport {
    let report: TraceReport
    do {
      var named = standard.standard
      // PyTorch's formula in a machine that flushes is judged as a program, within bounds.
      let isOfPyTorch = trace.run.reference == .pytorch && trace.flushesSubnormals
      if let program = trace.judgingProgram ?? (isOfPyTorch ? "pytorch" : nil), named == nil {
        named = try Catalogue.program(program, place: "reference")
      }
      if trace.flushesSubnormals { named?.flushesSubnormals = true }
      let standard = named
      report =
        standard.map { trace.verify(as: $0, at: level, file: file) }
        ?? trace.verify(at: level, file: file)
    } catch {
      return TraceReport(unreadable: file, id: trace.id, "\(file): \(error)")
    }
    return report.resembling(trace.run, trace.results)
  }

  /// The files of runs that were recorded of a program of the catalogue.
  private func recorded(
    of standard: DialectImplementation, in folder: TraceFolder
  ) throws -> [String] {
    let name = standard.entry.name
    do {
      let recorded = try TraceFolder("\(folder.path)/frameworks")
      let files = try recorded.files.filter { try recorded.trace($0).program == name }
        .map { "\(recorded.path)/\($0)" }
      if files.isEmpty {
        throw Failure.nothing(
          "no run of \(name) is recorded here: give one with --trace, or a program with --candidate"
        )
      }
      return files
    } catch let error as InputError {
      throw Failure.input("\(error)")
    }
  }

  /// The golden traces, and the names of those that the profile chooses.
  private func golden() throws -> (TraceFolder, quick: Set<String>?) {
    do {
      let folder = try TraceFolder(try FixturesFolder.path(fixtures))
      return (folder, profile == nil ? nil : try KillMatrix.quickCases(folder))
    } catch let error as InputError {
      throw Failure.input("\(error)")
    }
  }

  /// Whether an id matches `--only`.
  private func isChosen(_ id: String) -> Bool { only.map { matches(id, $0) } ?? true }
}

extension Level: ExpressibleByArgument {}
