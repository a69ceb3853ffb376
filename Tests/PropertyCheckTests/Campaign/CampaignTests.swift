import PropertyCheck
import Synchronization
import Testing

/// How properties are checked.
struct CampaignTests {
  @Test func `the same seed gives the same report on any number of threads, another seed another`()
  {
    for limit in [580, 595, 600] {
      let property = sumProperty(limit: limit)
      let report = Campaign(cases: 3000, seed: 5).check(property)
      #expect(Campaign(cases: 3000, seed: 5).check(property) == report)
      #expect(Campaign(cases: 3000, seed: 5, jobs: 3).check(property) == report)
      #expect(Campaign(cases: 3000, seed: 6).check(property) != report)
    }
  }

  @Test func `no case is begun after the deadline, and the report says so`() {
    let runs = Atomic(0)
    let property = Property("slow") { source in
      runs.add(1, ordering: .relaxed)
      let end = ContinuousClock.now + .milliseconds(4)
      while ContinuousClock.now < end {}
      return source.integer(in: 0...1000) > 900
        ? .fails(Failure(label: "big", message: "big")) : .holds(closeness: 0.5)
    }
    for jobs in [1, 2] {
      var campaign = Campaign(cases: 1_000_000, timeLimit: .milliseconds(20), jobs: jobs)
      campaign.shrinkTime = .milliseconds(10)
      let report = campaign.check(property)
      #expect(report.cases < 1000)
      #expect(report.isOutOfTime || report.failure?.isSimplest == false)
    }
    runs.store(0, ordering: .relaxed)
    let none = Campaign(timeLimit: .zero).check(property)
    #expect(runs.load(ordering: .relaxed) == 0)
    #expect(none.healthProblem == .nothingRun && none.isOutOfTime)
  }

  @Test func `regressions replay first`() throws {
    let runs = Box<Int>()
    let property = Property("no 7777") { source in
      let value = source.integer(in: 0...1_000_000)
      runs.add(value)
      return value == 7777 ? .fails(Failure(label: "7777", message: "\(value)")) : .holds()
    }
    func entry(_ name: String, _ value: UInt64) -> Regression {
      Regression(
        property: name, token: ReplayToken([value]), case: ["\(value)"], label: "7777", seed: 1)
    }
    var campaign = Campaign(
      cases: 50, regressions: [entry("another", 1), entry("no 7777", 12), entry("no 7777", 13)])
    let passed = campaign.check(property)
    #expect(passed.status == .passed && passed.regressions == 2 && passed.cases == 50)
    #expect(Array(runs.values.prefix(3)) == [12, 13, 0])
    campaign.regressions.append(entry("no 7777", 7777))
    let failed = campaign.check(property)
    #expect(failed.failure?.origin == .regression(2) && failed.cases == 0)
    #expect(try #require(Regression(failed)).token == ReplayToken([7777]))
  }

  @Test(
    .seed(77),
    arguments: [sumProperty(limit: 600), sumProperty(limit: 700)])
  func `properties are checked as tests with a seed of their own`(property: Property) {
    let report = expect(property)
    #expect(report.seed == 77 && report.cases == 1000)
  }

  @Test func `a failing property is one issue`() {
    withKnownIssue {
      _ = expect(sumProperty(limit: 100))
    } matching: { issue in
      issue.comments.first?.rawValue.contains("101 is above 100") == true
    }
  }
}
