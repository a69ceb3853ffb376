package import NumberSystems
import RMSprop

/// The bounds of a run, step by step: what each value can be, by whatever order of evaluation.
package protocol BoundsStepper {
  /// Takes the next step; what each quantity can be after it.
  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]]
}

/// A built-in run on intervals, in four orders: the gradient is weighed before it is squared, as
/// eager PyTorch does, or after, as compiled PyTorch does; and the gradient is weighed by the rate
/// before it is divided, or after. One overflows where the other does not; all other orders are
/// within the intervals.
struct BoundedRun<Number: RunNumber & IntervalNumber>: BoundsStepper {
  private var eager: BuiltInRun<Interval<Number>>
  private var squared: BuiltInRun<Evaluated<Interval<Number>, SquareFirst<EagerOrder>>>
  private var divided: BuiltInRun<Evaluated<Interval<Number>, QuotientFirst<EagerOrder>>>
  private var both: BuiltInRun<Evaluated<Interval<Number>, QuotientFirst<SquareFirst<EagerOrder>>>>
  private let hasOrders: Bool
  /// The optimizers that take over, and at which steps.
  private let changes: [(step: Int, optimizer: BuiltInOptimizer)]
  private var step = 0
  /// The types that a step's results are kept in; `nil` where that is `Number` itself.
  private let kept: Scalars?

  init(_ run: Run) throws(HyperparameterError) {
    kept = run.scalars.areUniform ? nil : run.scalars
    let run = run.rounded
    let standing = run.standing
    eager = try BuiltInRun(run, from: standing)
    squared = try BuiltInRun(run, from: standing)
    divided = try BuiltInRun(run, from: standing)
    both = try BuiltInRun(run, from: standing)
    hasOrders = run.reference == .pytorch
    var changes: [(Int, BuiltInOptimizer)] = []
    for change in run.changes {
      let h = run.hyperparameters(in: change.step)
      changes.append((change.step, try BuiltInOptimizer(run.reference, h)))
    }
    self.changes = changes
  }

  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]] {
    let inputs = kept.map { inputs.rounded(to: $0.parameters) } ?? inputs
    if let now = changes.last(where: { $0.step == step }) {
      eager.optimizer = now.optimizer
      squared.optimizer = now.optimizer
      divided.optimizer = now.optimizer
      both.optimizer = now.optimizer
    }
    step += 1
    eager.take(inputs)
    if hasOrders {
      squared.take(inputs)
      divided.take(inputs)
      both.take(inputs)
    }
    if let kept, inputs.gradient != nil {
      for quantity in Quantity.allCases {
        let stored = { (bounds: Interval<Number>) in bounds.rounded(to: kept[quantity]) }
        eager.replace(quantity, by: stored)
        guard hasOrders else { continue }
        squared.replace(quantity) { Evaluated(stored($0.value)) }
        divided.replace(quantity) { Evaluated(stored($0.value)) }
        both.replace(quantity) { Evaluated(stored($0.value)) }
      }
    }
    var left: [Quantity: [Interval<Double>]] = [:]
    for quantity in Quantity.allCases {
      guard var bounds = eager.numbers(quantity) else { continue }
      if hasOrders {
        for others in [
          squared.numbers(quantity)?.map(\.value), divided.numbers(quantity)?.map(\.value),
          both.numbers(quantity)?.map(\.value),
        ] {
          bounds = zip(bounds, others ?? bounds).map { $0.union($1) }
        }
      }
      left[quantity] = bounds.map(\.inDouble)
    }
    return left
  }
}

/// The gradient is squared before it is weighed (P4).
private enum SquareFirst<Base: EvaluationOrder>: DerivedEvaluationOrder {
  static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    CompiledOrder.squareAverage(v, g, oneMinusAlpha: oneMinusAlpha)
  }
}

/// The quotient is formed before it is weighed by the rate (P12).
private enum QuotientFirst<Base: EvaluationOrder>: DerivedEvaluationOrder {
  static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number {
    CompiledOrder.moved(theta, by: g, over: r, minusLearningRate: minusLearningRate)
  }
}

extension Interval where Number: RunNumber {
  /// The bounds of what is kept in a type: rounding keeps the order of numbers.
  fileprivate func rounded(to scalar: Scalar) -> Interval {
    func kept(_ number: Number) -> Number { Number(scalar.rounded(number.double)) }
    switch knowledge {
    case .bounds: return Interval(from: kept(lower), to: kept(upper))
    case .boundsOrNaN: return Interval(from: kept(lower), to: kept(upper)).orNaN
    case .nan: return self
    }
  }

  /// The bounds in double precision.
  package var inDouble: Interval<Double> {
    switch knowledge {
    case .bounds: Interval<Double>(from: lower.double, to: upper.double)
    case .boundsOrNaN: Interval<Double>(from: lower.double, to: upper.double).orNaN
    case .nan: Interval<Double>(Double.nan)
    }
  }
}
