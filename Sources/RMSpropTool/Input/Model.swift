import ArgumentParser
import RMSprop
import Relatives
import Runs

/// A model to train on document 1's two data points, from document 1's start.
enum Model: String, CaseIterable, ExpressibleByArgument {
  case sigmoid
  case linear

  static let start = [Document1.start.weight, Document1.start.bias]

  /// The gradient at each data point, computed in `scalar`.
  func gradients(_ parameters: [Double], _ scalar: Scalar) -> [[Double]] {
    switch (self, scalar) {
    case (.sigmoid, .float64): rows(SigmoidNeuron<Double>(), parameters) { $0 }
    case (.linear, .float64): rows(LinearNeuron<Double>(), parameters) { $0 }
    case (.sigmoid, .float32): rows(SigmoidNeuron<Float>(), parameters) { Float($0) }
    case (.linear, .float32): rows(LinearNeuron<Float>(), parameters) { Float($0) }
    // As PyTorch's kernels do: in float32, then stored.
    case (_, .float16), (_, .bfloat16):
      gradients(parameters, .float32).map { $0.map(scalar.rounded) }
    }
  }

  private func rows<Number: BinaryFloatingPoint>(
    _ model: some BatchRMSprop.Model<Number>, _ parameters: [Double],
    _ number: (Double) -> Number
  ) -> [[Double]] {
    let theta = WeightAndBias(weight: number(parameters[0]), bias: number(parameters[1]))
    return Document1.data.map { point in
      let gradient = model.gradient(theta, x: number(point.x), y: number(point.y))
      return [Double(gradient.weight), Double(gradient.bias)]
    }
  }
}
