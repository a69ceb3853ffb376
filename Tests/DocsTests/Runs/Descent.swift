import Comparisons
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
    var state: State<Double>?
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
      let rate = Self.powerOfTen(Double(k - 60) / 20)
      let value = surface.value(try path(rate, on: surface, steps: steps)[steps])
      return (value.isNaN ? .infinity : value, rate)
    }.min { $0.0 < $1.0 }!
  }
}

/// The narrow valley, turned by an eighth of a circle about its minimum.
struct TurnedValley: Surface {
  private let valley = NarrowValley()
  private let half = 0.5.squareRoot()

  var start: [Double] { turned(valley.start) }
  func value(_ point: [Double]) -> Double { valley.value(back(point)) }
  func gradient(_ point: [Double]) -> [Double] { turned(valley.gradient(back(point))) }

  private func turned(_ p: [Double]) -> [Double] { [half * (p[0] - p[1]), half * (p[0] + p[1])] }
  private func back(_ p: [Double]) -> [Double] { [half * (p[0] + p[1]), half * (p[1] - p[0])] }
}

/// A surface whose values, and so its gradients, are `factor` times another's.
struct Scaled<Base: Surface>: Surface {
  let base: Base
  let factor: Double

  var start: [Double] { base.start }
  func value(_ point: [Double]) -> Double { factor * base.value(point) }
  func gradient(_ point: [Double]) -> [Double] { base.gradient(point).map { factor * $0 } }
}
