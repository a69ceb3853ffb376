import Dialects
import GoldenTraces
import Mistakes
import NumberSystems
import Runs
import Text

/// A run of an implementation in this program, and where it stands.
struct ImplementationRun {
  /// What runs, in full: `pytorch/fused/float64`, `keras-3/float32`.
  let name: String
  /// The run's settings and starting values, as a trace without steps.
  let settings: Trace
  /// The name of what runs, if it is not a built-in formula.
  let implementation: String?
  /// How the run's equations are written: PyTorch's fused operations are shown as such.
  let style: Symbolic.Style
  /// Whether the implementation can explain a step by equations.
  let statesEquations: Bool
  /// Whether what is given has a gradient for each data point, be it one.
  private let hasPoints: Bool
  private var stepper: any Stepper
  /// The parameters after the last step.
  private(set) var parameters: [Double]

  /// A run with the settings of another, by an implementation, or by the formula that those
  /// settings name.
  ///
  /// - Throws: `Failure`, if the settings are not the implementation's.
  init(
    _ given: Run, by named: NamedImplementation? = nil, rounding recorded: Rounding? = nil,
    about: String? = nil
  ) throws {
    let isNamed = named != nil
    hasPoints = given.reference == .batch
    let named = named ?? NamedImplementation(given.reference)
    let run = given.emptied(reference: named.reference, scalar: named.scalar)
    let stepped: any SteppedImplementation
    var rounding: Rounding?
    switch named.kind {
    case .builtIn(let reference, let wanted):
      // Other formulas do not fuse; what a trace says of it stays as it is.
      let fuses = reference == .pytorch
      let known = recorded.flatMap { run.scalar.roundings.contains($0) ? $0 : nil }
      rounding = fuses ? wanted ?? known ?? .fused : isNamed ? nil : recorded
      let fusing = fuses ? rounding.map { "/\($0.rawValue)" } ?? "" : ""
      name = "\(reference.rawValue)\(fusing)/\(run.scalar.rawValue)"
      stepped = BuiltIn(rounding ?? .fused)
      implementation = nil
      style = reference == .pytorch && rounding?.fuses ?? true ? .rounding : .algebra
    case .dialect(let dialect):
      name = "\(dialect.entry.name)/\(run.scalar.rawValue)"
      stepped = dialect
      implementation = dialect.entry.name
      style = .rounding
    case .mistake(let mistake):
      name = "\(mistake.mistake.name)/\(run.scalar.rawValue)"
      stepped = mistake
      implementation = mistake.mistake.name
      style = .rounding
    }
    statesEquations = stepped.statesEquations
    do {
      try run.checkSettings(rounding, file: name)
      settings = try Trace(run, about: about, rounding: rounding)
      stepper = try stepped.start(run)
    } catch let error as InputError {
      throw Failure.input("\(error)")
    } catch {
      throw Failure.input("\(name): \(error)")
    }
    parameters = run.parameters
  }

  /// Takes a step.
  ///
  /// - Returns: what the implementation was given, and what the step left.
  mutating func advance(_ step: StepInputs) -> (inputs: StepInputs, results: StepResults) {
    let inputs = fitted(step)
    stepper.step(inputs)
    let results = stepper.results
    parameters = Array(results[.parameters]!)
    return (inputs, results)
  }

  /// The equations of one coordinate in a step that is still to be taken; empty if the
  /// implementation states no equations.
  func equations(of step: StepInputs, coordinate: Int) -> [Explanation] {
    stepper.explain(fitted(step), coordinate: coordinate)
  }

  /// The step with the form of gradient that the implementation takes: all formulas except the
  /// batch program's take the gradients of several data points as their sum.
  private func fitted(_ step: StepInputs) -> StepInputs {
    guard settings.run.reference != .batch, step.gradient != nil, hasPoints || step.points != 1
    else { return step }
    let sum = step.rows.reduce([Double](repeating: 0, count: parameters.count)) { sum, row in
      zip(sum, row).map(add)
    }
    return StepInputs(learningRate: step.learningRate, gradient: sum)
  }

  private func add(_ a: Double, _ b: Double) -> Double {
    // Double has more than twice the digits of the smaller types: rounding twice is rounding once.
    settings.run.scalar.rounded(a + b)
  }
}
