import NumberSystems
import RMSprop
package import Runs

/// The dialects that a trace follows, axis by axis.
package struct Identification: Sendable {
  /// How far the trace settles its dialect.
  package let verdict: Verdict
  /// For each axis the values that fit, in the order of the axis; an axis that the trace does not
  /// exercise has no entry.
  package let axes: [Dialect.Axis: [Dialect.Choice]]
  /// Every dialect that fits.
  package let dialects: [Dialect]
  /// The programs of the catalogue that compute one of them, PyTorch first.
  package let matches: [Match]
  /// The hyperparameters that are not what the trace declares.
  package let findings: [UndeclaredHyperparameter]
  /// Inputs that tell apart the dialects that fit; `nil` if the dialect is settled or unknown, or
  /// no known inputs tell more.
  package let separating: Run?
  /// Why the run is not what its dialect gives for the gradients of the trace.
  package let causes: [Cause]
  /// What else was found, in sentences.
  package let notes: [String]
  /// What is switched on in the run.
  let switches: Dialect.Switches
  /// Whether the dialects give all that was seen, state included.
  let isWhole: Bool

  /// How far a trace settles its dialect.
  package enum Verdict: String, Sendable {
    /// One value fits on every axis that the trace exercises.
    case identified
    /// Several values fit on some axis.
    case ambiguous
    /// No dialect gives what was seen.
    case unknown
  }

  /// A program of the catalogue that computes what was seen.
  package struct Match: Sendable {
    /// The program.
    package let entry: CatalogueEntry
    /// How far plain arithmetic in the program's dialect is from what was seen, in ulps; `nil` if a
    /// NaN met a number.
    package let maxUlps: UInt64?
    /// How far plain arithmetic in the program's dialect is from what was seen, relative to the
    /// scale of the level `1e-12`.
    package let maxError: Double?
  }
}

extension Identification {
  /// This identification, narrowed to the dialects that have the values known already; unchanged,
  /// if no dialect has them.
  func narrowed(to known: [Dialect.Axis: [Dialect.Choice]]) -> Identification {
    let fitting = dialects.filter { dialect in
      axes.keys.allSatisfy { axis in
        axis == .maximize || known[axis].map { $0.isEmpty || $0.contains(dialect[axis]) } ?? true
      }
    }
    if fitting.isEmpty || verdict == .unknown { return self }
    let narrowed = axes.map { axis, values in
      (axis, values.filter { value in fitting.contains { $0[axis] == value } })
    }
    return Identification(
      verdict: narrowed.allSatisfy { $0.1.count == 1 } ? .identified : .ambiguous,
      axes: Dictionary(uniqueKeysWithValues: narrowed), dialects: fitting, matches: matches,
      findings: findings, separating: separating, causes: causes, notes: notes,
      switches: switches, isWhole: isWhole)
  }

  /// Whether a program computes one of the dialects, where the run shows it.
  func isComputed(by entry: CatalogueEntry) -> Bool {
    if !entry.lacks.isDisjoint(with: switches.features) { return false }
    // A program without a switch for it ascends when the gradient's sign is changed.
    return [false, true].contains { isAscent in
      let own = entry.dialect(switches).ascending(isAscent)
      return dialects.contains { dialect in axes.keys.allSatisfy { dialect[$0] == own[$0] } }
    }
  }
}

extension Identification {
  /// Finds the dialects that a recorded run follows, whatever formula it declares.
  ///
  /// A dialect fits if every value that was seen, state included where there is some, lies within
  /// what the dialect can give in any order of evaluation (`Interval`). Where none fits with the
  /// declared hyperparameters, others are tried: rounded to float32, defaults, one that is solved
  /// for.
  ///
  /// - Parameters:
  ///   - run: what went in.
  ///   - results: what came out.
  ///   - quickly: whether to look no further than the declared hyperparameters and their rounding
  ///     to float32.
  ///   - start: a number with which v may begin, known from elsewhere.
  /// - Returns: what was found.
  package static func of(
    _ run: Run, _ results: Results, quickly: Bool = false, start: Double? = nil
  ) -> Identification {
    switch run.scalars.coarsest {
    case .float64: found(Observations<Double>(run, results), quickly, start)
    case .float32: found(Observations<Float>(run, results), quickly, start)
    case .float16:
      DialectSearch(
        Observations<HalfPrecision<Binary16>>(run, results), isQuick: quickly, start: start
      ).identification
    case .bfloat16:
      DialectSearch(
        Observations<HalfPrecision<BrainFloat16>>(run, results), isQuick: quickly, start: start
      ).identification
    }
  }

  /// The dialects that a recorded run follows; where some of its numbers may be subnormal and
  /// something is left to be explained, also on a machine that takes these for zero.
  private static func found<Number: ObservedNumber & BinaryFloatingPoint>(
    _ observed: Observations<Number>, _ quickly: Bool, _ start: Double?
  ) -> Identification {
    let found = DialectSearch(observed, isQuick: quickly, start: start).identification
    if quickly || found.isWhole || !observed.hasSubnormalSquares { return found }
    let flushing = DialectSearch(
      Observations<Flushing<Number>>(observed.run, observed.results), isQuick: true,
      cause: .subnormalsFlushed, start: start
    ).identification
    return flushing.isWhole ? flushing : found
  }
}

extension Identification {
  /// The choices that are settled: one value fits on their axis.
  private var settled: [Dialect.Choice] {
    Dialect.Axis.allCases.compactMap { axis in
      axes[axis].flatMap { $0.count == 1 ? $0[0] : nil }
    }
  }

  /// The choices that are settled and are not PyTorch's, in words. To ascend where the run is to
  /// maximize is PyTorch's, too.
  package func peculiarities(of run: Run) -> [String] {
    let pytorch = Dialect().ascending(run.hyperparameters.maximize)
    return settled.filter { $0 != pytorch[$0.axis] }.map(\.words)
  }

  /// What to change, axis by axis, in order to compute what PyTorch does.
  package var changes: [String] { settled.compactMap(\.change) }
}
