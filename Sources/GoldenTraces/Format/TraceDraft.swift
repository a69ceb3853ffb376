import RMSprop
import Runs
import Text

/// A trace file as it is written: types are right, lengths and ranges are not known to be yet.
///
/// Several parameters of one optimizer are drafts of as many traces, because no coordinate depends
/// on another.
struct TraceDraft {
  var id = ""
  var about: String?
  var flags: [String] = []
  var source = Source()
  var scalar = Scalar.float64
  var scalars: Scalars?
  var reference = Reference.pytorch
  /// The program of the catalogue that the reference names in place of a formula.
  var judgingProgram: String?
  var level: Level?
  var printed: Printed?
  var hyperparameters = Hyperparameters()
  /// What each group sets otherwise; empty where there are no groups.
  var groups: [Settings] = []
  /// The parameters: one without a name, or those of `tensors`.
  var tensors: [TensorDraft] = []
  /// What changes in each step, for all groups and for each.
  var steps: [Step] = []

  /// Hyperparameters that are set: some of all.
  struct Settings {
    var learningRate: Double?
    var change = HyperparameterChange(step: 0)
    /// What a group sets once for all steps.
    var centered, maximize: Bool?
  }

  /// What changes in a step.
  struct Step {
    var settings = Settings()
    /// What changes for each group besides.
    var groups: [Settings] = []
  }

  /// The traces, if the parts fit together: one for each parameter. Numbers are rounded once to
  /// their type, except the hyperparameters, which PyTorch keeps as doubles.
  ///
  /// - Throws: `InputError`, which names `file` and the place in it.
  func traces(file: String) throws(InputError) -> [Trace] {
    func problem(_ place: String, _ problem: String) -> InputError {
      InputError(file: file, place: place, problem: problem)
    }
    for (t, step) in steps.enumerated() where step.groups.count > groups.count {
      throw problem(
        "steps[\(t)].groups",
        "expected at most \(groups.count) as in groups, found \(step.groups.count)")
    }
    var traces: [Trace] = []
    var names: Set<String> = []
    for (i, tensor) in tensors.enumerated() {
      let place = tensor.name == nil ? "" : "tensors[\(i)]."
      if let name = tensor.name, !names.insert(name).inserted {
        throw problem("\(place)name", "\"\(name.prefix(40))\" appears twice")
      }
      guard tensor.group < max(groups.count, 1) else {
        throw problem(
          "\(place)group",
          "expected a group from 0 to \(max(groups.count, 1) - 1), "
            + "found \(tensor.group)")
      }
      traces.append(try trace(of: tensor, at: i, file: file))
    }
    return traces
  }

  private func trace(of tensor: TensorDraft, at index: Int, file: String) throws(InputError)
    -> Trace
  {
    var run = Run(
      id: tensor.name.map { "\(id).\($0)" } ?? id, reference: reference, scalar: scalar,
      hyperparameters: hyperparameters, parameters: tensor.parameters.rounded(to: scalar))
    run.mixedScalars = try mixedScalars(file: file)
    if tensor.group < groups.count {
      run.hyperparameters.set(groups[tensor.group])
    }
    try run.checkSettings(source.rounding, level, file: file)
    try tensor.checkLengths(reference, at: tensor.name == nil ? nil : index, file: file)
    run.initialState = tensor.state?.rounded(to: run.scalars)
    run.gradients = tensor.gradients.rounded(to: scalar)
    run.steps.reserveCapacity(steps.count)
    for (t, step) in steps.enumerated() {
      var settings = step.settings
      if tensor.group < step.groups.count { settings.add(step.groups[tensor.group]) }
      let given = tensor.steps[t]
      run.steps.append(
        Run.Step(
          learningRate: settings.learningRate, rows: given.form == .missing ? nil : given.rows))
      guard !settings.change.isEmpty else { continue }
      settings.change.step = t
      run.changes.append(settings.change)
      do { _ = try run.hyperparameters(in: t).checked() } catch {
        throw InputError(file: file, place: "steps[\(t)].hyperparameters", problem: "\(error)")
      }
    }
    try run.checkState(at: tensor.name == nil ? "" : "tensors[\(index)].", file: file)
    if judgingProgram == nil, let step = run.stepWithoutBuffer {
      throw InputError(
        file: file, place: "steps[\(step)]",
        problem: "momentum has no buffer here: it was off when PyTorch made the state")
    }
    let seen = Results(coordinates: run.coordinates, steps: steps.count) { quantity in
      let numbers = tensor.results[quantity].rounded(to: run.scalars[quantity])
      return (numbers, tensor.steps.map { $0.counts[quantity] != nil })
    }
    var trace = Trace(
      checked: run, results: seen, about: about, flags: flags, rounding: source.rounding,
      execution: source.execution, level: level)
    trace.program = source.program
    trace.judgingProgram = judgingProgram
    trace.printed = printed
    trace.flushesSubnormals = source.flushesSubnormals
    return trace
  }

