/// A case in which a property fails, made as simple as possible.
public struct Counterexample: Sendable, Equatable {
  /// Where it was found.
  public let origin: Origin
  /// The case as found.
  public let original: ReplayToken
  /// The simplest case found that fails with the same label.
  public internal(set) var token: ReplayToken
  /// Which failure.
  public internal(set) var label: String
  /// What was expected and what was found.
  public internal(set) var message: String
  /// The case in words: the test's notes, then the failure's lines, or else what was drawn.
  public internal(set) var decoded: [String] = []
  /// What of the case does not matter: lines that may be others, each alone.
  public internal(set) var explanation: [Alternative] = []
  /// How many cases shrinking ran.
  public internal(set) var attempts = 0
  /// Whether shrinking ended because nothing simpler was found, not because its budget was spent.
  public internal(set) var isSimplest = false
  /// Whether the case did not fail in the same way when it was replayed.
  public internal(set) var isFlaky = false

  init(_ failure: Failure, origin: Origin, choices: [UInt64]) {
    self.origin = origin
    original = ReplayToken(choices)
    token = original
    label = failure.label
    message = failure.message
    decoded = failure.decoded
  }
}

/// A line of a case in words that may be another, in which the case fails just so.
public struct Alternative: Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let line: String
  /// One of the others.
  public let other: String

  /// Both.
  public var description: String { "\(line), or \(other)" }
}
