public import GoldenTraces
import RMSprop

/// A run of a mutant, step by step.
public struct MutantRun {
  private let mutant: Mutant
  private let lines: [(inout Mutant.Coordinate) -> Void]
  private var hyperparameters: Hyperparameters
  private var theta, v, m, b: [Double]
  private var index = 0
  private var step = 0
  private var lastGradient: [Double]?
  private var lastRate: Double
  private let initialRate: Double

  /// A run from a trace's parameters; its steps are the caller's to give.
  public init(_ mutant: Mutant, of trace: Trace) {
    self.mutant = mutant
    hyperparameters = trace.hyperparameters
    initialRate = trace.hyperparameters.learningRate
    lastRate = initialRate
    theta = trace.parameters
    let zeros = [Double](repeating: 0, count: theta.count)
    (v, m, b) = (zeros, zeros, zeros)
    var h = hyperparameters
    mutant.changeHyperparameters(&h)
    lines = Mutant.Line.allCases.filter { line in
      switch line {
      case .gradientAverage: h.centered
      case .buffer: h.momentum > 0
      default: true
      }
    }.map { mutant.lines[$0] ?? $0.original }
  }

  /// Takes the next step, of which gradient and rate matter; what it left.
  public mutating func advance(_ next: Trace.Step) -> Trace.Results {
    hyperparameters.learningRate = next.learningRate ?? hyperparameters.learningRate
    var h = hyperparameters
    mutant.changeHyperparameters(&h)
    let given: [Double]? = if case .single(let numbers) = next.gradient { numbers } else { nil }
    var whole = Mutant.WholeStep(
      h: h, index: index, step: step, gradient: given, theta: theta, v: v, m: m, b: b,
      old: (theta, v, m, b), lastGradient: lastGradient, lastRate: lastRate,
      initialRate: initialRate)
    mutant.before(&whole)
    if let gradient = whole.gradient {
      whole.step = step + 1
      for i in theta.indices {
        var one = Mutant.Coordinate(
          h: whole.h, step: whole.step, index: i, count: theta.count, gradient: gradient[i],
          old: (whole.theta[i], whole.v[i], whole.m[i], whole.b[i]), theta: whole.theta[i],
          g: gradient[i], v: whole.v[i], m: whole.m[i], s: 0, r: 0, b: whole.b[i])
        for line in lines { line(&one) }
        (whole.theta[i], whole.v[i], whole.m[i], whole.b[i]) = (one.theta, one.v, one.m, one.b)
      }
    }
    mutant.after(&whole)
    (theta, v, m, b) = (whole.theta, whole.v, whole.m, whole.b)
    (lastGradient, lastRate) = (given ?? lastGradient, hyperparameters.learningRate)
    (index, step) = (index + 1, whole.step)
    var left = Trace.Results()
    left[.parameters] = theta
    if step > 0 {
      left[.squareAverage] = v
      if hyperparameters.centered { left[.gradientAverage] = m }
      if hyperparameters.momentum > 0 { left[.momentumBuffer] = b }
    }
    return left
  }
}
