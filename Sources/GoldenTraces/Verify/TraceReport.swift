public import Runs
package import Text

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
  public internal(set) var verdict: Verdict
  /// How many values were compared.
  public let values: Int
  /// The largest distance in ulps; `nil` if a NaN met a number, or nothing was compared.
  public let maxUlps: UInt64?
  /// The largest error, relative to the scale of the level `1e-12`; `nil` if a number met one that
  /// is not finite, or nothing was compared.
  public let maxError: Double?
  /// The equations that may be at fault, where it fails.
  package let equationsAtFault: EquationsAtFault?
  /// How many values could not be judged at the level `bound`; they are not among `values`.
  package var unjudged = 0
  /// The largest distance from the middle of a bound, as a multiple of the bound; `nil` at other
  /// levels.
  package var maxBounds: Double?
  /// How wide the bounds were, beside the errors seen.
  package var tightness = Tightness()
  /// State that the trace has, other than zeros, where the formula keeps none: it is not compared.
  package var passedOver: [Quantity] = []
  /// What it was held to, or of several what explains it best, with no more of the setup than the
  /// trace leaves open; `nil` if it was not judged.
  package var reference: BuiltIn?
  /// All that explain every bit, likewise, where the trace does not state the rounding, or not the
  /// setup.
  package var fitting: [BuiltIn] = []
  /// At level `root`, how many coordinate-steps are right with a neighbour of the correctly rounded
  /// root alone; `nil` at other levels.
  package var neighbouringRoots: Int?
  /// The keys of its hyperparameters that nobody knows: what they were to change is not judged.
  package var unknownHyperparameters: [UnknownKey] = []
  /// What else is to be said of a trace that fails, or why one passes that would not.
  package var note: String?
  /// The programs of the catalogue that compute what was seen, where it fails.
  package var resembles: [String] = []
  /// The axes on which dialects differ, and the values of each that give what was seen, where it
  /// fails and some do.
  package var axes: [Axis] = []
  /// The choices among them that are settled and are not PyTorch's, in words.
  package var peculiarities: [String] = []

  /// An axis on which dialects differ.
  package struct Axis: Equatable, Sendable {
    /// The axis's name in reports, such as `epsilon`.
    package let name: String
    /// The values that fit.
    package let values: [String]

    /// An axis and its values.
    package init(name: String, values: [String]) { (self.name, self.values) = (name, values) }
  }
}

extension TraceReport {
  /// The report of a trace that could not be judged for an error.
  package init(unreadable file: String, id: String? = nil, _ problem: String) {
    self.init(
      file: file, id: id ?? file, about: nil, level: nil, verdict: .error(problem), values: 0,
      maxUlps: nil, maxError: nil, equationsAtFault: nil)
  }
}
