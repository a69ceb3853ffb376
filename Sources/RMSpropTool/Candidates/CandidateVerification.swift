import Candidates
import Dialects
import GoldenTraces
import Runs

/// A candidate's process, given the smoke cases and then the traces that fit what it declares.
struct CandidateVerification {
  private let command: CandidateCommand
  private let options: CandidateOptions
  private let level: Level?
  /// Where the traces are from, as the command line says it.
  private let source: [String]
  /// Whether the traces are somebody's own, of which the inputs count.
  private let isOwn: Bool
  /// What PyTorch's optimizer was recorded to do.
  var behaviours: [Behaviour] = []
  /// The seed of the cases that are drawn; `nil` for no such case.
  var seed: UInt64?
  private let standard: DialectImplementation?
  private let isChosen: (String) -> Bool

  init(
    _ command: CandidateCommand, _ options: CandidateOptions, _ level: Level?, source: [String],
    isOwn: Bool, as standard: DialectImplementation?, _ isChosen: @escaping (String) -> Bool
  ) {
    (self.command, self.options, self.level, self.source) = (command, options, level, source)
    (self.isOwn, self.standard, self.isChosen) = (isOwn, standard, isChosen)
  }

  private var isOfAnotherSeed: Bool { seed != nil && seed != FreshCases.usualSeed }

  /// The command that runs one trace again, without the trace's id.
  private var reproduction: String {
    shellQuoted(
      ["rmsprop", "verify"] + source
        + (level.map { ["--level", $0.rawValue] } ?? [])
        + (standard.map { ["--as", $0.entry.name] } ?? [])
        + (isOfAnotherSeed ? ["--fresh", "--seed", "\(seed!)"] : []) + [
          "--candidate", command.line, "--only",
        ])
  }

  /// The report of the candidate on the traces.
  func report(
    _ traces: [(trace: Trace, file: String)], unreadable: [TraceReport]
  ) throws -> Report {
    var (reports, ending) = (unreadable, Report.Ending?.none)
    var subject = Report.Subject(command: command.line, reproduction: reproduction)
    try withCandidateProgram(command, options.limits) { program, relay in
      do {
        var declaration = try program.greet()
        let standard = try declaration.standard(unless: standard)
        declaration.program = standard?.entry.name
        subject.declaration = declaration
        for key in declaration.unknownKeys {
          StandardError.print("rmsprop: the candidate's greeting: \(key)")
        }
        if standard != nil, let level, level.tellsRoundingsApart {
          throw Fault(.start, "it declares a program, which says nothing of rounding: no \(level)")
        }
        var requirements = Requirements(declaration, level: level, as: standard)
        var heard = HeardAnswers(declaration.execution)
        let smoke = try SmokeCase.all(declaration.scalars[0], declaration.reference)
          .map { Question(try $0.trace, file: "(built in)", smoke: $0) }
        try ask(smoke, &requirements, &heard, program, relay, oneByOne: true) {
          reports.append($0)
        }
        let faults = reports.compactMap {
          if case .fault(let fault) = $0.verdict { fault } else { nil }
        }
        if let fault = faults.first {
          let why = "the smoke cases say that the adapter is at fault: \(fault.message)"
          ending = .fault(Fault(fault.kind, why))
        } else if reports.contains(where: \.isFailed) && options.failFast {
          ending = Self.stopped
        } else {
          let smokeCount = reports.count
          let others = ofOtherPrograms(traces.map(\.trace), as: standard)
          reports += others
          let posed = traces.compactMap { trace, file in
            (isOwn ? requirements.posed(inputsOf: trace) : requirements.posed(trace))
              .map { Question($0, file: file) }
          }.filter { isChosen($0.trace.id) }
          let (chosen, files) = Self.parted(posed, declaration)
          try ask(chosen, &requirements, &heard, program, relay) { reports.append($0) }
          if !(options.failFast && reports.contains(where: \.isFailed)) {
            let optimizers = OptimizerVerification(
              program: program, declaration: declaration, standard: standard,
              behaviours: behaviours, files: files, asksBuiltIn: !isOwn, isChosen: isChosen)
            reports += try optimizers.reports(&requirements)
          }
          if let seed, !(options.failFast && reports.contains(where: \.isFailed)) {
            let questions = Self.drawn(from: seed, declaration, by: standard, isChosen)
            try ask(questions, &requirements, &heard, program, relay) { reports.append($0) }
          }
          if standard == nil, let declared = declaration.rounding,
            reports.contains(where: \.isFailed)
          {
            subject.found = heard.setups(otherThan: declared)
          }
          if options.failFast && reports.contains(where: \.isFailed) {
            ending = Self.stopped
          } else if !reports[smokeCount...].contains(where: \.isJudged)
            || !others.isEmpty && posed.isEmpty
          {
            let isAsked = reports[smokeCount...].contains {
              if case .inconclusive = $0.verdict { true } else { false }
            }
            ending = .stopped(
              isAsked
                ? "no \(isOwn ? "" : "golden ")trace tells"
                : "no \(isOwn ? "" : "golden ")trace was for it to answer")
          }
        }
      } catch let fault as Fault {
        ending = .fault(fault)
      }
    }
    return Report(level: level, traces: reports, ending: ending, subject: subject)
  }

