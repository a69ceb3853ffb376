import Relatives
import Foundation
import RMSprop

/// A method to go down a surface with.
enum Method: String, CaseIterable {
  case gradientDescent = "gradient descent"
  case momentum
  case adaGrad = "AdaGrad"
  case rmsprop = "RMSprop"

  /// What the method is at, after 0, 1, … steps.
  func path(_ learningRate: Double, on surface: some Surface, steps: Int, alpha: Double = 0.9)
    throws -> [[Double]]
  {
    var theta = surface.start
    var average: [Double]?
    var state: OptimizerState<Double>?
    return try [theta]
      + (0..<steps).map { _ in
        let g = surface.gradient(theta)
        switch self {
        case .gradientDescent:
          try GradientDescent(learningRate: learningRate).step(&theta, gradient: g)
        case .momentum:
          try GradientDescentWithMomentum(learningRate: learningRate)
            .step(&theta, gradient: g, gradientAverage: &average)
        case .adaGrad:
          try AdaGrad(learningRate: learningRate).step(&theta, gradient: g, squareSum: &average)
        case .rmsprop:
          try TextbookRMSprop(.epsilonOutside, learningRate: learningRate, alpha: alpha)
            .step(&theta, gradient: g, state: &state)
        }
        return theta
      }
  }

  /// The lowest value after so many steps, over rates from 0.001 to 100, 20 to a decade, and the
  /// rate.
  func best(on surface: some Surface, steps: Int) throws -> (value: Double, rate: Double) {
    try (0...100).map { k in
      let rate = pow(10, Double(k - 60) / 20)
      let value = surface.value(try path(rate, on: surface, steps: steps)[steps])
      return (value.isNaN ? .infinity : value, rate)
    }.min { $0.0 < $1.0 }!
  }

  /// How long RMSprop's steps along a constant gradient are, without ε.
  static func lengths(
    of count: Int, gradient: Double, learningRate: Double, alpha: Double
  ) -> [Double] {
    guard
      let rmsprop = try? TextbookRMSprop(
        .withoutEpsilon, learningRate: learningRate, alpha: alpha)
    else { return [] }
    var theta = [0.0]
    var state: OptimizerState<Double>?
    return (0..<count).map { _ in
      let before = theta[0]
      rmsprop.step(&theta, gradient: [gradient], state: &state)
      return (theta[0] - before).magnitude
    }
  }
}
