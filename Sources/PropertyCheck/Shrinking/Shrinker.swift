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
  private(set) var best: RecordedCase
  /// How the simplest case fails.
  private(set) var failure: Failure
  /// How many cases the shrinker has run.
  private(set) var attempts = 0
  /// Whether the budget or the time is spent, so that nothing may be run any more.
  private(set) var isSpent = false

  /// A shrinker of the case that the source has just drawn, and how it fails.
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
    best = RecordedCase(source)
  }

  /// Runs the passes until none finds anything.
  ///
  /// The passes that make the case shorter come first: every later one tries less on a short case,
  /// and shorter is simpler whatever the choices are. Spans go before single choices, because one
  /// try drops many; whole runs become zero before each choice is lowered alone, for the same
  /// reason. What remains needs several choices to change at once and is tried only then: equal
  /// ones together, two of one sum, and at last the order of spans, which depends on their final
  /// values. A pass may make another one useful again, hence the repetition.
  ///
  /// - Returns: whether the end was reached within the budget.
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

  /// Tries a sequence, which becomes the best one if it fails in the same way and is simpler.
  ///
  /// - Returns: whether it became the best one.
  @discardableResult
  func attempt(_ candidate: [UInt64]) -> Bool {
    guard isSimpler(candidate, than: best.choices), !isSpent else { return false }
    guard tried.insert(candidate).inserted else { return false }
    guard let found = failure(of: candidate, limit: best.choices.count),
      isSimpler(source.tape.choices.lazy.map(\.value), than: best.choices)
    else { return false }
    best = RecordedCase(source)
    failure = found
    return true
  }

  /// Tries the best case with one value for some of its choices.
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
    guard case .fails(let failure) = property.run(on: source), failure.label == label else {
      return nil
    }
    return failure
  }

  /// The lines of the best case that may be others: if a drawn value is replaced by some others and
  /// all of them fail in the same way, the first line that changes, and what it changes to.
  func explain(_ values: [CaseDescription.Value], in decoded: [String]) -> [Alternative] {
    let variation = Variation(seed: 1)
    var explanation: [Alternative] = []
    for value in values {
      var other: [UInt64]?
      var isFree = true
      for _ in 0..<12 where isFree {
        var changed = best.choices
        for i in value.choices where i < changed.count {
          changed[i] = variation.fresh(upTo: best.bounds[i], kind: best.kinds[i])
        }
        if changed == best.choices { continue }
        isFree = failure(of: changed, limit: .max) != nil
        other = other ?? changed
      }
      guard isFree, let other else { continue }
      source.begin(replaying: other, described: true)
      let lines = source.inWords(property.run(on: source))
      guard lines.count == decoded.count,
        let line = decoded.indices.first(where: { decoded[$0] != lines[$0] })
      else { continue }
      explanation.append(Alternative(line: decoded[line], other: lines[line]))
    }
    return explanation
  }
}
