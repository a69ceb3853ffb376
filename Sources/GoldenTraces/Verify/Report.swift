package import Runs

/// What was found in many traces.
package struct Report: Sendable {
  /// The level that was asked for; `nil` if each trace was held to its own.
  package let level: Level?
  /// The traces, in the order in which they were judged.
  package let traces: [TraceReport]
  /// The behaviours, likewise.
  package let behaviours: [BehaviourReport]
  /// Why the run ended before every trace was judged; `nil` if it did not.
  package let ending: Ending?
  /// Who was judged; `nil` for the built-in implementations.
  package let subject: Subject?

  /// The findings as given.
  package init(
    level: Level?, traces: [TraceReport], behaviours: [BehaviourReport] = [],
    ending: Ending? = nil, subject: Subject? = nil
  ) {
    self.level = level
    self.traces = traces
    self.behaviours = behaviours
    self.ending = ending
    self.subject = subject
  }

  /// Whether everything that was judged agrees, and something was.
  package var conforms: Bool {
    (summary.values > 0 || !behaviours.isEmpty) && summary.failed == 0 && summary.errors == 0
      && ending == nil && behaviours.allSatisfy { $0.difference == nil }
  }

  /// The counts, over all traces.
  package var summary: Summary { Summary(traces) }

  /// The counts over some traces, and the worst of their figures.
  package struct Summary: Equatable, Sendable {
    /// How many traces there are, whatever became of them.
    package let traces: Int
    /// How many agree.
    package let passed: Int
    /// How many diverge.
    package let failed: Int
    /// How many were not judged.
    package let skipped: Int
    /// How many say nothing either way.
    package let inconclusive: Int
    /// How many could not be read, or had no answer to compare.
    package let errors: Int
    /// How many of these could not be read.
    package let unreadable: Int
    /// How many values were compared.
    package let values: Int
    /// The largest distance in ulps; `nil` if a NaN met a number, or nothing was compared.
    package let maxUlps: UInt64?
    /// The largest error relative to the scale of the level `1e-12`; `nil` if a number met one that
    /// is not finite, or nothing was compared.
    package let maxError: Double?

    /// How many values could not be judged at the level `bound`.
    package let unjudged: Int
    /// The largest distance from the middle of a bound, as a multiple of the bound; `nil` if
    /// nothing was judged by one.
    package let maxBounds: Double?
    /// The median of bound over error, where an error was seen.
    package let medianBoundOverError: Double?

    /// The counts over `traces`.
    package init(_ traces: [TraceReport]) {
      var (passed, failed, skipped, inconclusive, errors) = (0, 0, 0, 0, 0)
      var unreadable = 0
      for trace in traces {
        switch trace.verdict {
        case .pass: passed += 1
        case .fail, .violated: failed += 1
        case .skipped: skipped += 1
        case .inconclusive: inconclusive += 1
        case .fault: errors += 1
        case .error:
          errors += 1
          unreadable += 1
        }
      }
      self.traces = traces.count
      self.passed = passed
      self.failed = failed
      self.skipped = skipped
      self.inconclusive = inconclusive
      self.errors = errors
      self.unreadable = unreadable
      values = traces.reduce(0) { $0 + $1.values }
      unjudged = traces.reduce(0) { $0 + $1.unjudged }
      maxBounds = traces.compactMap(\.maxBounds).max()
      var tightness = Tightness()
      for trace in traces { tightness.add(trace.tightness) }
      medianBoundOverError = tightness.median
      let judged = traces.filter { $0.values > 0 }
      maxUlps = Self.worst(judged.map(\.maxUlps))
      maxError = Self.worst(judged.map(\.maxError))
    }

    private static func worst<Figure: Comparable>(_ figures: [Figure?]) -> Figure? {
      figures.contains { $0 == nil } ? nil : figures.compactMap(\.self).max()
    }
  }
}

extension Report {
  /// Why a run ended before every trace was judged, or proves nothing.
  package enum Ending: Equatable, Sendable, CustomStringConvertible {
    /// The candidate failed.
    case fault(Fault)
    /// The run was asked to end, or there was nothing to judge.
    case stopped(String)

    /// The reason.
    package var description: String {
      switch self {
      case .fault(let fault): fault.message
      case .stopped(let reason): reason
      }
    }
  }

  /// A candidate that was judged.
  package struct Subject: Sendable {
    /// The command that starts it.
    package let command: String
    /// The command that judges one trace again, up to the trace's id.
    package let reproduction: String
    /// What it says of itself; `nil` if it never greeted.
    package var declaration: Declaration?
    /// The types in which every bit is right with another rounding or setup than the declared ones,
    /// and all of these.
    package var found: [(Scalar, [BuiltIn])] = []

    /// With what every bit is right, in a sentence for each type.
    package var foundSaid: [String] {
      found.map { scalar, setups in
        "\(scalar.rawValue): every bit is right as \(setups.words); the greeting says "
          + "\(declaration?.rounding?.rawValue ?? "unknown")"
      }
    }

    /// A candidate that has not said anything yet.
    package init(command: String, reproduction: String) {
      self.command = command
      self.reproduction = reproduction
    }
  }
}
