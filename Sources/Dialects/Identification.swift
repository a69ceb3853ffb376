public import GoldenTraces
import NumberSystems
import RMSprop

/// Which dialects a trace follows, axis by axis.
public struct Identification: Sendable {
  /// What came of it.
  public let verdict: Verdict
  /// For each axis the values that fit, in the order of the axis; none, if the trace does not
  /// exercise it.
  public let axes: [Dialect.Axis: [String]]
  /// Every dialect that fits.
  public let dialects: [Dialect]
  /// The programs of the catalogue that compute one of them, PyTorch first.
  public let matches: [Match]
  /// The hyperparameters that are not what the trace declares.
  public let findings: [Finding]
  /// Inputs on which the dialects that fit part; `nil` if there is but one, or none.
  public let separating: Trace?
  /// What else was found, in sentences.
  public let notes: [String]

  /// What came of an identification.
  public enum Verdict: String, Sendable {
    /// One value fits on every axis that the trace exercises.
    case identified
    /// Several fit on some axis.
    case ambiguous
    /// No dialect gives what was seen.
    case unknown
  }

  /// A program of the catalogue that computes what was seen.
  public struct Match: Sendable {
    /// The program.
    public let entry: CatalogueEntry
    /// How far plain arithmetic in its dialect is from what was seen, in ulps; `nil` if a NaN met
    /// a number.
    public let maxUlps: UInt64?
    /// The same, relative to the scale of the level `1e-12`.
    public let maxError: Double?
  }
}

extension Identification {
  /// The same, of those dialects alone that have the values known already; unchanged, if none does.
  func narrowed(to known: [Dialect.Axis: [String]]) -> Identification {
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

extension Trace {
  /// Which dialects this trace follows, whatever it says that it follows.
  ///
  /// A dialect fits if every value of the trace, state included where there is some, lies within
  /// what the dialect can give in any order of evaluation (`Interval`). Where none fits with the
  /// declared hyperparameters, others are tried: rounded to float32, defaults, one that is solved
  /// for.
  ///
  /// - Parameter quickly: whether to look no further than the declared hyperparameters and their
  ///   rounding to float32.
  /// - Returns: what was found; `nil` for float16 and bfloat16, of which there are no intervals.
  /// - Throws: what `check` throws, for a trace whose parts do not fit together.
  public func identify(quickly: Bool = false) throws -> Identification? {
    try check(file: id)
    return switch scalar {
    case .float64: Search(Evidence<Double>(self), isQuick: quickly).identification
    case .float32: Search(Evidence<Float>(self), isQuick: quickly).identification
    case .float16, .bfloat16: nil
    }
  }
}
