/// A case that holds, and how near to failing it came.
package struct NearestCase: Sendable, Equatable {
  /// How near to failing the case came; 1 is the limit.
  package let closeness: Double
  /// Where the case was found.
  package let origin: CaseOrigin
  /// The case as a token.
  package let token: ReplayToken
  /// The case in words; empty in the report of a range.
  package internal(set) var decoded: [String] = []
}
