import Relatives
import RMSprop

/// The path of a method down a surface.
struct Descent {
  /// The points, the start first.
  private(set) var points: [[Double]]
  /// What each step divided by, in each coordinate: empty for methods that divide by nothing.
  private(set) var denominators: [[Double]] = []

  private init(_ surface: any Surface) { points = [surface.start] }

  private mutating func run(
    _ surface: any Surface, _ steps: Int, _ step: (inout [Double], [Double]) -> [Double]
  ) {
    for _ in 0..<steps {
      var point = points[points.count - 1]
      denominators.append(step(&point, surface.gradient(point)))
      points.append(point)
    }
  }

  /// The path of gradient descent.
  init(_ method: GradientDescent, on surface: any Surface, steps: Int) {
    self.init(surface)
    run(surface, steps) { point, gradient in
      method.step(&point, gradient: gradient)
      return []
    }
  }

  /// The path of gradient descent with momentum.
  init(_ method: GradientDescentWithMomentum, on surface: any Surface, steps: Int) {
    self.init(surface)
    var average: [Double]?
    run(surface, steps) { point, gradient in
      method.step(&point, gradient: gradient, gradientAverage: &average)
      return []
    }
  }

  /// The path of AdaGrad.
  init(_ method: AdaGrad, on surface: any Surface, steps: Int) {
    self.init(surface)
    var sum: [Double]?
    run(surface, steps) { point, gradient in
      method.step(&point, gradient: gradient, squareSum: &sum)
      return sum!.map { $0.squareRoot() }
    }
  }

  /// The path of RMSprop.
  init(_ method: TextbookRMSprop, on surface: any Surface, steps: Int) {
    self.init(surface)
    var state: OptimizerState<Double>?
    run(surface, steps) { point, gradient in
      method.step(&point, gradient: gradient, state: &state)
      return state!.squareAverage.map { $0.squareRoot() }
    }
  }
}

/// A method with hyperparameters that are known to be in range.
func known<Method>(_ method: () throws -> Method) -> Method {
  do { return try method() } catch { preconditionFailure("\(error)") }
}
