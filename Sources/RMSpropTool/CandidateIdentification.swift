import ArgumentParser
import Candidates
import Dialects
import GoldenTraces

/// A candidate's process, asked what tells dialects apart.
struct CandidateIdentification {
  let command: CandidateCommand
  let limits: CandidateRun.Limits

  func run(_ output: OutputOptions) throws {
    let relay = Relay()
    Interruption.waits()
    let run = CandidateRun(command.words, limits, isInterrupted: { Interruption.isWanted }) {
      relay.show($0)
    }
    defer { run.end() }
    do {
      let declaration = try run.greet()
      guard let scalar = [.float64, .float32].first(where: declaration.scalars.contains) else {
        throw Failure.nothing("only float64 and float32 are identified")
      }
      var interrogation = Interrogation(
        scalar, declaration.features, schedule: declaration.supports.contains(.schedule))
      var refused: [(Trace, String)] = []
      while let question = interrogation.next() {
        var answer: Result<Reply, Fault>?
        try run.run([question], oneByOne: true) { _, given in
          answer = given
          return true
        }
        switch answer {
        case .success(.steps(let steps)):
          var trace = question
          for (t, step) in steps.enumerated() { trace.steps[t].results = step }
          do { try interrogation.take(trace) } catch { refused.append((question, "\(error)")) }
        case .success(.skipped(let reason)): refused.append((question, reason))
        case .failure(let fault) where fault.kind == .errorReply:
          refused.append((question, fault.message))
        case .failure(let fault): throw CandidateRun.End.gaveUp(fault)
        case nil: break
        }
      }
      relay.clear()
      let report = InterrogationReport(interrogation, declaration, line: command.line, refused)
      try output.file.write(output.format == .json ? report.json.spread + "\n" : report.text)
      if interrogation.verdict == .unknown { throw ExitCode(ExitStatus.diverges) }
    } catch CandidateRun.End.gaveUp(let fault) {
      throw Failure(description: fault.message, status: ExitStatus.candidate)
    } catch CandidateRun.End.interrupted {
      run.end()
      Interruption.end()
    }
  }
}

extension Declaration {
  /// What it says that it can do, of what dialects differ in.
  fileprivate var features: Set<CatalogueEntry.Feature> {
    var features: Set<CatalogueEntry.Feature> = []
    if supports.contains(.momentum) { features.insert(.momentum) }
    if supports.contains(.centered) { features.insert(.centered) }
    if supports.contains(.weightDecay) { features.insert(.weightDecay) }
    if supports.contains(.maximize) { features.insert(.maximize) }
    return features
  }
}

/// What the answers of a candidate say, for a person or a program.
struct InterrogationReport {
  private let interrogation: Interrogation
  private let declaration: Declaration
  private let line: String
  private let refused: [(Trace, String)]

  init(
    _ interrogation: Interrogation, _ declaration: Declaration, line: String,
    _ refused: [(Trace, String)]
  ) {
    (self.interrogation, self.declaration) = (interrogation, declaration)
    (self.line, self.refused) = (line, refused)
  }

  var json: JSONValue {
    let axes = interrogation.axes
    let answers = interrogation.answers.map { question, found in
      IdentificationReport(file: line, id: question.id, found).json
    }
    return .object([
      ("candidate", .string(declaration.name)),
      ("verdict", .string(interrogation.verdict.rawValue)),
      (
        "axes",
        .object(
          Dialect.Axis.allCases.map { axis in
            (axis.rawValue, .array((axes[axis] ?? []).map(JSONValue.string)))
          })
      ),
      ("matches", .array(interrogation.matches.map { .object([("dialect", .string($0.name))]) })),
      ("changes", .array(changes.map(JSONValue.string))),
      ("notes", .array(notes.map(JSONValue.string))),
      ("traces", .array(answers)),
      (
        "refused",
        .array(
          refused.map { .object([("id", .string($0.0.id)), ("reason", .string($0.1))]) })
      ),
    ])
  }

  var text: String {
    let asked = interrogation.answers.count
    var lines = [
      "\(declaration.name.printable): \(interrogation.verdict.rawValue), "
        + "\(asked) question\(asked == 1 ? "" : "s")"
    ]
    for axis in Dialect.Axis.allCases {
      guard let values = interrogation.axes[axis] else { continue }
      let text =
        values.isEmpty ? "depends on what is switched on" : values.joined(separator: " or ")
      lines.append("  \(axis.rawValue.padded(20))\(text)")
    }
    lines += (sentences + notes).map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What to change, axis by axis, in order to compute what PyTorch does.
  private var changes: [String] {
    var changes: [String] = []
    for (_, found) in interrogation.answers {
      for change in found.changes where !changes.contains(change) { changes.append(change) }
    }
    return changes
  }

  private var sentences: [String] {
    if interrogation.verdict == .unknown {
      return ["Some answers follow no dialect: see the questions with --format json."]
    }
    var sentences: [String] = []
    if let names = IdentificationReport.names(interrogation.matches) {
      let peculiar = Dialect.Axis.allCases.compactMap { axis in
        interrogation.axes[axis].flatMap { $0.count == 1 ? $0[0] : nil }.flatMap {
          axis.change(from: $0) == nil ? nil : axis.words($0)
        }
      }
      let how = peculiar.isEmpty ? "" : " (\(peculiar.joined(separator: ", ")))"
      sentences.append("You are running the RMSprop of \(names)\(how).")
    } else {
      sentences.append("No program of the catalogue computes this.")
    }
    return sentences + changes
  }

  private var notes: [String] {
    var notes: [String] = []
    for axis in Dialect.Axis.allCases where interrogation.axes[axis]?.isEmpty ?? false {
      let cases = interrogation.answers.compactMap { question, found in
        found.axes[axis].map { "\($0.joined(separator: " or ")) in \(question.id)" }
      }
      notes.append("\(axis.rawValue): \(cases.joined(separator: ", "))")
    }
    let open = Dialect.Axis.allCases.filter { interrogation.axes[$0]?.count ?? 0 > 1 }
    if !open.isEmpty {
      let names = open.map(\.rawValue).joined(separator: ", ")
      notes.append("No question that it answers parts what is left open: \(names).")
    }
    var findings: [String] = []
    for (_, found) in interrogation.answers {
      for finding in found.findings {
        let text =
          "\(finding.name): \(finding.declared) is declared, \(finding.effective) is used: "
          + "\(finding.reason)."
        if !findings.contains(text) { findings.append(text) }
      }
    }
    let reasons = refused.map { "\($0.0.id) was not answered: \($0.1)".printable }
    return findings + notes + reasons
  }
}
