/// A failure that was found once, to be replayed first ever after.
public struct Regression: Sendable, Equatable {
  /// The name of the property.
  public let property: String
  /// The case, to be replayed.
  public let token: ReplayToken
  /// The case in words, which survives a change of what is drawn.
  public let decoded: [String]
  /// The label of the failure.
  public let label: String
  /// The seed of the campaign that found it.
  public let seed: UInt64

  /// An entry of a file of regressions.
  public init(
    property: String, token: ReplayToken, case decoded: [String], label: String, seed: UInt64
  ) {
    self.property = property
    self.token = token
    self.decoded = decoded
    self.label = label
    self.seed = seed
  }

  /// The failure of a report; `nil` if no case failed, or the failure is flaky.
  public init?(_ report: PropertyReport) {
    guard let failure = report.failure, !failure.isFlaky else { return nil }
    self.init(
      property: report.property, token: failure.token, case: failure.decoded,
      label: failure.label, seed: report.seed)
  }
}
