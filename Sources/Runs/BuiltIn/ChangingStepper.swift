/// A run whose hyperparameters change: at each change a run with the new ones goes on from what
/// stands.
struct ChangingStepper: Stepper {
  private var stepper: any Stepper
  private var step = 0
  private var learningRate: Double?
  /// The steps at which something changes, the next one first, with the run's settings from there.
  private var changes: ArraySlice<(step: Int, settings: Run)>
  private let start: (Run, StepResults?) throws -> any Stepper

  /// A run before its first step; `start` makes one of settings that never change, from what
  /// stands.
  ///
  /// - Throws: what `start` throws, for any of the settings.
  init(_ run: Run, start: @escaping (Run, StepResults?) throws -> any Stepper) throws {
    let settings = run.emptied()
    changes = run.changes.map { ($0.step, settings.settled(in: $0.step)) }[...]
    self.start = start
    for change in changes { _ = try start(change.settings, nil) }
    stepper = try start(settings.settled(in: -1), run.standing)
  }

  mutating func step(_ inputs: StepInputs) {
    if let next = next { stepper = next }
    while changes.first?.step == step { changes.removeFirst() }
    let inputs = withRate(inputs)
    learningRate = inputs.learningRate
    stepper.step(inputs)
    step += 1
  }

  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool {
    stepper.append(quantity, to: &numbers)
  }

  func explain(_ inputs: StepInputs, coordinate: Int) -> [Explanation] {
    (next ?? stepper).explain(withRate(inputs), coordinate: coordinate)
  }

  /// The run that goes on from here if something changes now.
  private var next: (any Stepper)? {
    guard let now = changes.last(where: { $0.step == step }) else { return nil }
    guard let next = try? start(now.settings, stepper.results) else {
      preconditionFailure("every one of the settings was started before")
    }
    return next
  }

  private func withRate(_ inputs: StepInputs) -> StepInputs {
    var inputs = inputs
    inputs.learningRate = inputs.learningRate ?? learningRate
    return inputs
  }
}
