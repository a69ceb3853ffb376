package import NumberSystems
import RMSprop

/// The bounds of a run, step by step: what each value can be, by whatever order of evaluation.
package protocol BoundsStepper {
  /// Takes the next step; what each quantity can be after it.
  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]]
}

/// A built-in run on intervals: with the gradient weighed before it is squared, as eager PyTorch
/// does, and after, as compiled PyTorch does. The square overflows in one and not in the other;
/// all other orders are within the intervals.
struct BoundedRun<Number: Arithmetic & BinaryFloatingPoint & Sendable>: BoundsStepper {
  private var weighedFirst: BuiltInRun<Interval<Number>>
  private var squaredFirst: BuiltInRun<Evaluated<Interval<Number>, SquareFirstOrder>>?

  init(_ run: Run) throws(HyperparameterError) {
    weighedFirst = try BuiltInRun(run)
    squaredFirst = run.reference == .pytorch ? try BuiltInRun(run) : nil
  }

  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]] {
    weighedFirst.take(inputs)
    squaredFirst?.take(inputs)
    var left: [Quantity: [Interval<Double>]] = [:]
    for quantity in Quantity.allCases {
      guard var bounds = weighedFirst.numbers(quantity) else { continue }
      if let others = squaredFirst?.numbers(quantity) {
        bounds = zip(bounds, others).map { $0.union($1.value) }
      }
      left[quantity] = bounds.map(\.inDouble)
    }
    return left
  }
}

/// The eager order, except that the gradient is squared before it is weighed.
private enum SquareFirstOrder: EvaluationOrder {
  static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    CompiledOrder.squareAverage(v, g, oneMinusAlpha: oneMinusAlpha)
  }
}

extension Interval where Number: BinaryFloatingPoint {
  /// The interval with its bounds in double precision.
  fileprivate var inDouble: Interval<Double> {
    switch knowledge {
    case .bounds: Interval<Double>(from: Double(lower), to: Double(upper))
    case .boundsOrNaN: Interval<Double>(from: Double(lower), to: Double(upper)).orNaN
    case .nan: Interval<Double>(Double.nan)
    }
  }
}
