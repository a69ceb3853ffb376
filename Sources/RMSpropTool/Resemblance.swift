import Dialects
import GoldenTraces

extension TraceReport {
  /// This report, with the programs of the catalogue that compute what was seen, where it fails:
  /// what the trace holds, or what `steps` do in its place.
  func resembling(_ trace: Trace, _ steps: [Trace.Results]? = nil) -> TraceReport {
    guard case .fail = verdict else { return self }
    var seen = trace
    for (t, step) in (steps ?? []).enumerated() { seen.steps[t].results = step }
    var report = self
    guard let found = try? seen.identify(quickly: true) else { return report }
    report.axes = Dialect.Axis.allCases.compactMap { axis in
      found.axes[axis].map { TraceReport.Axis(name: axis.rawValue, values: $0) }
    }
    report.peculiarities = found.peculiarities
    let names = found.matches.map(\.entry.name)
    // If it is PyTorch's formula, its rounding is at fault: whom else it resembles says nothing.
    report.resembles = names.contains("pytorch") ? ["pytorch"] : names
    return report
  }
}
