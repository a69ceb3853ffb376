/// How a candidate failed, other than by a wrong value.
public struct Fault: Error, Equatable, Sendable {
  /// What happened.
  public let kind: Kind
  /// The particulars, in a sentence.
  public let message: String

  /// The ways in which a candidate can fail.
  public enum Kind: String, Sendable {
    /// It could not be started, or did not greet.
    case start
    /// It answered a case with an error.
    case errorReply = "error_reply"
    /// Its answer is none: not JSON, the wrong case, a wrong length, a number that is none.
    case malformed
    /// It ended.
    case crash
    /// It did not answer in time.
    case hang
  }

  /// A fault of this kind.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
