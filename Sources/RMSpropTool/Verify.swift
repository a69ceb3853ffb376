public import ArgumentParser
public import GoldenTraces

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `rmsprop verify`: golden traces against the built-in implementations.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay golden traces with the built-in implementations and compare every value.",
    discussion: """
      A golden trace is a recorded run: hyperparameters, gradients, and what PyTorch (or an \
      evaluation with many digits) made of them at every step. Each is replayed with the \
      implementation that it names, and parameters and state are compared value by value. A \
      behaviour (*.behaviour.json) is a recorded series of calls on PyTorch's optimizer: the same \
      calls are made on the built-in one, and everything that came back is compared.

      Without --level each trace is held to the level that it was recorded for: "bits" where the \
      recording is reproducible to the last bit, "1e-12" elsewhere (1e-5 in float32).

      The traces are those of this package; of the folder in the environment variable \
      RMSPROP_FIXTURES, if it is set; or of --fixtures. A folder is searched for *.json at any \
      depth; if it has a file SHA256SUMS, every digest must match.

      Examples:
        rmsprop verify
        rmsprop verify --only 'pytorch/fused/*/basic-*'
        rmsprop verify --fixtures my-traces --level bits
        rmsprop verify --format json --output report.json

      Exit codes: 0 everything agrees; 1 something diverges, or nothing was compared; 3 an input \
      cannot be read or is corrupt, or the output cannot be written; 64 the command line is wrong.
      """)

  @Option(help: ArgumentHelp("Verify the traces in this folder.", valueName: "folder"))
  var fixtures: String?

  @Option(help: "How exactly values must agree (bits or 1e-12); by default as each trace says.")
  var level: Level?

  @Option(help: ArgumentHelp("Only traces whose id matches this shell pattern.", valueName: "glob"))
  var only: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.check()
    let folder: TraceFolder
    do { folder = try TraceFolder(try FixturesFolder.path(fixtures)) } catch {
      throw Failure.input("\(error)")
    }
    let report = verify(folder)
    switch output.format {
    case .text: try output.write(TextReport(report, folder: folder).text)
    case .json: try output.write(report.json)
    }
    if report.summary.errors > 0 { throw ExitCode(ExitStatus.input) }
    if report.summary.traces == 0 && report.behaviours.isEmpty {
      throw Failure.nothing("no trace matches --only '\(only ?? "")'")
    }
    if !report.conforms { throw ExitCode(ExitStatus.diverges) }
  }

  /// Reads and judges the folder's traces, one after another; what cannot be read is said on
  /// stderr.
  private func verify(_ folder: TraceFolder) -> Report {
    var progress = Progress(total: folder.files.count)
    var reports: [TraceReport] = []
    func add(_ report: TraceReport) {
      if case .error(let problem) = report.verdict {
        progress.clear()
        StandardError.print("rmsprop: \(problem)")
      }
      reports.append(report)
    }
    for file in folder.files {
      progress.advance()
      do {
        let trace = try folder.trace(file)
        if isChosen(trace.id) { add(trace.verify(at: level, file: file)) }
      } catch {
        add(TraceReport(unreadable: file, "\(error)"))
      }
    }
    var behaviours: [BehaviourReport] = []
    for file in folder.behaviours {
      do {
        let behaviour = try folder.behaviour(file)
        if isChosen(behaviour.id) { behaviours.append(BehaviourReport(behaviour, file: file)) }
      } catch {
        add(TraceReport(unreadable: file, "\(error)"))
      }
    }
    for file in folder.otherFiles {
      do {
        try folder.checkDigest(of: file)
      } catch {
        add(TraceReport(unreadable: file, "\(error)"))
      }
    }
    progress.clear()
    return Report(level: level, traces: reports, behaviours: behaviours)
  }

  /// Whether an id matches `--only`, in which `*` stands for any characters, `/` included.
  private func isChosen(_ id: String) -> Bool {
    only.map { fnmatch($0, id, 0) == 0 } ?? true
  }
}

extension Level: ExpressibleByArgument {}
