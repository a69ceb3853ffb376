import Comparisons
import Foundation
import NumberSystems
import RMSprop
import TestSupport

/// Document 1's program, completed: the data, the start, and what is known of the exact run.
enum Document1Runs {
  static let data = Document1.data
  static let start = WeightAndBias(weight: -2.0, bias: -2.0)
  static var neuron: SigmoidNeuron<Double> { SigmoidNeuron() }

  /// The exact run's end, from the golden trace.
  struct Limit: Decodable {
    struct Closest: Decodable {
      let epoch: Int
      let params, distance: [Double]
    }
    let minimiser: [Double]
    let closest: Closest
    let cycle: [[Double]]
  }

  struct Recorded: Decodable {
    struct Epoch: Decodable { let params: [Double] }
    let limit: Limit
    let steps: [Epoch]
  }

  static func recorded() throws -> Recorded {
    let text = try Repository.text("Fixtures/batch/float64/document-1-sigmoid.json")
    return try JSONDecoder().decode(Recorded.self, from: Data(text.utf8))
  }

  /// Weight and bias after each epoch.
  static func run(
    _ epochs: Int, _ method: BatchRMSprop, _ model: some BatchRMSprop.Model<Double> = neuron
  ) -> [[Double]] {
    method.train(model, from: start, on: data, epochs: epochs)
      .map { [$0.parameters.weight, $0.parameters.bias] }
  }

  /// The same with the update inside the loop over the data.
  static func runUpdatingInside(_ epochs: Int) throws -> [[Double]] {
    let method = try BatchRMSprop()
    var (theta, state): ([Double], State<Double>?) = ([start.weight, start.bias], nil)
    return (0..<epochs).map { _ in
      var sum = [0.0, 0.0]
      for point in data {
        let gradient = gradient(theta, [point])
        sum = [sum[0] + gradient[0], sum[1] + gradient[1]]
        method.step(&theta, gradients: [sum], state: &state)
      }
      return theta
    }
  }

  /// Gradient descent on the same sums.
  static func runDescent(_ epochs: Int, learningRate: Double) throws -> [[Double]] {
    let method = try GradientDescent(learningRate: learningRate)
    var theta = [start.weight, start.bias]
    return (0..<epochs).map { _ in
      method.step(&theta, gradient: gradient(theta, data))
      return theta
    }
  }

  /// The gradient, summed over the data.
  static func gradient(_ theta: [Double], _ data: [(x: Double, y: Double)]) -> [Double] {
    let parameters = WeightAndBias(weight: theta[0], bias: theta[1])
    let each = data.map { neuron.gradient(parameters, x: $0.x, y: $0.y) }
    return [each.reduce(0) { $0 + $1.weight }, each.reduce(0) { $0 + $1.bias }]
  }

  /// The loss, summed over the data.
  static func loss(_ theta: [Double]) -> Double {
    let parameters = WeightAndBias(weight: theta[0], bias: theta[1])
    return data.reduce(0) { $0 + neuron.loss(parameters, x: $1.x, y: $1.y) }
  }

  /// The neuron with the mean of the gradients in place of their sum.
  struct Averaging: BatchRMSprop.Model {
    func loss(_ parameters: WeightAndBias<Double>, x: Double, y: Double) -> Double {
      neuron.loss(parameters, x: x, y: y)
    }
    func gradient(_ parameters: WeightAndBias<Double>, x: Double, y: Double)
      -> WeightAndBias<Double>
    {
      let gradient = neuron.gradient(parameters, x: x, y: y)
      let count = Double(data.count)
      return WeightAndBias(weight: gradient.weight / count, bias: gradient.bias / count)
    }
  }
}

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
    var state: State<Double>?
    return run(steps) { method.step(&$0, gradient: $1, state: &state) }
  }
}

extension NumberSystems.Expression {
  /// The formula for a line of prose: without spaces, of which GitHub would show the comma.
  var inlineLaTeX: String { latex().replacing(" \\, ", with: " ") }
}
