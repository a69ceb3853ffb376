/// What a campaign, or a range of its cases, found of a property.
public struct PropertyReport: Sendable, Equatable {
  /// The name of the property.
  public let property: String
  /// The campaign's seed.
  public let seed: UInt64
  /// Which cases were run, the discarded ones included. After a failure no more are.
  public var range: Range<Int>
  /// How many cases were discarded, by reason.
  public var discarded: [String: Int] = [:]
  /// How many edge cases were run; they come first.
  public var edgeCases = 0
  /// How many regressions were replayed before.
  public var regressions = 0
  /// How many cases the search for the largest closeness tried.
  public var searched = 0
  /// The case that came nearest to failing, if one came above 0.
  public var witness: Witness? { leaders.first }
  /// The property's failure, if it has one.
  public var failure: Counterexample?
  /// Whether the time was up before all was done.
  public var isOutOfTime = false
  /// How many of the cases that are timed were slow to draw.
  var slowDraws = 0

  /// The nearest few to failing, nearest first; the search starts from them.
  var leaders: [Witness] = []
  static let leadersKept = 4

  /// How many cases were run, the discarded ones included.
  public var cases: Int { range.count }
  /// How many cases were judged.
  public var judged: Int { range.count - discarded.values.reduce(0, +) }
  /// The largest closeness, 0 if there is no witness.
  public var closeness: Double { witness?.closeness ?? 0 }

  init(_ property: Property, seed: UInt64, from start: Int) {
    self.property = property.name
    self.seed = seed
    range = start..<start
  }

  /// A case that holds, and how closely.
  public struct Witness: Sendable, Equatable {
    /// How near to failing; 1 is the limit.
    public let closeness: Double
    /// Where it was found.
    public let origin: Origin
    /// The case.
    public let token: ReplayToken
    /// The case in words; empty in the report of a range.
    public var decoded: [String] = []
  }

  /// How the property stands.
  public enum Status: String, Sendable {
    /// Every case held, and they say something.
    case passed
    /// A case failed, and fails again when it is replayed.
    case failed
    /// A case failed, and does not fail in the same way when it is replayed.
    case flaky
    /// No case failed, but what was run says too little.
    case unhealthy
  }

  /// How the property stands.
  public var status: Status {
    if let failure { return failure.isFlaky ? .flaky : .failed }
    return healthProblem == nil ? .passed : .unhealthy
  }

  /// Why cases that hold say little, if so.
  public var healthProblem: HealthProblem? {
    if failure != nil { return nil }
    if cases == 0 { return .nothingRun }
    let lost = cases - judged
    if judged == 0 || cases >= 20 && lost * 10 >= cases * 9 {
      let reasons = discarded.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return .mostlyDiscarded(lost, of: cases, reason: reasons.first?.key ?? "")
    }
    return slowDraws > 0 && slowDraws == min(cases, Campaign.timedCases) ? .slowDrawing : nil
  }

  /// Notes a case that held, if it is among the nearest to failing.
  mutating func note(closeness: Double, origin: Origin, choices: @autoclosure () -> [UInt64]) {
    guard closeness > 0 else { return }
    if leaders.count == Self.leadersKept, closeness <= leaders[leaders.count - 1].closeness {
      return
    }
    insert(Witness(closeness: closeness, origin: origin, token: ReplayToken(choices())))
  }

  private mutating func insert(_ witness: Witness) {
    if leaders.contains(where: { $0.token == witness.token }) { return }
    let place = leaders.firstIndex { $0.closeness < witness.closeness } ?? leaders.count
    leaders.insert(witness, at: place)
    if leaders.count > Self.leadersKept { leaders.removeLast() }
  }
}

extension PropertyReport {
  /// The sum of two reports of one property and seed, the second of the range that follows.
  ///
  /// After a failure, nothing is added: the campaign would have stopped there.
  public mutating func append(_ next: PropertyReport) {
    guard failure == nil else { return }
    range = range.lowerBound..<max(range.upperBound, next.range.upperBound)
    discarded.merge(next.discarded, uniquingKeysWith: +)
    edgeCases += next.edgeCases
    regressions += next.regressions
    searched += next.searched
    slowDraws += next.slowDraws
    isOutOfTime = isOutOfTime || next.isOutOfTime
    failure = next.failure
    for witness in next.leaders { insert(witness) }
  }

  /// The report of a whole of which these are the ranges, in any order; nothing for none, or if a
  /// range is missing between them that no failure explains, or they are of different campaigns.
  public static func merged(_ parts: [PropertyReport]) -> PropertyReport? {
    let parts = parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard var sum = parts.first else { return nil }
    for part in parts.dropFirst() where sum.failure == nil {
      guard part.property == sum.property, part.seed == sum.seed,
        part.range.lowerBound == sum.range.upperBound
      else { return nil }
      sum.append(part)
    }
    return sum
  }
}

/// Where a case came from.
public enum Origin: Sendable, Equatable, CustomStringConvertible {
  /// The corpus of regressions: which of those of the property, counted from 0.
  case regression(Int)
  /// A numbered case of the seed.
  case number(Int)
  /// The search for the largest closeness: which try, counted from 0.
  case search(Int)

  /// In words.
  public var description: String {
    switch self {
    case .regression(let index): "regression \(index)"
    case .number(let index): "case \(index)"
    case .search(let index): "try \(index) of the search"
    }
  }
}

/// Why a report says little though no case failed.
public enum HealthProblem: Sendable, Equatable, CustomStringConvertible {
  /// No case was run at all.
  case nothingRun
  /// Nine cases of ten were discarded, or all.
  case mostlyDiscarded(Int, of: Int, reason: String)
  /// The first cases took longer to draw than the campaign allows.
  case slowDrawing

  /// In words.
  public var description: String {
    switch self {
    case .nothingRun: "no case was run"
    case .mostlyDiscarded(let lost, let cases, let reason):
      "\(lost) of \(cases) cases were discarded, mostly: \(reason)"
    case .slowDrawing: "drawing a case is slow"
    }
  }
}
