/// Something that must hold of every case, and the test that draws a case and says what came of it.
///
/// The test may run on several threads at once, each with its own source; what it says must depend
/// on what it draws alone.
public struct Property: Sendable {
  /// The name in reports and in files of regressions; stable.
  public let name: String
  private let test: @Sendable (Source) throws(Discard) -> CaseOutcome

  /// A property that holds of a case or fails in it as `test` says.
  public init(_ name: String, test: @escaping @Sendable (Source) throws(Discard) -> CaseOutcome) {
    self.name = name
    self.test = test
  }

  /// Runs the test on the case that the source has begun.
  func run(on source: Source) -> CaseOutcome {
    let outcome: CaseOutcome
    do throws(Discard) {
      outcome = try test(source)
    } catch {
      outcome = .discarded(error.reason)
    }
    if source.tape.isOverrun { return .discarded(Source.overrun.reason) }
    if case .holds(let closeness) = outcome, !(closeness <= 1) {
      return .fails(
        Failure(label: "closeness", message: "closeness is \(closeness), beyond the limit of 1"))
    }
    return outcome
  }
}
