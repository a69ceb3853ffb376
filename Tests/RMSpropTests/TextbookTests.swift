import RMSprop
import Testing

struct TextbookTests {
  @Test func `the readings have names, and their documents' values`() throws {
    #expect(
      TextbookRMSprop.Formula.allCases.map(\.rawValue) == ["none", "outside", "inside", "unrooted"])
    let document0 = try TextbookRMSprop(.withoutEpsilon).hyperparameters
    #expect((document0.learningRate, document0.alpha) == (0.01, 0.99))
    let document2 = try TextbookRMSprop(.epsilonOutside).hyperparameters
    #expect((document2.learningRate, document2.alpha, document2.epsilon) == (0.001, 0.99, 1e-8))
  }

  // From v = 0 with ρ = ¾ a gradient of 4 leaves v = 4; with ε = 12 all denominators are whole.
  private static let byHand: [(TextbookRMSprop.Formula, Double)] = [
    (.withoutEpsilon, 2), (.epsilonOutside, 14), (.epsilonInside, 4), (.withoutRoot, 16),
  ]

  @Test(arguments: byHand)
  func `a step can be checked by hand`(
    formula: TextbookRMSprop.Formula, denominator: Double
  ) throws {
    let textbook = try TextbookRMSprop(formula, learningRate: 1, alpha: 0.75, epsilon: 12)
    var theta = [1.0]
    var state: OptimizerState<Double>?
    textbook.step(&theta, gradient: [4], state: &state)
    #expect(state == OptimizerState(stepCount: 1, squareAverage: [4]))
    #expect(theta == [1 - 4 / denominator])
  }

  @Test func `without epsilon a zero gradient on fresh state is NaN, and NaN for ever`() throws {
    let textbook = try TextbookRMSprop(.withoutEpsilon)
    var theta = [1.0, 1.0]
    var state: OptimizerState<Double>?
    textbook.step(&theta, gradient: [0, 1], state: &state)
    #expect(theta[0].isNaN && theta[1].isFinite)
    #expect(state?.squareAverage[0] == 0)
    textbook.step(&theta, gradient: [1, 1], state: &state)
    #expect(theta[0].isNaN && theta[1].isFinite)
    #expect(state!.squareAverage[0] > 0, "the average recovers, the parameter does not")
  }

  @Test(arguments: [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside, .withoutRoot])
  func `with epsilon a zero gradient on fresh state changes nothing`(
    formula: TextbookRMSprop.Formula
  ) throws {
    var theta = [1.0]
    var state: OptimizerState<Double>?
    try TextbookRMSprop(formula).step(&theta, gradient: [0], state: &state)
    #expect(theta == [1])
  }

  @Test(arguments: [1e-3, 0.7, 1, 1e3])
  func `without epsilon the first step is the rate over √(1 − ρ), whatever the gradient`(
    gradient: Double
  ) throws {
    let textbook = try TextbookRMSprop(.withoutEpsilon, learningRate: 1, alpha: 0.75)
    var theta = [0.0]
    var state: OptimizerState<Double>?
    textbook.step(&theta, gradient: [gradient], state: &state)
    #expect(theta == [-2], "1 − ρ = ¼, and √fl(g²) = |g| in binary arithmetic")
  }

  @Test func `the reading without a root grows as gradients shrink: it cannot be meant`() throws {
    let textbook = try TextbookRMSprop(.withoutRoot, learningRate: 1, epsilon: 0)
    let steps = try [1.0, 1e-3, 1e-6].map { gradient in
      var theta = [0.0]
      var state: OptimizerState<Double>?
      textbook.step(&theta, gradient: [gradient], state: &state)
      return try #require(theta.first).magnitude
    }
    #expect(steps[1] / steps[0] > 999 && steps[2] / steps[1] > 999)
  }

  @Test func `a weight and a bias step as two parameters with averages of their own`() throws {
    let textbook = try TextbookRMSprop(.epsilonOutside)
    var both = WeightAndBias(weight: [1.0, 2], bias: [3.0])
    var states = WeightAndBias<OptimizerState<Double>?>(weight: nil, bias: nil)
    var (weight, bias) = (both.weight, both.bias)
    var (weightState, biasState): (OptimizerState<Double>?, OptimizerState<Double>?)
    for gradients in [
      WeightAndBias(weight: [1.0, -1], bias: [0.5]), .init(weight: [2, 3], bias: [4]),
    ] {
      textbook.step(&both, gradients: gradients, states: &states)
      textbook.step(&weight, gradient: gradients.weight, state: &weightState)
      textbook.step(&bias, gradient: gradients.bias, state: &biasState)
    }
    #expect(both == WeightAndBias(weight: weight, bias: bias))
    #expect(states == WeightAndBias(weight: weightState, bias: biasState))
  }

  @Test func `negative values are refused`() {
    #expect(throws: HyperparameterError.epsilon(-1)) {
      try TextbookRMSprop(.epsilonInside, epsilon: -1)
    }
  }
}
