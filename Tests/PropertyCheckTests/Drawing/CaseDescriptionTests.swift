import Testing

@testable import PropertyCheck

/// Cases in words.
struct CaseDescriptionTests {
  @Test func `the notes and the failure's lines are the case, or else what was drawn`() {
    var described = CaseDescription()
    described.values = [CaseDescription.Value(choices: 0..<1, text: "integer 3")]
    #expect(described.lines(of: .holds()) == ["integer 3"])
    let failure = Failure(label: "x", message: "y", case: ["three"])
    #expect(described.lines(of: .fails(failure)) == ["three"])
    described.notes = ["note"]
    #expect(described.lines(of: .fails(failure)) == ["note", "three"])
  }

  @Test func `notes are made only when a case is described`() {
    let source = Source(limit: 10)
    var made = 0
    func text() -> String {
      made += 1
      return "note"
    }
    source.begin(replaying: [4])
    source.note(text())
    #expect(made == 0 && source.inWords(.holds()).isEmpty)
    source.begin(replaying: [4], described: true)
    #expect(source.choice(upTo: 9) == 4 && source.inWords(.holds()) == ["choice 4"])
    source.note(text())
    #expect(made == 1 && source.inWords(.holds()) == ["note"])
  }
}
