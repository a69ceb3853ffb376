import PropertyCheck
import Testing

/// Cases as short texts.
struct ReplayTokenTests {
  @Test func `tokens are short texts that come back as they were`() throws {
    for choices: [UInt64] in [[], [0], [0, 0, 1, 1, 0], [.max, 0, 1 << 63]] {
      let token = ReplayToken(choices)
      #expect(try ReplayToken(token.description) == token)
    }
    #expect("\(ReplayToken([0, 0, 1, 1, 0]))" == "0.0.1.1.0" && "\(ReplayToken([]))" == "-")
  }

  @Test(
    arguments: [
      ("", 1, ""), ("1.x.2", 2, "x"), ("1..2", 2, ""), ("0.18446744073709551616", 2, nil),
      ("+1", 1, "+1"), ("1.2.", 3, ""), ("1.-2", 2, "-2"), ("1 .2", 1, "1 "),
    ] as [(String, Int, String?)])
  func `a text that is no token is refused, and the place is named`(
    text: String, position: Int, part: String?
  ) throws {
    let error = try #require(throws: ReplayToken.ParseError.self) { try ReplayToken(text) }
    #expect(error.position == position)
    if let part { #expect(error.part == part) }
    #expect(error.description.contains("whole number from 0 to 18446744073709551615"))
  }

  @Test func `every token of a failure fails again when it is replayed`() throws {
    for bug in PlantedBug.all {
      let campaign = Campaign(cases: 20_000, seed: 99)
      let failure = try #require(campaign.check(bug.property).failure)
      for token in [failure.original, failure.token] {
        let again = campaign.replay(try ReplayToken(token.description), of: bug.property)
        guard case .fails(let found) = again.outcome else {
          Issue.record("\(bug.testDescription): \(token) does not fail")
          continue
        }
        #expect(found.label == failure.label)
      }
    }
  }

  @Test func `any token can be replayed, and zeros at its end change nothing`() {
    let numbers = StatisticalStream(seed: 4)
    let all = PlantedBug.all.map(\.property) + [oddRanges]
    for _ in 0..<200 {
      let choices = (0..<numbers.integer(below: 40)).map { _ in
        UInt64(numbers.integer(below: .max)) >> numbers.integer(below: 64)
      }
      for property in all {
        let first = Campaign().replay(ReplayToken(choices), of: property)
        let padded = Campaign().replay(ReplayToken(choices + [0, 0]), of: property)
        #expect(first.decoded == padded.decoded, "seed 4: \(ReplayToken(choices))")
      }
    }
  }
}
