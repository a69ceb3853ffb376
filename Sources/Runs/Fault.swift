/// How an implementation failed, other than by a wrong value.
public struct Fault: Error, Equatable, Sendable {
  /// What happened.
  public let kind: Kind
  /// The particulars, in a sentence.
  public let message: String

  /// The ways in which an implementation can fail, by their names in reports.
  public enum Kind: String, Sendable {
    /// The implementation could not be started, or did not greet.
    case start
    /// A run was answered with an error.
    case errorReply = "error_reply"
    /// What it answered is not an answer: not JSON, the wrong case, a wrong length, not a number.
    case malformed
    /// The implementation ended.
    case crash
    /// No answer came in time.
    case hang
    /// An earlier failure: nothing more is asked.
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
