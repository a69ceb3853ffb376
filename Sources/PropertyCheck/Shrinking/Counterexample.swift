/// A case in which a property fails, made as simple as possible.
public struct Counterexample: Sendable, Equatable {
  /// Where the case was found.
  package let origin: CaseOrigin
  /// The case as it was found.
  public let original: ReplayToken
  /// The simplest case found that fails with the same label.
  public private(set) var token: ReplayToken
  /// The label of the failure.
  public let label: String
  /// What was expected and what was found, in words.
  public private(set) var message: String
  /// The case in words: the test's notes, then the failure's lines, or else what was drawn.
  public private(set) var decoded: [String]
  /// The parts of the case that do not matter: lines that may be replaced, each alone, and the case
  /// still fails.
  package private(set) var explanation: [Alternative] = []
  /// How many cases shrinking ran.
  public private(set) var attempts = 0
  /// Whether shrinking ended because nothing simpler was found, not because its budget was spent.
  public private(set) var isSimplest = false
  /// Whether the case did not fail in the same way when it was replayed.
  public private(set) var isFlaky = false

  init(_ failure: Failure, origin: CaseOrigin, choices: [UInt64]) {
    self.origin = origin
    original = ReplayToken(choices)
    token = original
    label = failure.label
    message = failure.message
    decoded = failure.decoded
  }

  /// Confirms the failure, makes the case simple, and says what of it does not matter.
  mutating func shrink(_ property: Property, in campaign: Campaign, until deadline: Deadline) {
    let deadline = deadline.and(after: campaign.shrinkTime)
    guard !deadline.isPast else { return }
    let source = campaign.source(for: original)
    source.begin(replaying: original.choices)
    guard case .fails(let failure) = property.run(on: source), failure.label == label else {
      isFlaky = true
      return
    }
    let shrinker = Shrinker(
      property, source, failure, attempts: campaign.shrinkAttempts, until: deadline)
    isSimplest = shrinker.shrink()
    attempts = shrinker.attempts
    token = ReplayToken(shrinker.best.choices)
    message = shrinker.failure.message
    decoded = shrinker.failure.decoded
    guard !deadline.isPast else { return }
    source.begin(replaying: token.choices, described: true)
    let outcome = property.run(on: source)
    guard case .fails(let last) = outcome, last.label == label else {
      isFlaky = true
      return
    }
    decoded = source.inWords(outcome)
    explanation = shrinker.explain(source.caseDescription?.values ?? [], in: decoded)
  }
}

extension Counterexample: CustomStringConvertible {
  /// The counterexample in words.
  public var description: String { lines.joined(separator: "\n") }

  var lines: [String] {
    var lines = ["\(label): \(message)"] + decoded.map { "  " + $0 }
    if !explanation.isEmpty {
      lines.append("does not matter:")
      lines += explanation.map { "  \($0)" }
    }
    if isFlaky {
      lines.append("flaky: \(origin) failed, and did not fail so again")
    } else {
      lines.append(
        "found in \(origin), \(attempts) attempts at shrinking" + (isSimplest ? "" : ", unfinished")
      )
    }
    return lines + ["replay \(token)"]
  }
}
