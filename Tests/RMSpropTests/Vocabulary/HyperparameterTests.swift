import RMSprop
import Testing

struct HyperparameterTests {
  @Test func `the defaults are PyTorch's`() {
    #expect(
      Hyperparameters()
        == Hyperparameters(
          learningRate: 0.01, alpha: 0.99, epsilon: 1e-8, weightDecay: 0, momentum: 0,
          centered: false, maximize: false))
  }

  private static let refused: [(Hyperparameters, String)] = [
    (Hyperparameters(learningRate: -1), "Invalid learning rate: -1.0"),
    (Hyperparameters(epsilon: -1e-8), "Invalid epsilon value: -1e-08"),
    (Hyperparameters(momentum: -0.1), "Invalid momentum value: -0.1"),
    (Hyperparameters(weightDecay: -1), "Invalid weight_decay value: -1.0"),
    (Hyperparameters(alpha: -0.5), "Invalid alpha value: -0.5"),
    (Hyperparameters(alpha: .nan), "Invalid alpha value: nan"),
    (Hyperparameters(learningRate: -.infinity), "Invalid learning rate: -inf"),
    (Hyperparameters(learningRate: -9e15), "Invalid learning rate: -9000000000000000.0"),
    (Hyperparameters(learningRate: -0x1p60), "Invalid learning rate: -1.152921504606847e+18"),
  ]

  @Test(arguments: refused)
  func `what PyTorch refuses is refused in its words`(h: Hyperparameters, message: String) {
    let error = #expect(throws: HyperparameterError.self) { try PyTorchRMSprop(h) }
    #expect(error?.description == message)
  }

  @Test func `the checks come in PyTorch's order`() {
    var h = Hyperparameters(
      learningRate: -1, alpha: -1, epsilon: -1, weightDecay: -1, momentum: -1)
    #expect(throws: HyperparameterError.learningRate(-1)) { try h.checked() }
    h.learningRate = 0
    #expect(throws: HyperparameterError.epsilon(-1)) { try h.checked() }
    h.epsilon = 0
    #expect(throws: HyperparameterError.momentum(-1)) { try h.checked() }
    h.momentum = 0
    #expect(throws: HyperparameterError.weightDecay(-1)) { try h.checked() }
    h.weightDecay = 0
    #expect(throws: HyperparameterError.alpha(-1)) { try h.checked() }
  }

  @Test func `infinity, negative zero and an alpha above one are accepted`() throws {
    let h = Hyperparameters(
      learningRate: .infinity, alpha: 1.5, epsilon: -0.0, momentum: .infinity)
    #expect(try h.checked() == h)
  }
}
