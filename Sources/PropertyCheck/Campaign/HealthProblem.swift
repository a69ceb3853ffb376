/// Why a report says little though no case failed.
package enum HealthProblem: Sendable, Equatable, CustomStringConvertible {
  /// No case was run at all.
  case nothingRun
  /// Nine cases of ten were discarded, or all.
  case mostlyDiscarded(Int, of: Int, reason: String)
  /// The first cases took longer to draw than the campaign allows.
  case slowDrawing

  /// The problem in words.
  package var description: String {
    switch self {
    case .nothingRun: "no case was run"
    case .mostlyDiscarded(let lost, let cases, let reason):
      "\(lost) of \(cases) cases were discarded, mostly: \(reason)"
    case .slowDrawing: "drawing a case is slow"
    }
  }
}
