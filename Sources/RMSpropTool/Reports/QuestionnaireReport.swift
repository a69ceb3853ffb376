import Dialects
import Runs
import Text

/// What the answers of a candidate say, for a person or a program.
struct QuestionnaireReport {
  private let questions: Questionnaire
  private let declaration: Declaration
  private let line: String
  private let refused: [(Run, String)]

  init(
    _ questions: Questionnaire, _ declaration: Declaration, line: String,
    _ refused: [(Run, String)]
  ) {
    (self.questions, self.declaration) = (questions, declaration)
    (self.line, self.refused) = (line, refused)
  }

  /// Whether some answers follow no dialect.
  var isUnknown: Bool { questions.verdict == .unknown }

  var json: JSONValue {
    let axes = questions.axes
    let answers = questions.answers.map { question, found in
      IdentificationReport(file: line, question, found).json
    }
    return .object([
      ("candidate", .string(declaration.name)),
      ("verdict", .string(questions.verdict.rawValue)),
      (
        "axes",
        .object(
          Dialect.Axis.allCases.map { axis in
            (axis.rawValue, .array((axes[axis] ?? []).map { .string($0.name) }))
          })
      ),
      ("matches", .array(questions.matches.map { .object([("dialect", .string($0.name))]) })),
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
    let asked = questions.answers.count
    var lines = [
      "\(declaration.name.printable): \(questions.verdict.rawValue), "
        + "\(asked) question\(asked == 1 ? "" : "s")"
    ]
    for axis in Dialect.Axis.allCases {
      guard let values = questions.axes[axis] else { continue }
      let text =
        values.isEmpty
        ? "depends on what is switched on" : values.map(\.name).joined(separator: " or ")
      lines.append("  \(axis.rawValue.padded(20))\(text)")
    }
    lines += (sentences + notes).map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What to change, axis by axis, in order to compute what PyTorch does.
  private var changes: [String] {
    var changes: [String] = []
    for (_, found) in questions.answers {
      for change in found.changes where !changes.contains(change) { changes.append(change) }
    }
    return changes
  }

  private var sentences: [String] {
    if questions.verdict == .unknown {
      return ["Some answers follow no dialect: see the questions with --format json."]
    }
    var sentences: [String] = []
    if let names = IdentificationReport.names(questions.matches) {
      let settled = Dialect.Axis.allCases.compactMap { axis -> Dialect.Choice? in
        guard let values = questions.axes[axis], values.count == 1 else { return nil }
        return values[0]
      }
      let peculiar = settled.filter { $0.change != nil }.map(\.words)
      let how = peculiar.isEmpty ? "" : " (\(peculiar.joined(separator: ", ")))"
      sentences.append("You are running the RMSprop of \(names)\(how).")
    } else {
      sentences.append("No program of the catalogue computes this.")
    }
    return sentences + changes
  }

  private var notes: [String] {
    var notes: [String] = []
    for axis in Dialect.Axis.allCases where questions.axes[axis]?.isEmpty ?? false {
      let cases = questions.answers.compactMap { question, found in
        found.axes[axis].map {
          "\($0.map(\.name).joined(separator: " or ")) in \(question.id)"
        }
      }
      notes.append("\(axis.rawValue): \(cases.joined(separator: ", "))")
    }
    let open = Dialect.Axis.allCases.filter { questions.axes[$0]?.count ?? 0 > 1 }
    if !open.isEmpty {
      let names = open.map(\.rawValue).joined(separator: ", ")
      notes.append("No question that it answers parts what is left open: \(names).")
    }
    var findings: [String] = []
    for (_, found) in questions.answers {
      for sentence in found.causes.map(\.sentence) where !findings.contains(sentence) {
        findings.append(sentence)
      }
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
