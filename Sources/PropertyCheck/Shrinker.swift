/// Makes a failing case simple: shorter, then with smaller choices, and never with another label.
///
/// It tries sequences that are simpler than the best one; what is kept is what the property then
/// drew, if that is simpler and fails with the same label.
final class Shrinker {
  private let property: Property
  private let source: Source
  private let label: String
  private let deadline: Deadline
  private let budget: Int
  private var tried: Set<[UInt64]> = []

  /// The simplest failing case so far.
  private(set) var best: Example
  /// How it fails.
  private(set) var failure: Failure
  /// How many cases were run.
  private(set) var attempts = 0

  /// A shrinker of what the source has just drawn, which fails so.
  init(
    _ property: Property, _ source: Source, _ failure: Failure, attempts: Int,
    until deadline: Deadline
  ) {
    self.property = property
    self.source = source
    self.failure = failure
    self.deadline = deadline
    label = failure.label
    budget = attempts
    best = Example(source)
  }

  /// Whether nothing may be run any more.
  private(set) var isSpent = false

  /// Runs the passes until none finds anything.
  ///
  /// - Returns: whether that was reached within the budget.
  func shrink() -> Bool {
    var before: [UInt64]
    repeat {
      before = best.choices
      dropSpans()
      dropChoices()
      liftSpans()
      clearRuns()
      lowerEach()
      lowerEqual()
      moveBetween()
      sortSpans()
    } while best.choices != before && !isSpent
    return !isSpent
  }

  /// Tries a sequence; it is the best one then, if it fails in the same way and is simpler.
  @discardableResult
  func attempt(_ candidate: [UInt64]) -> Bool {
    guard isSimpler(candidate, than: best.choices), !isSpent else { return false }
    guard tried.insert(candidate).inserted else { return false }
    guard let found = failure(of: candidate, limit: best.choices.count),
      isSimpler(source.sequence, than: best.choices)
    else { return false }
    best = Example(source)
    failure = found
    return true
  }

  /// The same with some choices replaced.
  @discardableResult
  func attempt(_ indices: [Int], _ value: UInt64) -> Bool {
    var candidate = best.choices
    for index in indices where index < candidate.count { candidate[index] = value }
    return attempt(candidate)
  }

  /// Runs a sequence: how it fails, if it does so under the same label.
  private func failure(of sequence: [UInt64], limit: Int) -> Failure? {
    if attempts >= budget || deadline.isPast {
      isSpent = true
      return nil
    }
    attempts += 1
    source.begin(replaying: sequence, limit: limit)
    guard case .fails(let failure) = property.judge(source), failure.label == label else {
      return nil
    }
    return failure
  }

  /// What of the best case may be something else: where each of some other values of a draw fails
  /// in the same way, the first line that they change, and how one of them changes it.
  func explain(_ draws: [Source.Draw], in decoded: [String]) -> [Alternative] {
    let variation = Variation(seed: 1)
    var explanation: [Alternative] = []
    for draw in draws {
      var example: [UInt64]?
      var isFree = true
      for _ in 0..<12 where isFree {
        var changed = best.choices
        for i in draw.choices where i < changed.count {
          changed[i] = variation.fresh(upTo: best.bounds[i], kind: best.kinds[i])
        }
        if changed == best.choices { continue }
        isFree = failure(of: changed, limit: .max) != nil
        example = example ?? changed
      }
      guard isFree, let example else { continue }
      source.begin(replaying: example, described: true)
      let other = source.inWords(property.judge(source))
      guard other.count == decoded.count,
        let line = decoded.indices.first(where: { decoded[$0] != other[$0] })
      else { continue }
      explanation.append(Alternative(line: decoded[line], other: other[line]))
    }
    return explanation
  }
}
