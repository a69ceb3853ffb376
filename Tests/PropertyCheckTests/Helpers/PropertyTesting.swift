import PropertyCheck
import Testing

/// The seed of the properties of a test or suite: `@Test(.seed(7), arguments: laws)`.
///
/// Without it the seed is `SeedTrait.standard`, so that every run is the same.
struct SeedTrait: TestTrait, SuiteTrait, TestScoping {
  static let standard: UInt64 = 1
  /// The seed in force.
  @TaskLocal static var current = standard

  let seed: UInt64
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Self.$current.withValue(seed) { try await function() }
  }
}

extension Trait where Self == SeedTrait {
  /// Properties are checked with this seed.
  static func seed(_ seed: UInt64) -> SeedTrait { SeedTrait(seed: seed) }
}

/// Checks a property and records one issue, with everything to be known, if it does not pass.
///
/// - Returns: the report.
@discardableResult
func expect(
  _ property: Property, holdsIn campaign: Campaign = Campaign(seed: SeedTrait.current),
  sourceLocation: SourceLocation = #_sourceLocation
) -> PropertyReport {
  let report = campaign.check(property)
  if report.status != .passed {
    Issue.record(Comment(rawValue: report.description), sourceLocation: sourceLocation)
  }
  return report
}
