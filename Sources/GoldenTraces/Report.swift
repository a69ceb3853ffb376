/// What was found in many traces.
public struct Report: Sendable {
  /// The level that was asked for; `nil` if each trace was held to its own.
  public let level: Level?
  /// The traces, in the order in which they were judged.
  public let traces: [TraceReport]
  /// The behaviours, likewise.
  public let behaviours: [BehaviourReport]

  /// The findings as given.
  public init(level: Level?, traces: [TraceReport], behaviours: [BehaviourReport] = []) {
    self.level = level
    self.traces = traces
    self.behaviours = behaviours
  }

  /// Whether everything that was judged agrees, and something was.
  public var conforms: Bool {
    (summary.values > 0 || !behaviours.isEmpty) && summary.failed == 0 && summary.errors == 0
      && behaviours.allSatisfy { $0.difference == nil }
  }

  /// The counts, over all traces.
  public var summary: Summary { Summary(traces) }

  /// The counts over some traces, and the worst of their figures.
  public struct Summary: Equatable, Sendable {
    /// How many traces there are, whatever became of them.
    public let traces: Int
    /// How many agree.
    public let passed: Int
    /// How many diverge.
    public let failed: Int
    /// How many were not judged.
    public let skipped: Int
    /// How many could not be read.
    public let errors: Int
    /// How many values were compared.
    public let values: Int
    /// The largest distance in ulps; `nil` if a NaN met a number, or nothing was compared.
    public let maxUlps: UInt64?
    /// The largest error relative to the scale of the level `1e-12`; `nil` if a number met one that
    /// is not finite, or nothing was compared.
    public let maxError: Double?

    /// The counts over `traces`.
    public init(_ traces: [TraceReport]) {
      var (passed, failed, skipped, errors) = (0, 0, 0, 0)
      for trace in traces {
        switch trace.verdict {
        case .pass: passed += 1
        case .fail: failed += 1
        case .skipped: skipped += 1
        case .error: errors += 1
        }
      }
      self.traces = traces.count
      self.passed = passed
      self.failed = failed
      self.skipped = skipped
      self.errors = errors
      values = traces.reduce(0) { $0 + $1.values }
      let judged = traces.filter { $0.values > 0 }
      maxUlps = Self.worst(judged.map(\.maxUlps))
      maxError = Self.worst(judged.map(\.maxError))
    }

    private static func worst<Figure: Comparable>(_ figures: [Figure?]) -> Figure? {
      figures.contains { $0 == nil } ? nil : figures.compactMap(\.self).max()
    }
  }
}

/// What came of one behaviour.
public struct BehaviourReport: Equatable, Sendable {
  /// The file it came from.
  public let file: String
  /// The behaviour's id.
  public let id: String
  /// Where it first differs; `nil` if it does not.
  public let difference: Behaviour.Difference?

  /// Replays a behaviour.
  public init(_ behaviour: Behaviour, file: String) {
    self.file = file
    id = behaviour.id
    difference = behaviour.replay()
  }
}
