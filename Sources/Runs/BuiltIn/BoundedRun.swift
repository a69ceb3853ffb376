package import NumberSystems
import RMSprop

/// The bounds of a run, step by step: what each value can be, by whatever order of evaluation.
package protocol BoundsStepper {
  /// Takes the next step; what each quantity can be after it.
  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]]
}

/// A built-in run on intervals.
struct BoundedRun<Number: Arithmetic & BinaryFloatingPoint & Sendable>: BoundsStepper {
  var run: BuiltInRun<Interval<Number>>

  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]] {
    run.take(inputs)
    var left: [Quantity: [Interval<Double>]] = [:]
    for quantity in Quantity.allCases {
      left[quantity] = run.numbers(quantity)?.map(\.inDouble)
    }
    return left
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
