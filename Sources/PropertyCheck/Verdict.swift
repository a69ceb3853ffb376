/// What a test says of one case.
public enum Verdict: Sendable, Equatable {
  /// The property holds. `closeness` says how near to failing it came, from 0 to 1, the limit; the
  /// search maximises it. Above 1, or NaN, the engine takes it for a failure.
  case holds(closeness: Double = 0)
  /// The property is false here.
  case fails(Failure)
  /// The case says nothing, and why: a precondition was not met.
  case discarded(String)
}

/// How a property failed.
public struct Failure: Sendable, Equatable {
  /// Which failure this is; shrinking keeps it. Without numbers of the case in it.
  public var label: String
  /// What was expected and what was found, in words.
  public var message: String
  /// The case in words, a line for each part.
  public var decoded: [String]

  /// A failure, with the case in words if the notes of the source do not say it.
  public init(label: String, message: String, case decoded: [String] = []) {
    self.label = label
    self.message = message
    self.decoded = decoded
  }
}

/// Why a case was given up.
public struct Discard: Error, Sendable, Equatable {
  /// In words, the same for every case that is given up for this reason.
  public let reason: String

  /// A case given up.
  public init(_ reason: String) { self.reason = reason }
}

/// Something that must hold of every case, and the test that draws a case and judges it.
///
/// The test may run on several threads at once, each with its own source; what it says must depend
/// on what it draws alone.
public struct Property: Sendable {
  /// Its name in reports and in the corpus of regressions; stable.
  public let name: String
  let test: @Sendable (Source) throws(Discard) -> Verdict

  /// A property, judged by the verdict that `test` returns.
  public init(_ name: String, test: @escaping @Sendable (Source) throws(Discard) -> Verdict) {
    self.name = name
    self.test = test
  }

  /// Runs the test once on what the source holds, which was begun before.
  func judge(_ source: Source) -> Verdict {
    let verdict: Verdict
    do throws(Discard) {
      verdict = try test(source)
    } catch {
      verdict = .discarded(error.reason)
    }
    if source.isOverrun { return .discarded(Source.overrun.reason) }
    if case .holds(let closeness) = verdict, !(closeness <= 1) {
      return .fails(
        Failure(label: "closeness", message: "closeness is \(closeness), beyond the limit of 1"))
    }
    return verdict
  }
}
