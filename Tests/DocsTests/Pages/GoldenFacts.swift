import GoldenTraces
import Runs

/// The golden traces, read and judged.
struct GoldenFacts {
  var longest = 0
  let behaviours: [Behaviour]
  /// What each set is held to, and how many traces and values it has.
  var sets: [(name: String, levels: String, traces: Int, values: Int)] = []
  /// All of them at the level `bound`.
  let bounds: Report.Summary

  private static let folders = [
    "pytorch/fused", "pytorch/separate", "pytorch/compiled", "pytorch/compiled-foreach",
    "pytorch/compiled-tensor-lr", "pytorch/sve256", "pytorch/fused-before-2.1",
    "pytorch/separate-before-2.1",
    "pytorch-stock", "textbook", "batch",
  ]

  init() throws {
    let folder = try TraceFolder.golden()
    let traces = try folder.files.flatMap { file in try folder.traces(file).map { (file, $0) } }
    longest = traces.map { $0.1.run.steps.count }.max() ?? 0
    behaviours = try folder.behaviours.map(folder.behaviour)
    bounds = Report.Summary(traces.map { $0.1.verify(at: .bound, file: $0.0) })
    for name in Self.folders {
      let set = traces.filter { $0.0.hasPrefix(name + "/") }.map(\.1)
      let levels = Set(set.compactMap(\.level?.rawValue)).sorted().joined(separator: ", ")
      let values = set.reduce(0) { sum, trace in
        let present = trace.run.steps.indices.reduce(0) { count, t in
          count + Quantity.allCases.count { trace.results[$0, step: t] != nil }
        }
        return sum + present * trace.run.coordinates
      }
      sets.append((name, levels, set.count, values))
    }
  }
}
