import RMSprop
import Runs

/// A mistake's run that stands between two steps.
struct MistakeStepper: Stepper {
  private let mistake: Mistake
  private let hasState: Bool
  private let lines: [(inout Mistake.Coordinate) -> Void]
  private var hyperparameters: Hyperparameters
  private(set) var theta: [Double]
  private var v, m, b: [Double]
  private var index = 0
  private var step = 0
  private var lastGradient: [Double]?
  private var lastRate: Double
  private let initialRate: Double

  init(_ mistake: Mistake, _ run: Run, hasState: Bool = true) {
    self.mistake = mistake
    self.hasState = hasState
    hyperparameters = run.hyperparameters
    initialRate = run.hyperparameters.learningRate
    lastRate = initialRate
    theta = run.parameters
    let zeros = [Double](repeating: 0, count: theta.count)
    (v, m, b) = (zeros, zeros, zeros)
    var h = hyperparameters
    mistake.changeHyperparameters(&h)
    lines = Mistake.Line.allCases.filter { line in
      switch line {
      case .gradientAverage: h.centered
      case .buffer: h.momentum > 0
      default: true
      }
    }.map { mistake.lines[$0] ?? $0.original }
  }

  mutating func step(_ inputs: StepInputs) {
    hyperparameters.learningRate = inputs.learningRate ?? hyperparameters.learningRate
    var h = hyperparameters
    mistake.changeHyperparameters(&h)
    let given = inputs.gradient.map(Array.init)
    var whole = Mistake.WholeStep(
      h: h, index: index, step: step, missing: index - step, gradient: given, theta: theta, v: v,
      m: m, b: b,
      old: (theta, v, m, b), lastGradient: lastGradient, lastRate: lastRate,
      initialRate: initialRate)
    mistake.before(&whole)
    if let gradient = whole.gradient {
      whole.step = step + 1
      for i in theta.indices {
        var one = Mistake.Coordinate(
          h: whole.h, step: whole.step, index: i, count: theta.count, gradient: gradient[i],
          old: (whole.theta[i], whole.v[i], whole.m[i], whole.b[i]), theta: whole.theta[i],
          g: gradient[i], v: whole.v[i], m: whole.m[i], s: 0, r: 0, b: whole.b[i])
        for line in lines { line(&one) }
        (whole.theta[i], whole.v[i], whole.m[i], whole.b[i]) = (one.theta, one.v, one.m, one.b)
      }
    }
    mistake.after(&whole)
    (theta, v, m, b) = (whole.theta, whole.v, whole.m, whole.b)
    (lastGradient, lastRate) = (given ?? lastGradient, hyperparameters.learningRate)
    (index, step) = (index + 1, whole.step)
  }

  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool {
    let hasState = hasState && step > 0
    switch quantity {
    case .parameters: numbers += theta
    case .squareAverage where hasState: numbers += v
    case .gradientAverage where hasState && hyperparameters.centered: numbers += m
    case .momentumBuffer where hasState && hyperparameters.momentum > 0: numbers += b
    case .squareAverage, .gradientAverage, .momentumBuffer: return false
    }
    return true
  }

  /// No equations: a mistake's lines carry no tags.
  func explain(_ inputs: StepInputs, coordinate: Int) -> [Explanation] { [] }
}
