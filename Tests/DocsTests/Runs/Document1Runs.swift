import Relatives
import Foundation
import RMSprop
import TestSupport

/// Document 1's program, completed: the data, the start, and what is known of the exact run.
enum Document1Runs {
  static let data = Document1.data
  static let start = Document1.start
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

  /// What each epoch leaves.
  static func epochs(
    _ count: Int, _ model: some BatchRMSprop.Model<Double> = neuron, epsilon: Double = 1e-9
  ) throws -> [BatchRMSprop.Epoch<Double>] {
    try BatchRMSprop(epsilon: epsilon).train(model, from: start, on: data, epochs: count)
  }

  /// Weight and bias after each epoch.
  static func run(
    _ epochs: Int, _ method: BatchRMSprop, _ model: some BatchRMSprop.Model<Double> = neuron
  ) -> [[Double]] {
    method.train(model, from: start, on: data, epochs: epochs)
      .map { [$0.parameters.weight, $0.parameters.bias] }
  }

  /// Weight and bias after each epoch, with the update inside the loop over the data.
  static func runUpdatingInside(_ epochs: Int) throws -> [[Double]] {
    let method = try BatchRMSprop()
    var (theta, state): ([Double], OptimizerState<Double>?) = ([start.weight, start.bias], nil)
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

  /// Weight and bias after each epoch of gradient descent on the summed gradients.
  static func runDescent(_ epochs: Int, learningRate: Double) throws -> [[Double]] {
    let method = try GradientDescent(learningRate: learningRate)
    var theta = [start.weight, start.bias]
    return (0..<epochs).map { _ in
      method.step(&theta, gradient: gradient(theta, data))
      return theta
    }
  }

  /// The gradient, summed over the data.
  static func gradient(
    _ theta: [Double], _ data: [(x: Double, y: Double)] = data
  ) -> [Double] {
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
