import Testing

@testable import PropertyCheck

/// The recorded choices of a case.
struct TapeTests {
  @Test func `a replay reads what was recorded, at most the bound, and then zeros`() {
    var tape = Tape(limit: 10)
    tape.begin(replaying: [5, 900], limit: .max)
    var wasExhausted: [Bool] = []
    for _ in 0..<3 {
      wasExhausted.append(tape.isExhausted)
      tape.append(tape.next(upTo: 99), upTo: 99, as: .plain)
    }
    let read = tape.sequence
    #expect(read == [5, 99, 0] && wasExhausted == [false, false, true])
  }

  @Test func `past the limit nothing is recorded, and what is drawn differs`() {
    var tape = Tape(limit: 2)
    tape.begin(replaying: [], limit: 1)
    let wasFull = tape.isFull
    tape.append(7, upTo: 9, as: .word)
    let (isFull, wasOverrun) = (tape.isFull, tape.isOverrun)
    #expect(!wasFull && isFull && !wasOverrun)
    let drawn = (0..<200).map { _ in tape.pastLimit(upTo: 9) }
    #expect(Set(drawn) == Set(0...9))
    tape.correctLast(1)
    let (isOverrun, sequence) = (tape.isOverrun, tape.sequence)
    #expect(isOverrun && sequence == [7])
    tape.begin()
    let (isStillOverrun, limit, count) = (tape.isOverrun, tape.limit, tape.count)
    #expect(!isStillOverrun && limit == 2 && count == 0)
  }

  @Test func `a correction keeps to the bound of the last choice`() throws {
    var tape = Tape(limit: 5)
    tape.begin()
    tape.correctLast(3)
    tape.append(1, upTo: 4, as: .double)
    tape.correctLast(9)
    let choice = try #require(tape.choices.first)
    #expect(choice.value == 4 && choice.bound == 4 && choice.kind == .double)
  }

  @Test func `spans have the places and depths at which they were opened`() {
    var tape = Tape(limit: 3)
    tape.begin()
    let outer = tape.openSpan()
    tape.append(0, upTo: 1, as: .plain)
    let inner = tape.openSpan()
    tape.append(1, upTo: 1, as: .plain)
    tape.closeSpan(inner)
    tape.closeSpan(outer)
    let next = tape.openSpan()
    let beyond = tape.openSpan()
    let spans = Array(tape.spans)
    #expect([outer, inner, next, beyond] == [0, 1, 2, nil])
    #expect(
      spans == [
        Tape.Span(start: 0, end: 2, depth: 0), Tape.Span(start: 1, end: 2, depth: 1),
        Tape.Span(start: 2, end: 2, depth: 0),
      ])
  }
}
