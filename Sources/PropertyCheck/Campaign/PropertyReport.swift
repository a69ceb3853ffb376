/// What a campaign, or a range of its cases, found of a property.
public struct PropertyReport: Sendable, Equatable {
  /// The name of the property.
  public let property: String
  /// The campaign's seed.
  public let seed: UInt64
  /// Which cases were run, the discarded ones included. After a failure no more are.
  package internal(set) var range: Range<Int>
  /// How many cases were discarded, by reason.
  public internal(set) var discarded: [String: Int] = [:]
  /// How many edge cases were run; they come first.
  package internal(set) var edgeCases = 0
  /// How many regressions were replayed before the cases.
  package internal(set) var regressions = 0
  /// How many cases the search for the largest closeness tried.
  package internal(set) var searched = 0
  /// The property's failure, if it has one.
  public internal(set) var failure: Counterexample?
  /// Whether the time was up before all was done.
  public internal(set) var isOutOfTime = false
  /// How many of the cases that are timed were slow to draw.
  var slowDraws = 0
  /// The few cases nearest to failing, the nearest first; the search starts from them.
  var nearestCases: [NearestCase] = []

  static let nearestKept = 4

  init(_ property: Property, seed: UInt64, from start: Int) {
    self.property = property.name
    self.seed = seed
    range = start..<start
  }

  /// How many cases were run, the discarded ones included.
  public var cases: Int { range.count }
  /// How many cases were not discarded.
  public var tested: Int { range.count - discarded.values.reduce(0, +) }
  /// The case that came nearest to failing, if one came above 0.
  package var nearest: NearestCase? { nearestCases.first }
  /// The largest closeness of a case, at least 0.
  public var closeness: Double { nearest?.closeness ?? 0 }

  /// What a report says of its property.
  public enum Status: String, Sendable {
    /// Every case held, and enough of them were run to say something.
    case passed
    /// A case failed, and fails again when it is replayed.
    case failed
    /// A case failed, and does not fail in the same way when it is replayed.
    case flaky
    /// No case failed, but what was run says too little.
    case unhealthy
  }

  /// What a report says of its property.
  public var status: Status {
    if let failure { return failure.isFlaky ? .flaky : .failed }
    return healthProblem == nil ? .passed : .unhealthy
  }

  /// Why the report says little though no case failed; `nil` if it says enough.
  package var healthProblem: HealthProblem? {
    if failure != nil { return nil }
    if cases == 0 { return .nothingRun }
    let lost = cases - tested
    if tested == 0 || cases >= 20 && lost * 10 >= cases * 9 {
      return .mostlyDiscarded(lost, of: cases, reason: reasons.first?.reason ?? "")
    }
    return slowDraws > 0 && slowDraws == min(cases, Campaign.timedCases) ? .slowDrawing : nil
  }

  /// Why cases were discarded, the most frequent reason first.
  private var reasons: [(reason: String, count: Int)] {
    discarded.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

// MARK: Adding to a report

extension PropertyReport {
  /// Notes a case that held, if it is among the nearest to failing.
  mutating func note(
    closeness: Double, origin: CaseOrigin, choices: @autoclosure () -> [UInt64]
  ) {
    guard closeness > 0 else { return }
    if nearestCases.count == Self.nearestKept,
      closeness <= nearestCases[nearestCases.count - 1].closeness
    {
      return
    }
    insert(NearestCase(closeness: closeness, origin: origin, token: ReplayToken(choices())))
  }

  private mutating func insert(_ new: NearestCase) {
    if nearestCases.contains(where: { $0.token == new.token }) { return }
    let place = nearestCases.firstIndex { $0.closeness < new.closeness } ?? nearestCases.count
    nearestCases.insert(new, at: place)
    if nearestCases.count > Self.nearestKept { nearestCases.removeLast() }
  }

  /// Adds the report of the range that follows, of the same property and seed.
  ///
  /// After a failure, nothing is added: the campaign would have stopped there.
  mutating func append(_ next: PropertyReport) {
    guard failure == nil else { return }
    range = range.lowerBound..<max(range.upperBound, next.range.upperBound)
    discarded.merge(next.discarded, uniquingKeysWith: +)
    edgeCases += next.edgeCases
    regressions += next.regressions
    searched += next.searched
    slowDraws += next.slowDraws
    isOutOfTime = isOutOfTime || next.isOutOfTime
    failure = next.failure
    for new in next.nearestCases { insert(new) }
  }

  /// The report of a whole from those of its ranges, in any order.
  ///
  /// - Returns: `nil` if there are no parts, if a range is missing between them that no failure
  ///   explains, or if they are of different campaigns.
  package static func merged(_ parts: [PropertyReport]) -> PropertyReport? {
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

// MARK: Words

extension PropertyReport: CustomStringConvertible {
  /// The report in words: one line if all is well, a failure with its case and its token.
  public var description: String {
    var head = "\(property): \(status.rawValue), \(cases) cases of seed \(seed)"
    if edgeCases > 0 { head += ", \(edgeCases) of them edge cases" }
    if regressions > 0 { head += ", \(regressions) regressions" }
    if searched > 0 { head += ", \(searched) searched" }
    if isOutOfTime { head += ", out of time" }
    var lines = [head]
    for (reason, count) in reasons {
      lines.append("  discarded \(count): \(reason)")
    }
    if let healthProblem { lines.append("  health: \(healthProblem)") }
    if let failure {
      lines += failure.lines.map { "  " + $0 }
    } else if let nearest {
      lines.append(
        "  nearest to failing: \(nearest.closeness) of 1 in \(nearest.origin), "
          + "replay \(nearest.token)")
      lines += nearest.decoded.map { "    " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}
