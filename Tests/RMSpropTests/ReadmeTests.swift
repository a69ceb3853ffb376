import RMSprop
import Testing

/// The README's example.
struct ReadmeTests {
  @Test func `the README's example runs`() throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(learningRate: 0.01, momentum: 0.9))
    var theta = [0.5, -1.25]
    var state: OptimizerState<Double>?  // created by the first step that has a gradient
    optimizer.step(&theta, gradient: [0.1, -0.2], state: &state)
    optimizer.step(&theta, gradient: [0.3, 0.4], state: &state)
    #expect(state?.stepCount == 2 && theta[0] != 0.5 && theta[1] != -1.25)
  }
}
