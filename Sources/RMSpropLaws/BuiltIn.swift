public import GoldenTraces
import NumberSystems
import RMSprop

/// The built-in implementations.
public struct BuiltIn: Subject {
  private let rounding: Trace.Rounding

  /// All formulas, their fused operations rounded in this way.
  public init(_ rounding: Trace.Rounding = .fused) { self.rounding = rounding }

  /// Everything; a rate that changes and state for every formula, the rest for PyTorch's.
  public var abilities: Abilities {
    Abilities(
      formulas: Set(Trace.Reference.allCases), rounding: rounding, hasExactRoot: true)
  }

  /// A scalar of which no run is made.
  struct NoSuchScalar: SubjectFault {
    let scalar: Trace.Scalar
    var label: String { "scalar" }
    var description: String { "there are no runs in \(scalar.rawValue)" }
  }

  /// Makes a run.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  public func run(_ run: Run) throws -> Trajectory {
    switch (run.scalar, rounding) {
    case (.float64, .fused): try run.trajectory(Double.self)
    case (.float64, .separate): try run.trajectory(Separate<Double>.self)
    case (.float32, .fused): try run.trajectory(Float.self)
    case (.float32, .separate): try run.trajectory(Separate<Float>.self)
    case (.float16, _), (.bfloat16, _): throw NoSuchScalar(scalar: run.scalar)
    }
  }
}

/// A number that can be had in double precision.
private protocol Readable: Arithmetic {
  var double: Double { get }
}

extension Double: Readable {
  fileprivate var double: Double { self }
}
extension Float: Readable {
  fileprivate var double: Double { Double(self) }
}
extension Separate: Readable where Number: Readable {
  fileprivate var double: Double { value.double }
}

extension Run {
  fileprivate func trajectory<Number: Readable>(_: Number.Type) throws -> Trajectory {
    let h = hyperparameters
    func textbook(_ formula: TextbookRMSprop.Formula) throws -> Trajectory {
      let optimizer = try TextbookRMSprop(
        formula, learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon)
      return trajectory { (theta: inout [Number], gradient, state, rate) in
        optimizer.step(&theta, gradient: gradient, state: &state, learningRate: rate)
      }
    }
    switch formula {
    case .pytorch:
      let optimizer = try PyTorchRMSprop(h)
      return trajectory { (theta: inout [Number], gradient, state, rate) in
        optimizer.step(&theta, gradient: gradient, state: &state, learningRate: rate)
      }
    case .textbookNone: return try textbook(.withoutEpsilon)
    case .textbookOutside: return try textbook(.epsilonOutside)
    case .textbookInside: return try textbook(.epsilonInside)
    case .batch:
      let optimizer = try BatchRMSprop(
        learningRate: h.learningRate, alpha: h.alpha, epsilon: h.epsilon)
      let n = coordinates
      return trajectory { (theta: inout [Number], gradient, state, rate) in
        let rows = stride(from: 0, to: gradient.count, by: n).map { Array(gradient[$0..<$0 + n]) }
        optimizer.step(&theta, gradients: rows, state: &state, learningRate: rate)
      }
    }
  }

  /// Takes every step that has a gradient.
  private func trajectory<Number: Readable>(
    _ step: (inout [Number], [Number], inout State<Number>?, Double?) -> Void
  ) -> Trajectory {
    var theta = parameters.map { Number($0, "") }
    var state: State<Number>?
    var rate: Double?
    var all = Trajectory(coordinates: coordinates, parameters: [])
    all.parameters.reserveCapacity(steps * coordinates)
    let (h, row) = (hyperparameters, coordinates * points)
    var (v, m, b): ([Double], [Double], [Double]) = ([], [], [])
    let zeros = [Double](repeating: 0, count: coordinates)
    for t in 0..<steps {
      if t < rates.count { rate = rates[t] ?? rate }
      if hasGradient(t) {
        let gradient = gradients[t * row..<(t + 1) * row].map { Number($0, "") }
        step(&theta, gradient, &state, rate)
      }
      for number in theta { all.parameters.append(number.double) }
      v += state?.squareAverage.map(\.double) ?? zeros
      if h.centered { m += state?.gradientAverage?.map(\.double) ?? zeros }
      if h.momentum > 0 { b += state?.momentumBuffer?.map(\.double) ?? zeros }
    }
    all.squareAverage = v
    if formula == .pytorch && h.centered { all.gradientAverage = m }
    if formula == .pytorch && h.momentum > 0 { all.momentumBuffer = b }
    return all
  }
}
