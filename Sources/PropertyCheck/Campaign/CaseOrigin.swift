/// Where a case came from.
package enum CaseOrigin: Sendable, Equatable, CustomStringConvertible {
  /// A regression: which of those of the property, counted from 0.
  case regression(Int)
  /// A numbered case of the seed.
  case number(Int)
  /// The search for the largest closeness: which try, counted from 0.
  case search(Int)

  /// The origin in words.
  package var description: String {
    switch self {
    case .regression(let index): "regression \(index)"
    case .number(let index): "case \(index)"
    case .search(let index): "try \(index) of the search"
    }
  }
}
