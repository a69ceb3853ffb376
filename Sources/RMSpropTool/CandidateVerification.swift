import ArgumentParser
import Candidates
import Dialects
import GoldenTraces

/// How a candidate is given the golden traces.
struct CandidateOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "How many processes answer at the same time (default: 1).")
  var jobs: Int?

  @OptionGroup var deadlines: CandidateDeadlines

  @Flag(help: "Stop at the first failure.")
  var failFast = false

  @Flag(help: "Go on after three crashes or hangs in a row.")
  var keepGoing = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be 1 to 256.") }
  }

  /// Makes sure that nothing was said of a candidate, where there is none.
  func checkUnused() throws {
    try deadlines.checkUnused()
    guard jobs == nil && !failFast && !keepGoing else {
      throw ValidationError("--jobs, --fail-fast and --keep-going belong to --candidate.")
    }
  }

  var limits: CandidateRun.Limits {
    var limits = deadlines.limits
    limits.jobs = jobs ?? limits.jobs
    limits.keepsGoing = keepGoing
    return limits
  }
}

/// A candidate's process, given the smoke cases and then the traces that fit what it declares.
struct CandidateVerification {
  private let command: CandidateCommand
  private let options: CandidateOptions
  private let level: Level?
  private let fixtures: String?

  init(
    _ command: CandidateCommand, _ options: CandidateOptions, _ level: Level?, _ fixtures: String?
  ) {
    (self.command, self.options, self.level, self.fixtures) = (command, options, level, fixtures)
  }

  /// The command that runs one trace again, without the trace's id.
  private var reproduction: String {
    shellQuoted(
      ["rmsprop", "verify"] + (fixtures.map { ["--fixtures", $0] } ?? [])
        + (level.map { ["--level", $0.rawValue] } ?? []) + ["--candidate", command.line, "--only"])
  }

  /// What becomes of the traces.
  func report(
    _ traces: [(trace: Trace, file: String)], unreadable: [TraceReport]
  ) throws -> Report {
    let relay = Relay()
    Interruption.waits()
    let run = CandidateRun(command.words, options.limits, isInterrupted: { Interruption.isWanted })
    {
      relay.show($0)
    }
    var (reports, ending) = (unreadable, Report.Ending?.none)
    var subject = Report.Subject(command: command.line, reproduction: reproduction)
    do {
      let declaration = try run.greet()
      subject.take(declaration)
      let judgement = Judgement(declaration, level: level)
      let smoke = SmokeCases.cases(declaration.scalars[0], declaration.reference)
      try judge(smoke.map { ($0.answered(), "(built in)") }, judgement, run, relay, oneByOne: true)
      {
        reports.append($0)
      }
      let faults = reports.compactMap {
        if case .fault(let fault) = $0.verdict { fault } else { nil }
      }
      if let fault = faults.first {
        ending = .fault("the smoke cases say that the adapter is at fault: \(fault.message)")
      } else if reports.contains(where: \.isFailed) && options.failFast {
        ending = Self.stopped
      } else {
        let smokeCount = reports.count
        let chosen = traces.filter { judgement.concerns($0.trace) }
        try judge(chosen, judgement, run, relay) { reports.append($0) }
        if options.failFast && reports.contains(where: \.isFailed) {
          ending = Self.stopped
        } else if !reports[smokeCount...].contains(where: \.isJudged) {
          ending = .stopped("no golden trace was for it to answer")
        }
      }
    } catch CandidateRun.End.gaveUp(let fault) {
      ending = .fault(fault.message)
    } catch CandidateRun.End.interrupted {
      Interruption.end()
    }
    run.end()
    Interruption.endsAtOnce()
    return Report(
      level: level, traces: reports, ending: ending, subject: subject)
  }

  private static let stopped = Report.Ending.stopped("at the first failure (--fail-fast)")

  /// Gives traces to the candidate, but for those that are not for it.
  private func judge(
    _ traces: [(trace: Trace, file: String)], _ judgement: Judgement, _ run: CandidateRun,
    _ relay: Relay, oneByOne: Bool = false, add: (TraceReport) -> Void
  ) throws(CandidateRun.End) {
    var reports = [TraceReport?](repeating: nil, count: traces.count)
    var asked: [Int] = []
    for (i, (trace, file)) in traces.enumerated() {
      if let reason = judgement.reasonToSkip(trace) {
        reports[i] = trace.unjudged(file, .skipped(reason))
      } else {
        asked.append(i)
      }
    }
    defer {
      for (report, (trace, file)) in zip(reports, traces) {
        add(report ?? trace.unjudged(file, .skipped("not run: the run ended before")))
      }
    }
    relay.progress = Progress(total: asked.count)
    defer { relay.clear() }
    try run.run(asked.map { traces[$0].trace }, oneByOne: oneByOne) { index, answer in
      relay.advance()
      let (trace, file) = traces[asked[index]]
      var report = judgement.report(answer, to: trace, file: file)
      if case .success(.steps(let steps)) = answer { report = report.resembling(trace, steps) }
      reports[asked[index]] = report
      return !(options.failFast && report.isFailed)
    }
  }
}

extension TraceReport {
  /// Whether the trace was given to the candidate, and something came of it.
  fileprivate var isJudged: Bool {
    switch verdict {
    case .skipped, .error: false
    case .pass, .fail, .inconclusive, .fault: true
    }
  }

  /// Whether the trace was given to the candidate, and its answer will not do.
  fileprivate var isFailed: Bool {
    switch verdict {
    case .fail, .fault: true
    default: false
    }
  }
}

extension Report.Subject {
  /// What the candidate says of itself.
  fileprivate mutating func take(_ declaration: Declaration) {
    name = declaration.name
    version = declaration.version
    language = declaration.language
    scalars = declaration.scalars
    rounding = declaration.rounding
    hasExactRoot = declaration.hasExactRoot
    reference = declaration.reference
    supports = declaration.supports.map(\.rawValue).sorted()
  }
}

/// Shows what a candidate writes to stderr, line by line, up to a limit, and the progress.
final class Relay {
  var progress = Progress(total: nil)
  private var partial: [UInt8] = []
  private var shown = 0
  private static let limit = 64 << 10

  func show(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes where shown <= Self.limit {
      shown += 1
      if byte == UInt8(ascii: "\n") { showLine() } else { partial.append(byte) }
      if shown > Self.limit {
        showLine()
        StandardError.print("candidate: (it writes more to stderr, which is not shown)")
      }
    }
  }

  private func showLine() {
    progress.clear()
    StandardError.print("candidate: \(String(decoding: partial, as: UTF8.self))")
    partial = []
  }

  func advance() { progress.advance() }

  /// Ends the progress, and an open line.
  func clear() {
    progress.clear()
    if !partial.isEmpty { showLine() }
  }
}
