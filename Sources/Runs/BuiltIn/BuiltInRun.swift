import NumberSystems
import RMSprop

/// One of the three implementations, with its hyperparameters.
enum BuiltInOptimizer {
  case textbook(TextbookRMSprop)
  case pytorch(PyTorchRMSprop)
  case batch(BatchRMSprop)

  /// The implementation of a formula.
  init(_ reference: Reference, _ h: Hyperparameters) throws(HyperparameterError) {
    func textbook(_ formula: TextbookRMSprop.Formula) throws(HyperparameterError) -> Self {
      .textbook(
        try TextbookRMSprop(
          formula, learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon))
    }
    switch reference {
    case .pytorch: self = .pytorch(try PyTorchRMSprop(h))
    case .textbookNone: self = try textbook(.withoutEpsilon)
    case .textbookOutside: self = try textbook(.epsilonOutside)
    case .textbookInside: self = try textbook(.epsilonInside)
    case .batch:
      self = .batch(
        try BatchRMSprop(learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon))
    }
  }
}

/// A run of one of the three implementations, on one type of numbers.
struct BuiltInRun<Number: StartNumber> {
  /// What takes the next step.
  var optimizer: BuiltInOptimizer
  private(set) var learningRate: Double?
  private(set) var parameters: [Number]
  private(set) var state: OptimizerState<Number>?

  init(_ run: Run) throws(HyperparameterError) {
    optimizer = try BuiltInOptimizer(run.reference, run.hyperparameters)
    parameters = run.parameters.map { Number($0) }
  }

  /// A run that goes on from what a step left: parameters, and whatever state it kept.
  init(_ run: Run, from before: StepResults?) throws(HyperparameterError) {
    try self.init(run)
    guard let before else { return }
    func numbers(_ quantity: Quantity) -> [Number]? { before[quantity]?.map { Number($0) } }
    parameters = numbers(.parameters) ?? parameters
    state = numbers(.squareAverage).map {
      OptimizerState(
        squareAverage: $0, momentumBuffer: numbers(.momentumBuffer),
        gradientAverage: numbers(.gradientAverage))
    }
  }

  /// Takes the next step.
  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  @specialized(where Number == Evaluated<Double, CompiledOrder>)
  @specialized(where Number == Evaluated<Separate<Double>, CompiledForeachOrder>)
  @specialized(where Number == Evaluated<Double, CompiledTensorRateOrder>)
  @specialized(where Number == Evaluated<Double, BeforeLerp<EagerOrder>>)
  @specialized(where Number == Evaluated<Separate<Double>, BeforeLerp<EagerOrder>>)
  @specialized(where Number == Evaluated<Float, CompiledOrder>)
  @specialized(where Number == Evaluated<Separate<Float>, CompiledForeachOrder>)
  @specialized(where Number == Evaluated<Float, CompiledTensorRateOrder>)
  @specialized(where Number == Evaluated<Float, BeforeLerp<EagerOrder>>)
  @specialized(where Number == Evaluated<Separate<Float>, BeforeLerp<EagerOrder>>)
  mutating func take(_ inputs: StepInputs) {
    learningRate = inputs.learningRate ?? learningRate
    guard let gradient = inputs.gradient else { return }
    switch optimizer {
    case .textbook(let textbook):
      textbook.step(
        &parameters, gradient: gradient.map { Number($0) }, state: &state,
        learningRate: learningRate)
    case .pytorch(let pytorch):
      pytorch.step(
        &parameters, gradient: gradient.map { Number($0) }, state: &state,
        learningRate: learningRate)
    case .batch(let batch):
      batch.step(
        &parameters, gradients: inputs.rows.map { $0.map { Number($0) } }, state: &state,
        learningRate: learningRate)
    }
  }

  /// Replaces every number of a quantity.
  mutating func replace(_ quantity: Quantity, by new: (Number) -> Number) {
    let numbers = numbers(quantity)?.map(new)
    switch quantity {
    case .squareAverage: if let numbers { state?.squareAverage = numbers }
    case .gradientAverage: state?.gradientAverage = numbers
    case .momentumBuffer: state?.momentumBuffer = numbers
    case .parameters: parameters = numbers ?? parameters
    }
  }

  /// The numbers of a quantity, if there are any yet.
  func numbers(_ quantity: Quantity) -> [Number]? {
    switch quantity {
    case .squareAverage: state?.squareAverage
    case .gradientAverage: state?.gradientAverage
    case .momentumBuffer: state?.momentumBuffer
    case .parameters: parameters
    }
  }
}
