import PropertyCheck
import Testing

/// Shrinking, from failures to the simplest cases.
struct ShrinkerTests {
  @Test(arguments: PlantedBug.all)
  func `a planted bug is found and shrunk to the simplest case, from many seeds`(bug: PlantedBug) {
    for seed: UInt64 in 1...40 {
      let report = Campaign(cases: 20_000, seed: seed, timeLimit: nil).check(bug.property)
      #expect(report.status == .failed, "seed \(seed): \(report)")
      #expect(report.failure?.message == bug.simplest, "seed \(seed): \(report)")
    }
  }

  @Test func `shrinking keeps the label, though a simpler case fails otherwise`() {
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

  @Test func `shrinking keeps to its budget, and never runs a case twice`() throws {
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

  @Test func `a Gaussian number above a bound shrinks to the bound`() throws {
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
}
