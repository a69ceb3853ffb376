import RMSprop
import Testing

struct BatchTests {
  /// A model whose gradient is the data point itself.
  private struct Given: BatchRMSprop.Model {
    func loss(_ parameters: WeightAndBias<Double>, x: Double, y: Double) -> Double {
      parameters.weight * x + parameters.bias * y
    }
    func gradient(
      _ parameters: WeightAndBias<Double>, x: Double, y: Double
    ) -> WeightAndBias<Double> {
      WeightAndBias(weight: x, bias: y)
    }
  }

  @Test func `the defaults are document 1's`() throws {
    let h = try BatchRMSprop().hyperparameters
    #expect((h.learningRate, h.alpha, h.epsilon) == (0.1, 0.9, 1e-9))
  }

  @Test func `gradients are summed over the data, and epsilon is inside the root`() throws {
    let batch = try BatchRMSprop(learningRate: 6, alpha: 0.75, epsilon: 5)
    var theta = [1.0]
    var state: OptimizerState<Double>?
    batch.step(&theta, gradients: [[1], [3]], state: &state)
    #expect(state == OptimizerState(stepCount: 1, squareAverage: [4]), "¼ · (1 + 3)²")
    #expect(theta == [1 - 6 / 3 * 4], "6 / √(4 + 5) · (1 + 3)")
  }

  @Test func `every epoch leaves parameters, averages and loss`() throws {
    let batch = try BatchRMSprop(learningRate: 6, alpha: 0.75, epsilon: 5)
    let epochs = batch.train(
      Given(), from: WeightAndBias(weight: 1, bias: 0), on: [(x: 1, y: 0), (x: 3, y: 0)], epochs: 2)
    #expect(epochs.count == 2)
    #expect(epochs[0].parameters == WeightAndBias(weight: -7, bias: 0))
    #expect(epochs[0].squareAverage == WeightAndBias(weight: 4, bias: 0))
    #expect(epochs[0].loss == -28, "at the new parameters, summed over the data")
    #expect(epochs[1].squareAverage.weight == 7, "¾ · 4 + ¼ · 16")
  }

  @Test func `a data point without gradient changes nothing, and data in halves is the same`()
    throws
  {
    let batch = try BatchRMSprop()
    func run(_ rows: [[Double]]) -> ([Double], OptimizerState<Double>?) {
      var theta = [1.0, 2]
      var state: OptimizerState<Double>?
      batch.step(&theta, gradients: rows, state: &state)
      return (theta, state)
    }
    let whole = run([[1e-5, 2e-5]])
    #expect(run([[0, 0], [1e-5, 2e-5]]) == whole)
    #expect(run([[0.5e-5, 1e-5], [0.5e-5, 1e-5]]) == whole)
    #expect(run([[1e-5, 2e-5], [1e-5, 2e-5]]) != whole, "twice the data is twice the gradient")
  }

  @Test func `no epochs leave nothing, and an epoch without data has gradient zero`() throws {
    let batch = try BatchRMSprop()
    let start = WeightAndBias(weight: 1.0, bias: 2.0)
    #expect(batch.train(Given(), from: start, on: [(x: 1, y: 1)], epochs: 0).isEmpty)
    #expect(batch.train(Given(), from: start, on: [], epochs: 1).map(\.parameters) == [start])
  }
}
