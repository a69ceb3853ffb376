import NumberSystems
import RMSprop

/// A number that can be read from a trace and written back without loss.
protocol TraceNumber: Arithmetic {
  init(_ double: Double)
  var double: Double { get }
}

extension Double: TraceNumber { var double: Double { self } }
extension Float: TraceNumber { var double: Double { Double(self) } }
extension Separate: TraceNumber where Number: TraceNumber {
  init(_ double: Double) { self.init(Number(double)) }
  var double: Double { value.double }
}

/// The built-in implementation that judges a trace, run on the trace's inputs step by step.
protocol Replay {
  /// Takes the trace's next step; what it left, as doubles.
  mutating func advance(_ step: Trace.Step) -> Trace.Results
}

extension Trace {
  /// The replay for this trace's scalar.
  func replay(_ rounding: Rounding) throws(HyperparameterError) -> any Replay {
    switch (scalar, rounding) {
    case (.float64, .fused): try BuiltInReplay<Double>(self)
    case (.float64, .separate): try BuiltInReplay<Separate<Double>>(self)
    case (.float32, .fused): try BuiltInReplay<Float>(self)
    case (.float32, .separate): try BuiltInReplay<Separate<Float>>(self)
    }
  }
}

private struct BuiltInReplay<Number: TraceNumber>: Replay {
  private enum Optimizer {
    case textbook(TextbookRMSprop)
    case pytorch(PyTorchRMSprop)
    case batch(BatchRMSprop)
  }

  private let optimizer: Optimizer
  private var learningRate: Double?
  private var parameters: [Number]
  private var state: State<Number>?

  init(_ trace: Trace) throws(HyperparameterError) {
    let h = trace.hyperparameters
    func textbook(_ formula: TextbookRMSprop.Formula) throws(HyperparameterError) -> Optimizer {
      .textbook(
        try TextbookRMSprop(
          formula, learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon))
    }
    switch trace.reference {
    case .pytorch: optimizer = .pytorch(try PyTorchRMSprop(h))
    case .textbookNone: optimizer = try textbook(.withoutEpsilon)
    case .textbookOutside: optimizer = try textbook(.epsilonOutside)
    case .textbookInside: optimizer = try textbook(.epsilonInside)
    case .batch:
      optimizer = .batch(
        try BatchRMSprop(learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon))
    }
    parameters = trace.parameters.map { Number($0) }
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  mutating func advance(_ step: Trace.Step) -> Trace.Results {
    learningRate = step.learningRate ?? learningRate
    switch (optimizer, step.gradient) {
    case (_, .missing):
      break
    case (.textbook(let textbook), .single(let numbers)):
      textbook.step(
        &parameters, gradient: numbers.map { Number($0) }, state: &state,
        learningRate: learningRate)
    case (.pytorch(let pytorch), .single(let numbers)):
      pytorch.step(
        &parameters, gradient: numbers.map { Number($0) }, state: &state,
        learningRate: learningRate)
    case (.batch(let batch), .points(let rows)):
      batch.step(
        &parameters, gradients: rows.map { $0.map { Number($0) } }, state: &state,
        learningRate: learningRate)
    case (.batch, .single), (.textbook, .points), (.pytorch, .points):
      preconditionFailure("a trace's gradients fit its reference: it is checked on reading")
    }
    var left = Trace.Results()
    left[.parameters] = parameters.map(\.double)
    left[.squareAverage] = state?.squareAverage.map(\.double)
    left[.gradientAverage] = state?.gradientAverage?.map(\.double)
    left[.momentumBuffer] = state?.momentumBuffer?.map(\.double)
    return left
  }
}
