import Dialects
import GoldenTraces
import Runs

extension TraceReport {
  /// This report; if it is a failure, with the programs of the catalogue that compute what was
  /// seen.
  func resembling(_ run: Run, _ seen: Results) -> TraceReport {
    // Dialects are looked for in runs from their beginning.
    guard case .fail = verdict, run.isOfVersion1 else { return self }
    var report = self
    let found = Identification.of(run, seen, quickly: true)
    report.axes = Dialect.Axis.allCases.compactMap { axis in
      found.axes[axis].map { TraceReport.Axis(name: axis.rawValue, values: $0.map(\.name)) }
    }
    report.peculiarities = found.peculiarities(of: run)
    let names = found.matches.map(\.entry.name)
    // If it is PyTorch's formula, its rounding is at fault: what else it resembles says nothing.
    report.resembles = names.contains("pytorch") ? ["pytorch"] : names
    return report
  }
}
