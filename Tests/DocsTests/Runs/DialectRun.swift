import Dialects
import RMSprop
import Runs

extension Dialect {
  /// The parameter of a run of this dialect after each step, from a start, with a gradient and a
  /// rate for each.
  func parameters(
    _ h: Hyperparameters, from start: Double, gradients: [Double], rates: [Double]
  ) throws -> [Double] {
    var run = Run(hyperparameters: h, parameters: [start])
    for (gradient, rate) in zip(gradients, rates) {
      run.append(StepInputs(learningRate: rate, gradient: [gradient]))
    }
    return try DialectImplementation(self).results(of: run).parameters
  }
}