  /// The questions of one parameter, and the traces of files that have several, which a program
  /// that may have several is asked together. The simplest are first: what fails there says most.
  private static func parted(
    _ questions: [Question], _ declaration: Declaration
  ) -> ([Question], files: [[Trace]]) {
    let files = Dictionary(grouping: questions, by: \.file)
    func isTogether(_ question: Question) -> Bool {
      declaration.supports.contains(.tensors) && files[question.file]!.count > 1
        && question.trace.run.reference == .pytorch
    }
    let alone = questions.filter { !isTogether($0) }
      .sorted { !$0.trace.isOfVersion2 && $1.trace.isOfVersion2 }
    let together = files.values.filter { isTogether($0[0]) }.map { $0.map(\.trace) }
    return (alone, together.sorted { $0[0].id < $1[0].id })
  }

  /// Reports of somebody's traces that name another program than the one that judges.
  private func ofOtherPrograms(
    _ traces: [Trace], as standard: DialectImplementation?
  ) -> [TraceReport] {
    guard !source.isEmpty else { return [] }
    return traces.compactMap { trace in
      guard let program = trace.judgingProgram, program != standard?.name, isChosen(trace.id)
      else { return nil }
      let reason = "it is judged by the program \(program): say --as \(program)"
      return trace.unjudged(trace.id, .skipped(.reason(reason)))
    }
  }

  /// The chosen cases of a seed.
  private static func drawn(
    from seed: UInt64, _ declaration: Declaration, by standard: DialectImplementation?,
    _ isChosen: (String) -> Bool
  ) -> [Question] {
    var features = declaration.supports
    if let standard { features.formIntersection(standard.capabilities.features) }
    let fresh = FreshCases(
      seed: seed, reference: declaration.reference, scalars: declaration.scalars,
      features: features, mixedScalars: declaration.mixedScalars,
      avoidsSubnormals: declaration.flushesSubnormals)
    let builtIn = BuiltIn(declaration.rounding ?? .fused, declaration.execution)
    return fresh.runs.filter { isChosen($0.id) }.compactMap { run in
      (standard.map { fresh.trace(run, by: $0) } ?? fresh.trace(run, by: builtIn))
        .map { Question($0, file: "(drawn)") }
    }
  }

  private static let stopped = Report.Ending.stopped("at the first failure (--fail-fast)")

  /// A trace to answer, and what else must hold of the answer.
  private struct Question {
    let trace: Trace
    let file: String
    let smoke: SmokeCase?

    init(_ trace: Trace, file: String, smoke: SmokeCase? = nil) {
      (self.trace, self.file, self.smoke) = (trace, file, smoke)
    }
  }

  /// Gives traces to the candidate, except those that are not for it.
  private func ask(
    _ questions: [Question], _ requirements: inout Requirements, _ heard: inout HeardAnswers,
    _ program: CandidateProgram, _ relay: Relay, oneByOne: Bool = false,
    add: (TraceReport) -> Void
  ) throws(Fault) {
    var reports = [TraceReport?](repeating: nil, count: questions.count)
    var asked: [Int] = []
    for (i, question) in questions.enumerated() {
      if let skip = requirements.reasonToSkip(question.trace) {
        reports[i] = question.trace.unjudged(question.file, .skipped(skip))
      } else {
        asked.append(i)
      }
    }
    defer {
      let notRun = Verdict.skipped(.reason("not run: the run ended before"))
      for (report, question) in zip(reports, questions) {
        add(report ?? question.trace.unjudged(question.file, notRun))
      }
    }
    relay.progress = Progress(total: asked.count)
    defer { relay.clear() }
    let runs = asked.map { requirements.run(of: questions[$0].trace) }
    try program.make(runs, oneByOne: oneByOne) {
      index, answer in
      relay.advance()
      let question = questions[asked[index]]
      var report = requirements.report(
        answer, to: question.trace, file: question.file, smoke: question.smoke)
      if case .results(let results) = answer {
        heard.add(results, to: question.trace.with(runs[index]))
        report = report.resembling(runs[index], results)
      }
      reports[asked[index]] = report
      return !(options.failFast && report.isFailed)
    }
  }
}

extension TraceReport {
  /// Whether the trace was given to the candidate, and something could be said of its answer.
  fileprivate var isJudged: Bool {
    switch verdict {
    case .skipped, .inconclusive, .error: false
    case .pass, .fail, .violated, .fault: true
    }
  }

  /// Whether the trace was given to the candidate, and its answer was wrong or missing.
  fileprivate var isFailed: Bool {
    switch verdict {
    case .fail, .violated, .fault: true
    default: false
    }
  }
}

extension Declaration {
  /// What judges it in place of a formula: the program that was asked for, or else the one that it
  /// declares; `nil` if a formula judges it.
  ///
  /// - Throws: `Fault`, if there is no such program.
  func standard(unless asked: DialectImplementation?) throws(Fault) -> DialectImplementation? {
    // PyTorch's formula in a machine that flushes is judged as a program, within bounds.
    let isOfPyTorch = reference == .pytorch && flushesSubnormals
    var standard = asked
    if standard == nil { standard = try declaredProgram }
    if standard == nil && isOfPyTorch {
      standard = Catalogue.entry("pytorch").map(DialectImplementation.init)
    }
    standard?.flushesSubnormals = flushesSubnormals
    return standard
  }

  /// The program of the catalogue that it says it follows; `nil` if it follows a formula.
  ///
  /// - Throws: `Fault`, if there is no such program.
  var declaredProgram: DialectImplementation? {
    get throws(Fault) {
      guard let program else { return nil }
      do { return try Catalogue.program(program, place: "reference") } catch {
        let formulas = Reference.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(.start, "its greeting is not valid: \(error), or a formula: \(formulas)")
      }
    }
  }
}
