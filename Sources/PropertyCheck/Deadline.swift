/// Until when properties may still be run.
struct Deadline: Sendable {
  let instant: ContinuousClock.Instant?

  init(after duration: Duration?) { instant = duration.map { ContinuousClock.now + $0 } }
  private init(_ instant: ContinuousClock.Instant?) { self.instant = instant }

  var isPast: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }

  /// The earlier of two.
  func and(after duration: Duration) -> Deadline {
    let other = ContinuousClock.now + duration
    return Deadline(instant.map { min($0, other) } ?? other)
  }
}
