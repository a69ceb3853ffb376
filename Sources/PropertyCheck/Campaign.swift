/// How a property is checked: how many cases, of which seed, for how long.
///
/// First the regressions are replayed, then the cases are run in order: the simplest, edge cases,
/// random ones whose quasi-random draws follow a Sobol sequence. Then the cases nearest to failing
/// are varied in search of one still nearer. The first failure ends this and is shrunk. Unless time
/// runs out, the report depends on the property, the seed and the numbers here alone, not on the
/// number of jobs.
public struct Campaign: Sendable {
  /// How many cases; the discarded ones count.
  public var cases: Int
  /// The seed. Case i of a seed is the same in every campaign.
  public var seed: UInt64
  /// How long in all. No test is begun later; shrinking is part of it.
  public var timeLimit: Duration?
  /// On how many threads cases are run.
  public var jobs: Int
  /// How many cases the search tries; nothing means an eighth of `cases`.
  public var searches: Int?
  /// What failed before; entries of other properties are passed over.
  public var regressions: [Regression]
  /// How many cases shrinking may run, and how long.
  public var shrinkAttempts = 10_000
  /// How long shrinking may take.
  public var shrinkTime = Duration.seconds(5)
  /// How long drawing a case may take before it counts as slow.
  public var drawingTime = Duration.milliseconds(100)
  /// How many choices a case may have.
  public var choiceLimit = 8192

  /// The cases before this one are edge cases.
  public static let edgeCases = 32
  /// How many cases of a range are timed.
  static let timedCases = 8

  /// A campaign; the seed is fixed unless it is given.
  public init(
    cases: Int = 1000, seed: UInt64 = 1, timeLimit: Duration? = .seconds(60), jobs: Int = 1,
    searches: Int? = nil, regressions: [Regression] = []
  ) {
    self.cases = max(cases, 0)
    self.seed = seed
    self.timeLimit = timeLimit
    self.jobs = max(jobs, 1)
    self.searches = searches
    self.regressions = regressions
  }

  /// Checks a property: regressions, cases, search, shrinking.
  public func check(_ property: Property) -> PropertyReport {
    let deadline = Deadline(after: timeLimit)
    // What remains then is for shrinking.
    let last = Deadline(after: timeLimit.map { max($0 - shrinkTime, $0 / 2) })
    var report = replayRegressions(property, until: last)
    if report.failure == nil { report.append(runAll(property, until: last)) }
    let source = Source(limit: max(choiceLimit, 1))
    if report.failure == nil { search(property, with: source, until: last, into: &report) }
    finish(&report, of: property, with: source, until: deadline)
    return report
  }

  /// Runs some cases only, without search and shrinking: a part of a campaign.
  ///
  /// `PropertyReport.merged` adds such reports, and `conclude` ends the whole.
  public func run(_ property: Property, cases: Range<Int>) -> PropertyReport {
    let range = max(cases.lowerBound, 0)..<max(cases.upperBound, 0)
    return run(
      property, range, with: Source(limit: max(choiceLimit, 1)),
      until: Deadline(after: timeLimit))
  }

  /// Ends a campaign of which all cases were run: searches, shrinks, puts into words.
  public func conclude(_ report: PropertyReport, of property: Property) -> PropertyReport {
    let deadline = Deadline(after: timeLimit)
    let last = Deadline(after: timeLimit.map { max($0 - shrinkTime, $0 / 2) })
    let source = Source(limit: max(choiceLimit, 1))
    var report = report
    if report.failure == nil { search(property, with: source, until: last, into: &report) }
    finish(&report, of: property, with: source, until: deadline)
    return report
  }

  /// Runs the property once on a recorded case.
  ///
  /// - Returns: the verdict, and the case in words.
  public func replay(
    _ token: ReplayToken, of property: Property
  ) -> (verdict: Verdict, decoded: [String]) {
    let source = Source(limit: max(choiceLimit, token.choices.count, 1))
    source.begin(replaying: token.choices, described: true)
    let verdict = property.judge(source)
    return (verdict, source.inWords(verdict))
  }

  /// The failures of the corpus first, each a case like any other.
  private func replayRegressions(_ property: Property, until deadline: Deadline) -> PropertyReport {
    var report = PropertyReport(property, seed: seed, from: 0)
    let mine = regressions.filter { $0.property == property.name }
    for (index, regression) in mine.enumerated() {
      if deadline.isPast {
        report.isOutOfTime = true
        break
      }
      let source = Source(limit: max(choiceLimit, regression.token.choices.count, 1))
      source.begin(replaying: regression.token.choices)
      report.regressions += 1
      if case .fails(let failure) = property.judge(source) {
        report.failure = Counterexample(
          failure, origin: .regression(index), choices: source.sequence)
        break
      }
    }
    return report
  }
}
