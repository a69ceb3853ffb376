/// A line of a case in words that may be another one: the case then fails in the same way.
package struct Alternative: Sendable, Equatable, CustomStringConvertible {
  /// The line of the case.
  package let line: String
  /// One of the lines that may stand in its place.
  package let other: String

  /// The line and the other one.
  package var description: String { "\(line), or \(other)" }
}
