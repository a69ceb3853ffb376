/// What a test says of one case.
public enum CaseOutcome: Sendable, Equatable {
  /// The property holds. `closeness` says how near to failing it came, from 0 to 1, the limit; the
  /// search makes it as large as it can. The engine takes a closeness above 1, or NaN, for a
  /// failure.
  case holds(closeness: Double = 0)
  /// The property is false in this case.
  case fails(Failure)
  /// The case says nothing, and why: a precondition was not met.
  case discarded(String)
}
