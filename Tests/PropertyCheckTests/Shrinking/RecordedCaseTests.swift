import Testing

@testable import PropertyCheck

/// Cases as they were drawn.
struct RecordedCaseTests {
  @Test func `a recorded case has the choices, bounds, kinds and spans of what was drawn`() {
    let source = Source(limit: 10)
    source.begin(replaying: [3, 1])
    _ = source.span { source.integer(in: 0...9) }
    _ = source.float()
    let drawn = RecordedCase(source)
    #expect(drawn.choices == [3, 1] && drawn.kinds == [.plain, .single])
    #expect(drawn.bounds == [9, FloatCode.single.greatestFinite])
    #expect(drawn.spans == [Tape.Span(start: 0, end: 1, depth: 0)])
  }

  @Test func `shorter is simpler, then smaller at the first difference`() {
    #expect(isSimpler([9], than: [0, 0]) && !isSimpler([0, 0], than: [9]))
    #expect(isSimpler([1, 9], than: [2, 0]) && !isSimpler([1, 2], than: [1, 2]))
  }
}
