package import Dialects
package import GoldenTraces
import NumberSystems
import RMSprop
import Runs

/// Which golden trace tells which mistake, and which tells which dialects apart.
///
/// A trace kills a mistake if the mistake's parameters leave the level `1e-12` somewhere; what
/// state would show besides does not count. Only PyTorch's traces in float64 are used: the others
/// repeat them.
package struct KillMatrix: Sendable {
  /// The traces, in order.
  package let traces: [String]
  /// Every mistake, and the traces that kill it.
  package let rows: [Row]
  /// As few traces as kill every mistake that can be killed.
  package let quick: [String]
  /// Whether it is proved that fewer traces do not kill them all.
  package let quickIsSmallest: Bool
  /// Every pair of dialects, and the trace on which they part most.
  package let pairs: [DialectPair]

  /// A mistake, and what tells it from PyTorch.
  package struct Row: Sendable {
    /// The mistake.
    package let mistake: Mistake
    /// The traces that kill it: indices into `traces`.
    package let killers: [Int]
    /// On how many traces some parameter leaves the bounds.
    package let outOfBounds: Int
  }

  /// The matrix of a folder's traces, with progress: how many of how many traces are done.
  ///
  /// - Throws: `InputError`, if a trace cannot be read.
  package init(
    _ folder: TraceFolder, mistakes: [Mistake] = Mistake.all, progress: () -> Void = {}
  ) throws {
    var traces: [String] = []
    var killers = [[Int]](repeating: [], count: mistakes.count)
    var outOfBounds = [Int](repeating: 0, count: mistakes.count)
    var separation = PairSeparation()
    for file in Self.files(folder) {
      progress()
      let trace = try folder.trace(file)
      let bounds = try trace.steppedBounds()
      for (i, mistake) in mistakes.enumerated() {
        let (isKilled, isOut) = trace.run(of: mistake, leaves: bounds)
        if isKilled { killers[i].append(traces.count) }
        if isOut { outOfBounds[i] += 1 }
      }
      separation.add(trace.run, trace.results)
      traces.append(trace.id)
    }
    self.traces = traces
    rows = mistakes.indices.map {
      Row(mistake: mistakes[$0], killers: killers[$0], outOfBounds: outOfBounds[$0])
    }
    let cover = Cover(killers.filter { !$0.isEmpty }, count: traces.count)
    quick = cover.chosen.map { traces[$0] }
    quickIsSmallest = cover.isSmallest
    pairs = separation.pairs
  }

  /// The files of a folder whose traces the matrix has.
  package static func files(_ folder: TraceFolder) -> [String] {
    folder.files.filter { $0.hasPrefix("pytorch/fused/float64/") }
  }

  /// Whether every real mistake is killed by at least two traces, and no other change is killed.
  package var isComplete: Bool {
    rows.allSatisfy { $0.mistake.isMistake ? $0.killers.count >= 2 : $0.killers.isEmpty }
  }
}

extension Trace {
  /// The bounds of the parameters after every step.
  fileprivate func steppedBounds() throws -> [[Interval<Double>]] {
    var bounds = try BuiltIn().bounds(of: run)
    return run.steps.indices.map { bounds.step(run[step: $0])[.parameters] ?? [] }
  }

  /// Whether a mistake's parameters leave the level `1e-12`, and whether they leave the bounds.
  fileprivate func run(
    of mistake: Mistake, leaves bounds: [[Interval<Double>]]
  ) -> (isKilled: Bool, isOut: Bool) {
    var stepper = MistakeStepper(mistake, run)
    var (isKilled, isOut) = (false, false)
    for t in run.steps.indices {
      stepper.step(run[step: t])
      let seen = stepper.theta
      for (i, e) in (results[.parameters, step: t] ?? []).enumerated() {
        let a = seen[i]
        let isClose =
          e == a || e.isNaN && a.isNaN || (e - a).magnitude <= 1e-12 * max(e.magnitude, 1)
        isKilled = isKilled || !isClose
        isOut = isOut || !bounds[t][i].contains(a)
      }
      if isKilled && isOut { break }
    }
    return (isKilled, isOut)
  }
}
