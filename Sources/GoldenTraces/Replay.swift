package import NumberSystems
public import RMSprop

/// A number that can be read from a trace and written back without loss.
protocol TraceNumber: Arithmetic {
  init(_ double: Double)
  var double: Double { get }
  /// The shortest digits that read back as the same number.
  var text: String { get }
}

extension Double: TraceNumber {
  var double: Double { self }
  var text: String { decimal(self) }
}
extension Float: TraceNumber {
  var double: Double { Double(self) }
  var text: String { decimal(self) }
}
extension HalfPrecision: TraceNumber {
  init(_ double: Double) { self.init(Format.rounded(Float(double))) }
  var double: Double { Double(value) }
  var text: String { decimal(value) }
}
extension Separate: TraceNumber where Number: TraceNumber {
  init(_ double: Double) { self.init(Number(double)) }
  var double: Double { value.double }
  var text: String { value.text }
}

extension Interval: TraceNumber where Number: BinaryFloatingPoint {
  init(_ double: Double) { self.init(Number(double)) }
  var double: Double { Double(lower / 2 + upper / 2) }
  var text: String { "[\(lower), \(upper)]" }
}

/// A run of the built-in implementation that a trace names, step by step.
public protocol Replay {
  /// Takes the next step, of which gradient and rate matter; what it left, as doubles.
  ///
  /// - Precondition: the gradient has the form and length that `Trace.check` asks for.
  mutating func advance(_ step: Trace.Step) -> Trace.Results

  /// The equations of the step that would come next, for one coordinate, with their numbers; none
  /// if the gradient is missing.
  ///
  /// - Precondition: as for `advance`; the coordinate is one of the parameters'.
  func explain(_ step: Trace.Step, coordinate: Int) -> [Explanation]
}

extension Trace {
  /// A run from this trace's parameters, in its scalar; its steps are the caller's to give.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  public func replay(_ rounding: Rounding) throws(HyperparameterError) -> any Replay {
    switch (scalar, rounding) {
    case (.float64, .fused): try BuiltInReplay<Double>(self)
    case (.float64, .separate): try BuiltInReplay<Separate<Double>>(self)
    case (.float32, .fused): try BuiltInReplay<Float>(self)
    case (.float32, .separate): try BuiltInReplay<Separate<Float>>(self)
    case (.float16, .fused): try BuiltInReplay<HalfPrecision<Binary16>>(self)
    case (.bfloat16, .fused): try BuiltInReplay<HalfPrecision<BrainFloat16>>(self)
    case (.float16, .separate), (.bfloat16, .separate):
      preconditionFailure("a trace's rounding is known for its scalar: it is checked on reading")
    }
  }
}

private struct BuiltInReplay<Number: TraceNumber> {
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

  /// Takes the next step.
  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  private mutating func take(_ step: Trace.Step) {
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
  }
}

extension BuiltInReplay: Replay {
  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  mutating func advance(_ step: Trace.Step) -> Trace.Results {
    take(step)
    var left = Trace.Results()
    left[.parameters] = parameters.map(\.double)
    left[.squareAverage] = state?.squareAverage.map(\.double)
    left[.gradientAverage] = state?.gradientAverage?.map(\.double)
    left[.momentumBuffer] = state?.momentumBuffer?.map(\.double)
    return left
  }

  func explain(_ step: Trace.Step, coordinate i: Int) -> [Explanation] {
    let rate = step.learningRate ?? learningRate
    var gradient = Number(0)
    func given(_ symbol: String) -> Recorded<Number> {
      let number =
        switch symbol {
        case "\\theta_{t-1}": parameters[i]
        case "v_{t-1}": state?.squareAverage[i] ?? Number(0)
        case "m_{t-1}": state?.gradientAverage?[i] ?? Number(0)
        case "b_{t-1}": state?.momentumBuffer?[i] ?? Number(0)
        default: gradient
        }
      return Recorded(number, given: symbol)
    }
    var results: [Recorded<Number>]
    switch (optimizer, step.gradient) {
    case (.textbook(let textbook), .single(let numbers)):
      gradient = Number(numbers[i])
      results = textbook.results(learningRate: rate, given)
    case (.pytorch(let pytorch), .single(let numbers)):
      gradient = Number(numbers[i])
      results = pytorch.results(learningRate: rate, given)
    case (.batch(let batch), .points(let rows)):
      results = batch.results(
        sum: Recorded(Number(0), given: "d_t"),
        points: rows.map { Recorded(Number($0[i]), given: "\\nabla L_i") }, learningRate: rate,
        given)
    default: results = []
    }
    return Recorded.equations(leadingTo: results, writing: \.text).map { Explanation($0) }
  }
}

// MARK: Bounds

/// The bounds of a run, step by step: what each value can be, by whatever order of evaluation.
package protocol Bounds {
  /// Takes the next step; what each quantity can be after it.
  mutating func advance(_ step: Trace.Step) -> [Trace.Quantity: [Interval<Double>]]
}

extension Trace {
  /// The bounds of a run from this trace's parameters; `nil` for a scalar of which there are none.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  package func bounds() throws(HyperparameterError) -> (any Bounds)? {
    switch scalar {
    case .float64: try BuiltInReplay<Interval<Double>>(self)
    case .float32: try BuiltInReplay<Interval<Float>>(self)
    case .float16, .bfloat16: nil
    }
  }
}

extension BuiltInReplay: Bounds where Number: BoundsNumber {
  mutating func advance(_ step: Trace.Step) -> [Trace.Quantity: [Interval<Double>]] {
    take(step)
    var left: [Trace.Quantity: [Interval<Double>]] = [.parameters: parameters.map(\.inDouble)]
    left[.squareAverage] = state?.squareAverage.map(\.inDouble)
    left[.gradientAverage] = state?.gradientAverage?.map(\.inDouble)
    left[.momentumBuffer] = state?.momentumBuffer?.map(\.inDouble)
    return left
  }
}

/// An interval that can be had in double precision.
private protocol BoundsNumber {
  var inDouble: Interval<Double> { get }
}

extension Interval: BoundsNumber where Number: BinaryFloatingPoint {
  fileprivate var inDouble: Interval<Double> {
    switch knowledge {
    case .bounds: Interval<Double>(from: Double(lower), to: Double(upper))
    case .boundsOrNaN: Interval<Double>(from: Double(lower), to: Double(upper)).orNaN
    case .nan: Interval<Double>(Double.nan)
    }
  }
}
