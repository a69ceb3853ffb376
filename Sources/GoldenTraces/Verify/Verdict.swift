public import Runs

/// What became of one trace.
public enum Verdict: Equatable, Sendable {
  /// Everything compared is within the level.
  case pass
  /// Something is not.
  case fail(Divergence)
  /// What must hold of an optimizer besides its numbers does not, and what.
  case violated(String)
  /// The trace was not judged, and why.
  case skipped(Skip)
  /// The trace was judged, and says nothing either way, and why.
  case inconclusive(String)
  /// The candidate gave no value to compare.
  case fault(Fault)
  /// The trace could not be read, and why.
  case error(String)
}
