import Relatives
import RMSprop

/// Ways down the narrow valley f = 0.1 x² + 2 y².
enum ValleyRuns {
  /// f after each step.
  static func run(_ steps: Int, _ step: (inout [Double], [Double]) -> Void) -> [Double] {
    let valley = NarrowValley()
    var point = valley.start
    return (0..<steps).map { _ in
      step(&point, valley.gradient(point))
      return valley.value(point)
    }
  }

  static func descent(_ steps: Int, learningRate: Double) throws -> [Double] {
    let method = try GradientDescent(learningRate: learningRate)
    return run(steps) { method.step(&$0, gradient: $1) }
  }

  static func adaGrad(_ steps: Int, learningRate: Double) throws -> (f: [Double], sum: [Double]) {
    let method = try AdaGrad(learningRate: learningRate)
    var sum: [Double]?
    let f = run(steps) { method.step(&$0, gradient: $1, squareSum: &sum) }
    return (f, sum!)
  }

  static func rmsprop(_ steps: Int, learningRate: Double, alpha: Double) throws -> [Double] {
    let method = try TextbookRMSprop(.epsilonOutside, learningRate: learningRate, alpha: alpha)
    var state: OptimizerState<Double>?
    return run(steps) { method.step(&$0, gradient: $1, state: &state) }
  }
}
