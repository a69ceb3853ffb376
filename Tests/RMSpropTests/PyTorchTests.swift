import RMSprop
import Testing

// What golden traces cannot show: they hold PyTorch's numbers to the bit (GoldenTracesTests).

struct PyTorchTests {
  @Test func `a missing gradient creates no state and changes nothing`() throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: 0.9, centered: true))
    var theta = [1.0, 2]
    var state: OptimizerState<Double>?
    optimizer.step(&theta, gradient: nil, state: &state)
    #expect(state == nil && theta == [1, 2])
    optimizer.step(&theta, gradient: [1, 1], state: &state)
    let (before, thetaBefore) = (state, theta)
    optimizer.step(&theta, gradient: nil, state: &state)
    #expect(state == before && theta == thetaBefore)
    #expect(state?.stepCount == 1)
  }

  @Test(arguments: [false, true], [0, 0.9])
  func `state is created at the first gradient, and only what is needed`(
    centered: Bool, momentum: Double
  ) throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: momentum, centered: centered))
    var theta = [Float](repeating: 1, count: 3)
    var state: OptimizerState<Float>?
    optimizer.step(&theta, gradient: [1, 2, 3], state: &state)
    let created = try #require(state)
    #expect(created.squareAverage.count == 3)
    #expect((created.gradientAverage != nil) == centered)
    #expect((created.momentumBuffer != nil) == (momentum > 0))
  }

  @Test func `a rate given with a step is that step's alone and is not checked`() throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(learningRate: 1, alpha: 0, epsilon: 0))
    var theta = [0.0]
    var state: OptimizerState<Double>?
    optimizer.step(&theta, gradient: [3], state: &state, learningRate: -2)
    #expect(theta == [2])
    optimizer.step(&theta, gradient: [3], state: &state)
    #expect(theta == [1])
  }

  @Test func `momentum sums normalised gradients, and the rate multiplies the sum`() throws {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(learningRate: 0.1, alpha: 0.9, epsilon: 0, momentum: 0.9))
    var theta = [0.0]
    var state: OptimizerState<Double>?
    var sum = 0.0
    for (v, expected) in [(0.1, -0.316228), (0.19, -0.830248), (0.271, -1.484962)] {
      optimizer.step(&theta, gradient: [1], state: &state)
      sum = 0.9 * sum + 1 / v.squareRoot()
      #expect((state!.momentumBuffer![0] - sum).magnitude < 1e-12)
      #expect((theta[0] - expected).magnitude < 5e-7, "the value printed with six decimals")
    }
  }

  @Test func `state that a step does not use is kept`() throws {
    var theta = [1.0]
    var state: OptimizerState<Double>? = OptimizerState(
      stepCount: 3, squareAverage: [1], momentumBuffer: [2], gradientAverage: [3])
    try PyTorchRMSprop().step(&theta, gradient: [1], state: &state)
    #expect(state?.momentumBuffer == [2] && state?.gradientAverage == [3])
  }

  @Test func `restoring the state restores the run`() throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: 0.9, centered: true))
    var theta = [1.0, -2]
    var state: OptimizerState<Double>?
    optimizer.step(&theta, gradient: [0.3, 0.1], state: &state)
    var (copy, copiedState) = (theta, state)
    optimizer.step(&theta, gradient: [0.2, 0.7], state: &state)
    optimizer.step(&copy, gradient: [0.2, 0.7], state: &copiedState)
    #expect(theta == copy && state == copiedState)
  }

  @Test func `an empty parameter is stepped too`() throws {
    var theta: [Double] = []
    var state: OptimizerState<Double>?
    try PyTorchRMSprop().step(&theta, gradient: [], state: &state)
    #expect(state == OptimizerState(stepCount: 1, squareAverage: []))
  }

  @Test func `a state or gradient of another length is a programmer's mistake`() async {
    await #expect(processExitsWith: .failure) {
      var theta = [1.0]
      var state: OptimizerState<Double>?
      try PyTorchRMSprop().step(&theta, gradient: [1, 2], state: &state)
    }
    await #expect(processExitsWith: .failure) {
      var theta = [1.0]
      var state: OptimizerState<Double>? = OptimizerState(squareAverage: [1])
      try PyTorchRMSprop(Hyperparameters(momentum: 0.9)).step(&theta, gradient: [1], state: &state)
    }
  }

  @Test(arguments: [false, true], [0, 0.9])
  func `steps of parts in the caller's memory are the step of the whole`(
    centered: Bool, momentum: Double
  ) throws {
    let optimizer = try PyTorchRMSprop(Hyperparameters(momentum: momentum, centered: centered))
    let n = 11
    let gradient = (0..<n).map { Float($0) / 3 - 1.1 }
    var theta = [Float](repeating: 1, count: n)
    var state: OptimizerState<Float>?
    for _ in 0..<3 { optimizer.step(&theta, gradient: gradient, state: &state) }

    for middle in 0...n {
      let arrays = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4 * n)
      defer { arrays.deallocate() }
      arrays.initialize(repeating: 0)
      func array(_ k: Int, _ part: Range<Int>) -> UnsafeMutableBufferPointer<Float> {
        .init(rebasing: arrays[(k * n + part.lowerBound)..<(k * n + part.upperBound)])
      }
      array(0, 0..<n).update(repeating: 1)
      for _ in 0..<3 {
        for part in [middle..<n, 0..<middle] {  // the last part first
          optimizer.step(
            array(0, part).mutableSpan, gradient: gradient.span.extracting(part),
            squareAverage: array(1, part).mutableSpan,
            gradientAverage: array(2, centered ? part : 0..<0).mutableSpan,
            momentumBuffer: array(3, momentum > 0 ? part : 0..<0).mutableSpan)
        }
      }
      #expect(arrays[..<n].elementsEqual(theta))
      #expect(arrays[n..<(2 * n)].elementsEqual(state!.squareAverage))
    }
  }
}
