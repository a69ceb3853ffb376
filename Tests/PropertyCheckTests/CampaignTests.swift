import PropertyCheck
import Synchronization
import Testing

@Suite("A campaign")
struct CampaignTests {
  @Test("The same seed gives the same report, another seed another one, on any number of threads")
  func repeatable() {
    for limit in [580, 595, 600] {
      let property = sumProperty(limit: limit)
      let report = Campaign(cases: 3000, seed: 5).check(property)
      #expect(Campaign(cases: 3000, seed: 5).check(property) == report)
      #expect(Campaign(cases: 3000, seed: 5, jobs: 3).check(property) == report)
      #expect(Campaign(cases: 3000, seed: 6).check(property) != report)
    }
  }

  @Test("Cases of a seed are the same however they are split", arguments: [500, 590, 600])
  func sums(limit: Int) {
    let property = sumProperty(limit: limit)
    let campaign = Campaign(cases: 2000, seed: 3)
    let whole = campaign.run(property, cases: 0..<2000)
    let parts = [700..<701, 0..<7, 1999..<2000, 7..<700, 701..<1999].map {
      campaign.run(property, cases: $0)
    }
    #expect(PropertyReport.merged(parts) == whole)
    #expect(campaign.conclude(whole, of: property) == campaign.check(property))
    #expect(PropertyReport.merged([]) == nil)
    if whole.failure == nil { #expect(PropertyReport.merged([parts[0], parts[1]]) == nil) }
  }

  @Test(
    "The nearest case to failing is reported with its witness, and the search finds a nearer one")
  func witness() throws {
    let property = Property("a number that is never 1000") { source in
      let (a, b) = (source.integer(in: 0...100_000), source.integer(in: 0...100_000))
      source.note("\(a) and \(b)")
      return .holds(closeness: 1 / (1 + Double(abs(a - 33_333) + abs(b - 44_444))))
    }
    var campaign = Campaign(cases: 400, seed: 2, searches: 0)
    let plain = campaign.check(property)
    campaign.searches = 3000
    let report = campaign.check(property)
    #expect(report.status == .passed && report.searched == 3000)
    #expect(report.closeness > 10 * plain.closeness)
    let nearest = try #require(report.nearest)
    let again = campaign.replay(nearest.token, of: property)
    #expect(again.outcome == .holds(closeness: nearest.closeness))
    #expect(again.decoded == nearest.decoded && nearest.decoded.count == 1)
    #expect(report.description.contains("nearest to failing"))
  }

  @Test("A closeness that is above 1 or not a number is a failure")
  func beyond() {
    for closeness in [1.5, .nan, .infinity] {
      let report = Campaign().check(Property("beyond") { _ in .holds(closeness: closeness) })
      #expect(report.failure?.label == "closeness")
    }
    #expect(Campaign().check(Property("limit") { _ in .holds(closeness: 1) }).status == .passed)
  }

  @Test("A failure that does not come again is flaky")
  func flaky() {
    let runs = Atomic(0)
    let property = Property("fails once") { source in
      _ = source.integer(in: 0...9)
      return runs.add(1, ordering: .relaxed).newValue == 40
        ? .fails(Failure(label: "once", message: "now")) : .holds()
    }
    let report = Campaign().check(property)
    #expect(report.status == .flaky && report.cases == 40)
    #expect(report.description.contains("flaky") && Regression(report) == nil)
  }

  @Test("No case is begun after the deadline, and the report says so")
  func deadline() {
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

  @Test("Discards are counted by reason, and too many are a health problem")
  func discards() {
    func property(lost: Double) -> Property {
      Property("discarding") { source throws(Discard) in
        if source.uniform() < lost { throw source.discard("too small") }
        return source.boolean() ? .holds() : .discarded("tails")
      }
    }
    let some = Campaign(cases: 1000).check(property(lost: 0.5))
    #expect(some.status == .passed && Set(some.discarded.keys) == ["too small", "tails"])
    #expect(some.tested + some.discarded.values.reduce(0, +) == 1000 && some.edgeCases == 32)
    let most = Campaign(cases: 1000).check(property(lost: 0.9))
    #expect(most.status == .unhealthy)
    #expect("\(most)".contains("were discarded, mostly: too small"))
  }

  @Test("Slow drawing is a health problem, a slow test is not")
  func slowness() {
    @Sendable func wait() {
      let end = ContinuousClock.now + .milliseconds(3)
      while ContinuousClock.now < end {}
    }
    var campaign = Campaign(cases: 20)
    campaign.drawingTime = .milliseconds(1)
    let drawing = Property("slow to draw") { source in
      wait()
      return source.boolean() ? .holds() : .holds()
    }
    #expect(campaign.check(drawing).healthProblem == .slowDrawing)
    campaign.drawingTime = .seconds(60)
    #expect(campaign.check(drawing).status == .passed)
  }

  @Test("Regressions replay first")
  func regressions() throws {
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
    "Properties are checked as tests with a seed of their own", .seed(77),
    arguments: [sumProperty(limit: 600), sumProperty(limit: 700)])
  func asTest(property: Property) {
    let report = expect(property)
    #expect(report.seed == 77 && report.cases == 1000)
  }

  @Test("A failing property is one issue")
  func oneIssue() {
    withKnownIssue {
      _ = expect(sumProperty(limit: 100))
    } matching: { issue in
      issue.comments.first?.rawValue.contains("101 is above 100") == true
    }
  }
}
