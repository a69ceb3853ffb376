import PropertyCheck
import Testing

@Suite("Shrinking")
struct ShrinkingTests {
  @Test(
    "A planted bug is found and shrunk to the simplest case, from many seeds",
    arguments: PlantedBug.all)
  func simplest(bug: PlantedBug) {
    for seed: UInt64 in 1...40 {
      let report = Campaign(cases: 20_000, seed: seed, timeLimit: nil).check(bug.property)
      #expect(report.status == .failed, "seed \(seed): \(report)")
      #expect(report.failure?.message == bug.simplest, "seed \(seed): \(report)")
    }
  }

  @Test("Shrinking keeps the label, though a simpler case fails otherwise")
  func labels() {
    for seed: UInt64 in 1...20 {
      let property = Property("two failures") { source in
        let value = source.integer(in: 0...1_000_000)
        if value >= 500_000 { return .fails(Failure(label: "large", message: "\(value)")) }
        return value % 1000 == 17 ? .fails(Failure(label: "odd", message: "\(value)")) : .holds()
      }
      let failure = Campaign(cases: 5000, seed: seed).check(property).failure
      #expect(failure?.message == (failure?.label == "large" ? "500000" : "17"), "seed \(seed)")
    }
  }

  @Test("What does not matter is said, and nothing else")
  func explanation() throws {
    let property = Property("the second is above 10") { source in
      let numbers = (source.integer(in: 0...99), source.integer(in: 0...99), source.double())
      _ = source.gaussian()
      return numbers.1 > 10 ? .fails(Failure(label: "second", message: "\(numbers)")) : .holds()
    }
    let failure = try #require(Campaign().check(property).failure)
    let explanation = failure.explanation
    #expect(explanation.map(\.line) == ["integer 0", "double 0.0", "gaussian 0.0"])
    #expect(explanation.allSatisfy { $0.line != $0.other }, "\(explanation)")
    #expect(failure.decoded == ["integer 0", "integer 11", "double 0.0", "gaussian 0.0"])
    #expect("\(failure.token)".hasPrefix("0.11.0.") && failure.isSimplest, "\(failure.token)")
  }

  @Test("Shrinking keeps to its budget, and never runs a case twice")
  func budget() throws {
    let seen = Box<[Int]>()
    let property = Property("five numbers above 10") { source throws(Discard) in
      let numbers = try source.array(0...9) { $0.integer(in: 0...1000) }
      seen.add(numbers)
      return numbers.count { $0 > 10 } > 4
        ? .fails(Failure(label: "five", message: "\(numbers)")) : .holds()
    }
    var campaign = Campaign()
    let full = try #require(campaign.check(property).failure)
    #expect(full.message == "[11, 11, 11, 11, 11]" && full.isSimplest)
    campaign.shrinkAttempts = 20
    let short = try #require(campaign.check(property).failure)
    #expect(short.attempts == 20 && !short.isSimplest && short.original == full.original)
    campaign.shrinkAttempts = 0
    let none = try #require(campaign.check(property).failure)
    #expect(none.token == none.original && none.attempts == 0)
  }

  @Test("A Gaussian number above a bound shrinks to the bound")
  func gaussian() throws {
    for seed: UInt64 in 1...10 {
      let property = Property("below 3") { source in
        let value = source.gaussian()
        source.note("\(value)")
        return abs(value) < 3 ? .holds() : .fails(Failure(label: "far", message: "\(value)"))
      }
      let failure = try #require(Campaign(cases: 20_000, seed: seed).check(property).failure)
      #expect(abs(try #require(Double(failure.message))) < 3.1, "seed \(seed): \(failure)")
    }
  }

  @Test("Every token of a failure fails again when it is replayed")
  func replay() throws {
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

  @Test("Any token can be replayed, and comes back as one that says the same")
  func anyToken() {
    let numbers = StatisticalStream(seed: 4)
    let all = PlantedBug.all.map(\.property) + [Self.odd]
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

  @Test("Ranges of one number, without any of single precision, or beyond it, do no harm")
  func oddRanges() throws {
    for seed: UInt64 in 1...30 {
      let failure = try #require(Campaign(seed: seed).check(Self.odd).failure)
      #expect(failure.message.contains("0.1 "), "seed \(seed): \(failure)")
    }
  }

  private static let odd = Property("odd ranges") { source in
    let ranges = [
      0.1...0.1, -0.0...0.0, -0.0 ... -0.0, 1e300...1e301, -5 ... -3, 5e300...(.infinity),
      .infinity...(.infinity), -(.infinity)...(-0x1p-1070), 0x1p-1070...0x1p-1069,
    ].map { FloatRange($0, nan: source.boolean()) }
    let text = ranges.map { "\(source.double($0)) \(source.float($0))" }.joined(separator: " ")
    return source.integer(in: 0...9) > 4 ? .fails(Failure(label: "odd", message: text)) : .holds()
  }
}
