import RMSprop
import Testing

/// The whole optimizer, as its page shows it. What PyTorch does is recorded and replayed elsewhere.
struct OptimizerTests {
  @Test func `the page's example runs`() throws {
    var optimizer = try PyTorchOptimizer<Double>(groups: [
      .init([.init([0.5, -1.25])], .init(learningRate: 0.1)),
      .init([.init([1, 2, 3, 4], shape: [2, 2])], .init(momentum: 0.9)),
    ])
    optimizer.groups[0].parameters[0].gradient = [0.1, -0.2]
    try optimizer.step()  // the second group has no gradient: nothing happens to it
    let saved = optimizer.stateDictionary

    optimizer.groups[1].hyperparameters.learningRate = 0.001
    optimizer.groups[1].parameters[0].gradient = [1, 1, 1, 1]
    try optimizer.step()
    try optimizer.load(saved)

    #expect(saved.state.keys.sorted() == [0])
    #expect(optimizer.stateDictionary == saved)
    #expect(optimizer.groups[0].parameters[0].values[0] < 0.5)
  }

  @Test func `a state of another length is refused, and nothing is changed`() throws {
    var optimizer = try PyTorchOptimizer<Float>([.init([1, 2])])
    let other = StateDictionary<Float>(
      state: [0: OptimizerState(zeros: 3)],
      groups: [.init(hyperparameters: .init(learningRate: 1), parameters: [0])])
    #expect(throws: PyTorchError.stateDoesNotFit(0)) { try optimizer.load(other) }
    #expect(optimizer.groups[0].hyperparameters.learningRate == 0.01)
  }

  @Test func `the step is that of each parameter alone`() throws {
    let settings = Hyperparameters(momentum: 0.5, centered: true)
    var optimizer = try PyTorchOptimizer<Double>([.init([1, 2]), .init([3])], settings)
    var (theta, state): ([Double], OptimizerState<Double>?) = ([3], nil)
    for gradient in [0.5, -0.25, 2] {
      optimizer.groups[0].parameters[1].gradient = [gradient]
      try optimizer.step()
      try PyTorchRMSprop(settings).step(&theta, gradient: [gradient], state: &state)
    }
    #expect(optimizer.groups[0].parameters[1].values == theta)
    #expect(optimizer.groups[0].parameters[1].state == state)
    #expect(optimizer.groups[0].parameters[0].state == nil)
  }

  @Test func `an infinite part of a complex parameter that decays is in both parts, taken alone`()
    throws
  {
    for foreach in [false, true] {
      let h = Hyperparameters(learningRate: 1, alpha: 0.75, epsilon: 0, weightDecay: 0.1)
      var optimizer = try PyTorchOptimizer([.init([.infinity, 1.0], isComplex: true)], h)
      optimizer.foreach = foreach
      optimizer.groups[0].parameters[0].gradient = [0, 0]
      try optimizer.step()
      let parameter = optimizer.groups[0].parameters[0]
      // As torch 2.13.0 has it.
      #expect(parameter.values[0].isNaN && parameter.values[1].isNaN == !foreach)
      #expect(parameter.state?.squareAverage[0] == .infinity)
    }
  }
}
