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
  /// What else was found, in sentences.
  package let notes: [String]

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
      findings: findings, separating: separating, notes: notes)
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
  /// - Returns: what was found.
  package static func of(
    _ run: Run, _ results: Results, quickly: Bool = false
  ) -> Identification {
    switch run.scalars.coarsest {
    case .float64:
      DialectSearch(Observations<Double>(run, results), isQuick: quickly).identification
    case .float32:
      DialectSearch(Observations<Float>(run, results), isQuick: quickly).identification
    case .float16:
      DialectSearch(Observations<HalfPrecision<Binary16>>(run, results), isQuick: quickly)
        .identification
    case .bfloat16:
      DialectSearch(Observations<HalfPrecision<BrainFloat16>>(run, results), isQuick: quickly)
        .identification
    }
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
