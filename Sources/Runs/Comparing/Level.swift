/// How exactly a run is held to another.
public enum Level: String, CaseIterable, Sendable {
  /// Equal; NaN to NaN, −0 apart from +0.
  case bits
  /// Parameters within 1e-12 of max(|expected|, 1), state within 1e-12 of the largest magnitude so
  /// far of that quantity at that coordinate; 1e-5 for both in float32.
  case close = "1e-12"
  /// Within what rounding explains, in whatever order of evaluation: `Interval`.
  case bound
  /// Equal, except that a square root may be a neighbour of the correctly rounded one: each step is
  /// judged from the state that was recorded before it.
  case root

  /// Whether every bit counts, by which roundings differ.
  package var tellsRoundingsApart: Bool { self == .bits || self == .root }
}
