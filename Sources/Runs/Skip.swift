/// Why an implementation was not asked for a run, or did not make it: the run then says nothing.
public enum Skip: Error, Equatable, Sendable, CustomStringConvertible {
  /// The run needs features that the implementation does not support; at least one, in order.
  case notSupported([Feature])
  /// What the implementation itself said of it.
  case said(String)
  /// Another reason, in words.
  case reason(String)

  /// The reason in words.
  public var description: String {
    switch self {
    case .notSupported(let features):
      "not supported: \(features.map(\.rawValue).joined(separator: ", "))"
    case .said(let words), .reason(let words): words
    }
  }
}
