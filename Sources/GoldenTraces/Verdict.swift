/// What became of one trace.
public enum Verdict: Equatable, Sendable {
  /// Everything compared is within the level.
  case pass
  /// Something is not.
  case fail(Divergence)
  /// The trace was not judged, and why.
  case skipped(String)
  /// The trace was judged, and says nothing either way, and why.
  case inconclusive(String)
  /// The candidate gave no value to compare.
  case fault(Fault)
  /// The trace could not be read, and why.
  case error(String)
}

/// What was found in one trace.
public struct TraceReport: Equatable, Sendable {
  /// The file it came from.
  public let file: String
  /// The trace's id; the file's name where it could not be read.
  public let id: String
  /// What the run is, in a sentence, where the trace says so.
  public let about: String?
  /// The level it was held to; `nil` if it was not judged.
  public let level: Level?
  /// What became of it.
  public let verdict: Verdict
  /// How many values were compared.
  public let values: Int
  /// The largest distance in ulps; `nil` if a NaN met a number, or nothing was compared.
  public let maxUlps: UInt64?
  /// The largest error, relative to the scale of the level `1e-12`; `nil` if a number met one that
  /// is not finite, or nothing was compared.
  public let maxError: Double?
  /// The equations that may be at fault, where it fails.
  public let suspects: Suspects?
  /// How many values could not be judged at the level `bound`; they are not among `values`.
  public var unjudged = 0
  /// The largest distance from the middle of a bound, as a multiple of the bound; `nil` at other
  /// levels.
  public var maxBounds: Double?
  /// How wide the bounds were, beside the errors seen.
  public var tightness = Tightness()
  /// The programs of the catalogue that compute what was seen, where it fails.
  public var resembles: [String] = []
  /// The axes on which dialects differ, and the values of each that give what was seen, where it
  /// fails and some do.
  public var axes: [Axis] = []
  /// The choices among them that are settled and are not PyTorch's, in words.
  public var peculiarities: [String] = []

  /// An axis on which dialects differ.
  public struct Axis: Equatable, Sendable {
    /// Its name in reports, such as `epsilon`.
    public let name: String
    /// The values that fit.
    public let values: [String]

    /// An axis and its values.
    public init(name: String, values: [String]) { (self.name, self.values) = (name, values) }
  }
}

extension Trace {
  /// Replays this trace with the built-in implementation that it names, and compares every value.
  ///
  /// - Parameters:
  ///   - level: the level asked for. A trace that was recorded for a lower level is then skipped.
  ///     `nil` holds each trace to its own, and one without to `1e-12`.
  ///   - file: where the trace came from, for the report.
  /// - Returns: what was found.
  public func verify(at level: Level?, file: String) -> TraceReport {
    do { try check(file: file) } catch { return TraceReport(unreadable: file, id: id, "\(error)") }
    if level == .bits && self.level == .close {
      return skipped(file, "not applicable: this trace is exact to 1e-12 only")
    }
    if level == .close || level == .bound, scalar.tolerance == nil {
      return skipped(file, "not applicable: \(scalar.rawValue) is judged to the bit only")
    }
    if steps.isEmpty { return skipped(file, "nothing to compare: this trace has no steps") }
    let level = level ?? self.level ?? (scalar.tolerance == nil ? .bits : .close)
    do {
      // Only PyTorch's formula fuses.
      let either = reference == .pytorch ? scalar.roundings : [.fused]
      var best: (Comparison, Rounding)?
      for rounding in rounding.map({ [$0] }) ?? either {
        let found = try compare(rounding, at: level)
        if best == nil || found.goesFurther(than: best!.0) { best = (found, rounding) }
      }
      // What is judged is the trace: what it holds is what was seen.
      return report(best!.0, seen: steps.map(\.results), best!.1, at: level, file: file)
    } catch {
      return TraceReport(unreadable: file, id: id, "\(error)")
    }
  }

  private func skipped(_ file: String, _ reason: String) -> TraceReport {
    unjudged(file, .skipped(reason))
  }

  /// The report of this trace, of which nothing was compared.
  package func unjudged(_ file: String, _ verdict: Verdict) -> TraceReport {
    TraceReport(
      file: file, id: id, about: about, level: nil, verdict: verdict, values: 0, maxUlps: nil,
      maxError: nil, suspects: nil)
  }

  /// The report of this trace, as it was compared with a run that gave `seen`.
  package func report(
    _ found: Comparison, seen: [Results], _ rounding: Rounding, at level: Level, file: String
  ) -> TraceReport {
    let first = found.firstDivergence
    let isUnjudged = found.values == 0 && found.unjudged > 0
    var report = TraceReport(
      file: file, id: id, about: about, level: level,
      verdict: isUnjudged ? .inconclusive(Self.noBound) : first.map(Verdict.fail) ?? .pass,
      values: found.values, maxUlps: found.maxUlps, maxError: found.maxError,
      suspects: first.flatMap { try? suspects(for: $0, seen: seen[$0.step], rounding) })
    (report.unjudged, report.maxBounds) = (found.unjudged, found.maxBounds)
    report.tightness = found.tightness
    return report
  }

  private static let noBound = "no value has a bound that leaves half of its digits"

  private func compare(_ rounding: Rounding, at level: Level) throws -> Comparison {
    var replay = try replay(rounding)
    var bounds = level == .bound ? try bounds() : nil
    var comparison = Comparison(level, scalar)
    for (t, step) in steps.enumerated() {
      comparison.compare(
        step: t, expected: step.results, actual: replay.advance(step),
        bounds: bounds?.advance(step) ?? [:], judgingExpected: true)
    }
    return comparison
  }
}

extension Comparison {
  /// Whether this run agrees for longer than another.
  package func goesFurther(than other: Comparison) -> Bool {
    guard let theirs = other.firstDivergence else { return false }
    guard let ours = firstDivergence else { return true }
    return theirs.isBefore(ours)
  }
}

extension Divergence {
  /// Whether it is met before another, in the order of comparison.
  fileprivate func isBefore(_ other: Divergence) -> Bool {
    func place(_ divergence: Divergence) -> (Int, Int, Int) {
      let quantity = Trace.Quantity.allCases.firstIndex(of: divergence.quantity)!
      return (divergence.step, quantity, divergence.coordinate)
    }
    return place(self) < place(other)
  }
}

extension TraceReport {
  /// The report of a trace that could not be judged for an error.
  public init(unreadable file: String, id: String? = nil, _ problem: String) {
    self.init(
      file: file, id: id ?? file, about: nil, level: nil, verdict: .error(problem), values: 0,
      maxUlps: nil, maxError: nil, suspects: nil)
  }
}
