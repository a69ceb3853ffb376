/// The time until which cases may be begun, if it is limited.
struct Deadline: Sendable {
  private let instant: ContinuousClock.Instant?

  /// The deadline a duration from now.
  init(after duration: Duration?) { instant = duration.map { ContinuousClock.now + $0 } }
  private init(_ instant: ContinuousClock.Instant?) { self.instant = instant }

  var isPast: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }

  /// The earlier of this deadline and the one a duration from now.
  func and(after duration: Duration) -> Deadline {
    let other = ContinuousClock.now + duration
    return Deadline(instant.map { min($0, other) } ?? other)
  }
}
