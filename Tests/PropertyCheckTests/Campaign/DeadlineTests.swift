import Testing

@testable import PropertyCheck

/// Deadlines.
struct DeadlineTests {
  @Test func `without a duration no time is past, and the earlier deadline counts`() {
    let never = Deadline(after: nil)
    #expect(!never.isPast && Deadline(after: .zero).isPast && !Deadline(after: .seconds(60)).isPast)
    #expect(never.and(after: .zero).isPast && !never.and(after: .seconds(60)).isPast)
    #expect(Deadline(after: .zero).and(after: .seconds(60)).isPast)
  }
}
