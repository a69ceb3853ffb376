/// Why a test gave a case up; a test throws it.
public struct Discard: Error, Sendable, Equatable {
  /// The reason in words, the same for every case that is given up for it.
  public let reason: String

  /// A case that is given up for a reason.
  public init(_ reason: String) { self.reason = reason }
}
