import NumberSystems
import RMSprop

/// A built-in run that stands between two steps, its numbers read as doubles.
struct BuiltInStepper<Number: RunNumber>: Stepper {
  var run: BuiltInRun<Number>
  /// The types that a step's results are kept in; `nil` where that is `Number` itself.
  private let kept: Scalars?

  init(run: BuiltInRun<Number>, keptAs scalars: Scalars) {
    self.run = run
    kept = scalars.areUniform ? nil : scalars
    if let kept { self.run.replace(.parameters) { Number(kept.parameters.rounded($0.double)) } }
  }

  mutating func step(_ inputs: StepInputs) {
    guard let kept else { return run.take(inputs) }
    run.take(inputs.rounded(to: kept.parameters))
    if inputs.gradient == nil { return }
    for quantity in Quantity.allCases {
      run.replace(quantity) { Number(kept[quantity].rounded($0.double)) }
    }
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool {
    guard let these = run.numbers(quantity) else { return false }
    numbers.append(contentsOf: these.lazy.map { $0.double })
    return true
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  mutating func takeAll(of run: Run) -> Results { oneByOne(run) }

  func explain(_ inputs: StepInputs, coordinate i: Int) -> [Explanation] {
    let inputs = kept.map { inputs.rounded(to: $0.parameters) } ?? inputs
    guard let gradient = inputs.gradient else { return [] }
    let rate = inputs.learningRate ?? run.learningRate
    func recorded(_ quantity: Quantity, _ given: Given) -> Recorded<Number> {
      Recorded(run.numbers(quantity)?[i] ?? Number(0), given: given.symbol)
    }
    func given(_ given: Given) -> Recorded<Number> {
      switch given {
      case .gradient: Recorded(Number(gradient[gradient.startIndex + i]), given: given.symbol)
      case .parameter: recorded(.parameters, given)
      case .squareAverage: recorded(.squareAverage, given)
      case .gradientAverage: recorded(.gradientAverage, given)
      case .momentumBuffer: recorded(.momentumBuffer, given)
      }
    }
    let results =
      switch run.optimizer {
      case .textbook(let textbook): textbook.results(learningRate: rate, given)
      case .pytorch(let pytorch): pytorch.results(learningRate: rate, given)
      case .batch(let batch):
        batch.results(
          sum: Recorded(Number(0), given: "d_t"),
          points: inputs.rows.map { Recorded(Number($0[$0.startIndex + i]), given: "\\nabla L_i") },
          learningRate: rate, given)
      }
    return Recorded.equations(leadingTo: results, writing: \.text).map { Explanation($0) }
  }
}
