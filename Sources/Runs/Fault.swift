/// How an implementation failed, other than by a wrong value.
public struct Fault: Error, Equatable, Sendable {
  /// What happened.
  public let kind: Kind
  /// The particulars, in a sentence.
  public let message: String

  /// The ways in which an implementation can fail, by their names in reports.
  public enum Kind: String, Sendable {
    /// It could not be started, or did not greet.
    case start
    /// It answered a run with an error.
    case errorReply = "error_reply"
    /// What it answered is not an answer: not JSON, the wrong case, a wrong length, not a number.
    case malformed
    /// It ended.
    case crash
    /// It did not answer in time.
    case hang
    /// It failed before, and is asked nothing more.
    case ended
    /// A person wants this program to end: nobody's mistake.
    case interrupted
  }

  /// A fault of this kind.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
