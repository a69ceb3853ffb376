import GoldenTraces
import RMSprop

/// A run of a built-in implementation, and where it stands.
struct ImplementationRun {
  /// What runs, and from where.
  let settings: Trace
  private var replay: any Replay
  /// The parameters after the last step.
  private(set) var parameters: [Double]

  init(_ given: Trace) throws {
    var settings = given
    if settings.reference == .pytorch { settings.rounding = settings.rounding ?? .fused }
    do {
      try settings.check(file: settings.implementation)
      replay = try settings.replay(settings.rounding ?? .fused)
    } catch { throw Failure.input("\(error)") }
    self.settings = settings
    parameters = settings.parameters
  }

  /// Takes a step; the step with its results.
  mutating func advance(_ step: Trace.Step) -> Trace.Step {
    var step = fitted(step)
    step.results = replay.advance(step)
    parameters = step.results[.parameters]!
    return step
  }

  /// The equations of one coordinate in a step that is still to be taken.
  func explain(_ step: Trace.Step, coordinate: Int) -> [Explanation] {
    replay.explain(fitted(step), coordinate: coordinate)
  }

  /// The step with the form of gradient that the implementation takes: the batch program takes one
  /// gradient as that of one data point, the others take those of several as their sum.
  private func fitted(_ step: Trace.Step) -> Trace.Step {
    var step = step
    switch (settings.reference, step.gradient) {
    case (.batch, .single(let numbers)): step.gradient = .points([numbers])
    case (.batch, _), (_, .missing), (_, .single): break
    case (_, .points(let rows)):
      let sum = rows.reduce([Double](repeating: 0, count: parameters.count)) { sum, row in
        zip(sum, row).map(add)
      }
      step.gradient = .single(sum)
    }
    return step
  }

  private func add(_ a: Double, _ b: Double) -> Double {
    // Double has more than twice the digits of the smaller types: rounding twice is rounding once.
    settings.scalar.rounded(a + b)
  }
}
