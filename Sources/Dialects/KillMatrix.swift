public import GoldenTraces
import NumberSystems
import RMSprop

/// Which golden trace tells which mistake, and which tells which dialects apart.
///
/// A trace kills a mutant if the mutant's parameters leave the level `1e-12` somewhere; what state
/// would show besides does not count. Only PyTorch's traces in float64 are asked: the others repeat
/// them.
public struct KillMatrix: Sendable {
  /// The traces, in order.
  public let traces: [String]
  /// Every mistake, and the traces that kill it.
  public let rows: [Row]
  /// As few traces as kill every mistake that can be killed.
  public let quick: [String]
  /// Whether it is proved that fewer do not.
  public let quickIsSmallest: Bool
  /// Every pair of dialects, and the trace on which they part most.
  public let pairs: [Pair]

  /// A mistake, and what tells it.
  public struct Row: Sendable {
    /// The mistake.
    public let mutant: Mutant
    /// The traces that kill it: indices into `traces`.
    public let killers: [Int]
    /// On how many traces some parameter leaves the bounds.
    public let outOfBounds: Int
  }

  /// Two dialects of the catalogue, and what tells them apart.
  public struct Pair: Sendable {
    /// The entries that compute each; at least one.
    public let a, b: [String]
    /// The trace on which they part most; `nil` if they part on none.
    public let trace: String?
    /// How far the parameters are apart there, relative to the scale of the level `1e-12`.
    public let margin: Double
  }

  /// The matrix of a folder's traces, with progress: how many of how many traces are done.
  ///
  /// - Throws: `TraceError`, if a trace cannot be read.
  public init(
    _ folder: TraceFolder, mutants: [Mutant] = Mutant.all, progress: () -> Void = {}
  ) throws {
    var traces: [String] = []
    var killers = [[Int]](repeating: [], count: mutants.count)
    var outOfBounds = [Int](repeating: 0, count: mutants.count)
    var separation = DialectSeparation()
    for file in Self.files(folder) {
      progress()
      let trace = try folder.trace(file)
      let bounds = try trace.steppedBounds()
      for (i, mutant) in mutants.enumerated() {
        let (isKilled, isOut) = trace.judge(mutant, bounds)
        if isKilled { killers[i].append(traces.count) }
        if isOut { outOfBounds[i] += 1 }
      }
      separation.add(trace)
      traces.append(trace.id)
    }
    self.traces = traces
    rows = mutants.indices.map {
      Row(mutant: mutants[$0], killers: killers[$0], outOfBounds: outOfBounds[$0])
    }
    let cover = Cover(killers.filter { !$0.isEmpty }, count: traces.count)
    quick = cover.chosen.map { traces[$0] }
    quickIsSmallest = cover.isSmallest
    pairs = separation.pairs
  }

  /// The files that are asked.
  public static func files(_ folder: TraceFolder) -> [String] {
    folder.files.filter { $0.hasPrefix("pytorch/fused/float64/") }
  }

  /// Whether every mistake that is one is killed, by at least two traces, and nothing else is.
  public var isComplete: Bool {
    rows.allSatisfy { $0.mutant.equivalence == nil ? $0.killers.count >= 2 : $0.killers.isEmpty }
  }
}

extension Trace {
  /// The bounds after every step.
  fileprivate func steppedBounds() throws -> [[Interval<Double>]] {
    guard var bounds = try bounds() else { return [] }
    return steps.map { bounds.advance($0)[.parameters] ?? [] }
  }

  /// Whether a mutant's parameters leave the level `1e-12`, and whether they leave the bounds.
  fileprivate func judge(
    _ mutant: Mutant, _ bounds: [[Interval<Double>]]
  ) -> (isKilled: Bool, isOut: Bool) {
    var run = MutantRun(mutant, of: self)
    var (isKilled, isOut) = (false, false)
    for (t, step) in steps.enumerated() {
      let seen = run.advance(step).parameters
      let expected = step.results[.parameters] ?? []
      for i in expected.indices {
        let (e, a) = (expected[i], seen[i])
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

extension Trace.Results {
  var parameters: [Double] { self[.parameters] ?? [] }
}