  /// The types of the quantities, if they are not all `scalar`.
  private func mixedScalars(file: String) throws(InputError) -> Scalars? {
    guard let scalars, scalars != Scalars(scalar) else { return nil }
    guard scalars.parameters == scalar else {
      throw InputError(
        file: file, place: "scalars.params",
        problem: "expected \(scalar.rawValue) as in scalar, found \(scalars.parameters.rawValue)")
    }
    guard reference == .pytorch else {
      throw InputError(
        file: file, place: "scalars", problem: "has no place in \(reference.rawValue)")
    }
    return scalars
  }
}

extension TraceDraft.Settings {
  /// Takes what other settings set.
  fileprivate mutating func add(_ other: Self) {
    learningRate = other.learningRate ?? learningRate
    change.alpha = other.change.alpha ?? change.alpha
    change.epsilon = other.change.epsilon ?? change.epsilon
    change.momentum = other.change.momentum ?? change.momentum
    change.weightDecay = other.change.weightDecay ?? change.weightDecay
  }
}

extension Hyperparameters {
  /// Takes what a group sets.
  fileprivate mutating func set(_ settings: TraceDraft.Settings) {
    learningRate = settings.learningRate ?? learningRate
    centered = settings.centered ?? centered
    maximize = settings.maximize ?? maximize
    change(settings.change)
  }
}

extension Run {
  /// Makes sure that state before the first step is what the formula keeps.
  fileprivate func checkState(at place: String, file: String) throws(InputError) {
    guard let initialState else { return }
    let keepsBuffer =
      hyperparameters.momentum > 0 || changes.contains { $0.momentum ?? 0 > 0 }
    for (quantity, isKept, when) in [
      (Quantity.gradientAverage, hyperparameters.centered, "centered"),
      (.momentumBuffer, keepsBuffer, "with momentum"),
    ] {
      let key = "\(place)state.\(quantity.rawValue)"
      if isKept && initialState[quantity] == nil {
        throw InputError(file: file, place: key, problem: "is required \(when), and missing")
      }
      if !isKept && initialState[quantity] != nil {
        throw InputError(file: file, place: key, problem: "has a place \(when) alone")
      }
    }
    if reference == .batch {
      throw InputError(file: file, place: "state", problem: "has no place in batch")
    }
  }
}

extension InitialState {
  /// The state with its numbers rounded to their types.
  fileprivate func rounded(to scalars: Scalars) -> InitialState {
    InitialState(
      stepCount: stepCount, squareAverage: squareAverage.rounded(to: scalars[.squareAverage]),
      gradientAverage: gradientAverage?.rounded(to: scalars[.gradientAverage]),
      momentumBuffer: momentumBuffer?.rounded(to: scalars[.momentumBuffer]))
  }
}

extension [Double] {
  /// The numbers rounded to a type.
  fileprivate func rounded(to scalar: Scalar) -> [Double] {
    switch scalar {
    case .float64: self
    // One type is asked for once, not for each number.
    case .float32: map { Double(Float($0)) }
    case .float16, .bfloat16: map(scalar.rounded)
    }
  }
}
