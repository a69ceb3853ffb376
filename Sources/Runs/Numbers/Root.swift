/// Which root a number type takes: the correctly rounded one, or a neighbour of it.
package enum Root: CaseIterable, Sendable {
  /// Correctly rounded.
  case exact
  /// The next smaller number.
  case below
  /// The next larger number.
  case above
}
