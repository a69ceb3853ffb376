/// How a property is checked: how many cases, of which seed, for how long.
///
/// First the regressions are replayed, then the cases are run in order: the simplest, edge cases,
/// random ones whose quasi-random draws follow a Sobol sequence. Then the cases nearest to failing
/// are varied in search of one still nearer. The first failure ends this and is shrunk. Unless time
/// runs out, the report depends on the property, the seed and the numbers here alone, not on the
/// number of jobs.
public struct Campaign: Sendable {
  /// How many cases are run, the discarded ones included.
  public var cases: Int
  /// The seed. Case i of a seed is the same in every campaign.
  public var seed: UInt64
  /// How long the campaign may take. No test is begun later; shrinking is part of it.
  public var timeLimit: Duration?
  /// On how many threads cases are run.
  public var jobs: Int
  /// How many cases the search tries; `nil` means an eighth of `cases`.
  public var searches: Int?
  /// What failed before and is replayed first; entries of other properties are passed over.
  public var regressions: [Regression]
  /// How many cases shrinking may run.
  public var shrinkAttempts = 5000
  /// How long shrinking may take.
  public var shrinkTime = Duration.seconds(5)
  /// How long drawing a case may take before it counts as slow.
  public var drawingTime = Duration.milliseconds(100)
  /// How many choices a case may have.
  public var choiceLimit = 8192

  /// How many cases come before the random ones: the simplest, and edge cases.
  static let edgeCases = 32
  /// How many of the first cases have their drawing timed.
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
    let (lastCase, deadline) = deadlines
    var report = replayRegressions(of: property, until: lastCase)
    if report.failure == nil {
      report.append(NumberedCases(of: property, in: self, until: lastCase).run())
    }
    return conclude(report, of: property, searchingUntil: lastCase, until: deadline)
  }

  /// Runs the property once on a recorded case.
  ///
  /// - Returns: the outcome, and the case in words.
  public func replay(
    _ token: ReplayToken, of property: Property
  ) -> (outcome: CaseOutcome, decoded: [String]) {
    let source = source(for: token)
    source.begin(replaying: token.choices, described: true)
    let outcome = property.run(on: source)
    return (outcome, source.inWords(outcome))
  }

  /// Runs some cases only, without search and shrinking: a part of a campaign.
  ///
  /// `PropertyReport.merged` adds such reports, and `conclude` ends the whole.
  package func run(_ property: Property, cases: Range<Int>) -> PropertyReport {
    let range = max(cases.lowerBound, 0)..<max(cases.upperBound, 0)
    return NumberedCases(of: property, in: self, until: Deadline(after: timeLimit))
      .run(range, with: source())
  }

  /// Ends a campaign of which all cases were run: searches, shrinks, puts into words.
  package func conclude(_ report: PropertyReport, of property: Property) -> PropertyReport {
    let (lastCase, deadline) = deadlines
    return conclude(report, of: property, searchingUntil: lastCase, until: deadline)
  }

  /// A source whose cases may have as many choices as the campaign allows, or as the longest of
  /// the recorded cases has.
  func source(for recorded: ReplayToken...) -> Source {
    Source(limit: recorded.map(\.choices.count).reduce(max(choiceLimit, 1), max))
  }

  /// The deadlines for beginning a case, and for beginning anything: the time between them is for
  /// shrinking.
  private var deadlines: (lastCase: Deadline, all: Deadline) {
    (
      Deadline(after: timeLimit.map { max($0 - shrinkTime, $0 / 2) }), Deadline(after: timeLimit)
    )
  }

  /// Replays the regressions of the property, each a case like any other, up to the first failure.
  private func replayRegressions(
    of property: Property, until deadline: Deadline
  ) -> PropertyReport {
    var report = PropertyReport(property, seed: seed, from: 0)
    let ours = regressions.filter { $0.property == property.name }
    for (index, regression) in ours.enumerated() {
      if deadline.isPast {
        report.isOutOfTime = true
        break
      }
      let source = source(for: regression.token)
      source.begin(replaying: regression.token.choices)
      report.regressions += 1
      if case .fails(let failure) = property.run(on: source) {
        report.failure = Counterexample(
          failure, origin: .regression(index), choices: source.tape.sequence)
        break
      }
    }
    return report
  }

  private func conclude(
    _ report: PropertyReport, of property: Property, searchingUntil lastCase: Deadline,
    until deadline: Deadline
  ) -> PropertyReport {
    let source = source()
    var report = report
    if report.failure == nil {
      ClosenessSearch(of: property, in: self, until: lastCase).run(with: source, into: &report)
    }
    if var failure = report.failure {
      failure.shrink(property, in: self, until: deadline)
      report.failure = failure
    } else if let nearest = report.nearest, !deadline.isPast {
      source.begin(replaying: nearest.token.choices, described: true)
      report.nearestCases[0].decoded = source.inWords(property.run(on: source))
    }
    return report
  }
}
