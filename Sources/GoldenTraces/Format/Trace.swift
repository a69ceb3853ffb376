import RMSprop
public import Runs
public import Text

/// One recorded run of an optimizer: what went in, and what came out of every step.
///
/// The forms are `rmsprop-trace/1` and `/2` (`Fixtures/README.md`). A trace is checked when it is
/// made: its parts fit together.
public struct Trace: Sendable {
  /// What went in. Its id is the trace's stable name.
  public private(set) var run: Run
  /// What came out: the parameters after each step, and what is known of the state.
  public private(set) var results: Results
  /// What the run is, in a sentence.
  public let about: String?
  /// What mistakes it catches; the schema says what each flag means.
  public let flags: [String]
  /// How fused operations were rounded, or `nil` where either way may match.
  public let rounding: Rounding?
  /// How PyTorch was set up, where that changes bits.
  public let execution: Execution
  /// How exactly the trace can be held to, or `nil` where that is for the reader to say.
  public let level: Level?
  /// Whether its file is of the form `rmsprop-trace/2`.
  package internal(set) var isOfVersion2 = false
  /// How its results were printed, if that left out digits.
  public internal(set) var printed: Printed?
  /// Whether subnormal numbers were taken for zero where it was recorded.
  public internal(set) var flushesSubnormals = false
  /// Whether it was drawn: it may be so extreme that only bounds hold what no rounding is known of.
  package var isDrawn = false
  /// The keys of its file that nobody knows.
  package internal(set) var unknownKeys: [UnknownKey] = []
  /// The program of the catalogue that was recorded, where the trace says so.
  package var program: String?
  /// The program of the catalogue that the trace names as its `reference`, in place of a formula.
  package var judgingProgram: String?

  /// A trace of these parts; by default without results.
  ///
  /// - Throws: `InputError`, if a hyperparameter is out of range, or something does not belong to
  ///   the formula or the type.
  /// - Precondition: the results have the run's coordinates and steps.
  public init(
    _ run: Run, results: Results? = nil, about: String? = nil, flags: [String] = [],
    rounding: Rounding? = nil, execution: Execution = Execution(), level: Level? = nil
  ) throws(InputError) {
    try run.checkSettings(rounding, level, file: run.id)
    for (t, step) in run.steps.enumerated()
    where run.reference != .batch && step.rows?.count ?? 1 != 1 {
      throw InputError(
        file: run.id, place: "steps[\(t)]", problem: "expected one gradient outside a batch run")
    }
    self.init(
      checked: run, results: results, about: about, flags: flags, rounding: rounding,
      execution: execution, level: level)
  }

  /// A trace of parts that fit together.
  init(
    checked run: Run, results: Results?, about: String?, flags: [String], rounding: Rounding?,
    execution: Execution, level: Level?
  ) {
    let results =
      results
      ?? Results(
        coordinates: run.coordinates,
        steps: [StepResults](repeating: StepResults(), count: run.steps.count))
    precondition(
      results.coordinates == run.coordinates && results.steps == run.steps.count,
      "results must have the run's coordinates and steps")
    self.run = run
    self.results = results
    self.about = about
    self.flags = flags
    self.rounding = rounding
    self.execution = execution
    self.level = level
  }

  /// A stable name, such as `pytorch/fused/float64/centered`.
  public var id: String { run.id }

  /// This trace with its run in other types.
  package func with(_ run: Run) -> Trace {
    var trace = self
    trace.run = run
    return trace
  }

  /// This trace with other results.
  ///
  /// - Precondition: they have the run's coordinates and steps.
  public func with(_ results: Results) -> Trace {
    precondition(
      results.coordinates == run.coordinates && results.steps == run.steps.count,
      "results must have the run's coordinates and steps")
    var trace = self
    trace.results = results
    return trace
  }
}

extension Trace: CustomStringConvertible {
  /// The trace's id.
  public var description: String { id }
}

extension Run {
  /// Makes sure that the hyperparameters are in range and belong to the formula, and that the
  /// rounding is known for the type.
  ///
  /// - Throws: `InputError`, which calls the run `file`.
  package func checkSettings(
    _ rounding: Rounding?, _ level: Level? = nil, file: String
  ) throws(InputError) {
    func problem(_ place: String, _ problem: String) -> InputError {
      InputError(file: file, place: place, problem: problem)
    }
    let h = hyperparameters
    do { _ = try h.checked() } catch { throw problem("hyperparameters", "\(error)") }
    let bare = Hyperparameters(learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon)
    guard reference == .pytorch || h == bare else {
      throw problem(
        "hyperparameters",
        "weight_decay, momentum, centered and maximize have no place in \(reference.rawValue)")
    }
    if level == .close && scalar.tolerance == nil {
      throw problem("level", "expected bits: \(scalar.rawValue) is judged to the bit only")
    }
    if let level, level != .bits && level != .close {
      throw problem("level", "expected bits or 1e-12, found \(level.rawValue)")
    }
    if let rounding, !scalar.roundings.contains(rounding) {
      throw problem(
        "source.settings.rounding", "\(rounding.rawValue) is not known for \(scalar.rawValue)")
    }
  }
}
