/// A case in words, for a report: what was drawn, and the notes of the test.
struct CaseDescription {
  /// One drawn value in words, and the choices that make it.
  struct Value: Sendable {
    let choices: Range<Int>
    let text: String
  }

  var values: [Value] = []
  var notes: [String] = []

  /// The lines for a report: the notes and the failure's lines, or else what was drawn.
  func lines(of outcome: CaseOutcome) -> [String] {
    var lines = notes
    if case .fails(let failure) = outcome { lines += failure.decoded }
    return lines.isEmpty ? values.map(\.text) : lines
  }
}
