import NumberSystems
import RMSprop
import TestSupport
import Testing

struct SeparateTests {
  @Test func `a fused operation rounds twice here, once elsewhere`() {
    let a = 1 + 0x1p-30
    #expect((-1.0).addingProduct(a, a) == 0x1p-29 + 0x1p-60)
    #expect(Separate(-1.0).addingProduct(Separate(a), Separate(a)).value == 0x1p-29)
  }

  /// As real PyTorch does, with and without fma: a mean whose square underflows is subtracted from
  /// a zero average, and an ε of −0.0 keeps the sign of the root.
  @Test func `the sign of a zero root reaches the parameter`() throws {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(alpha: 0.9, epsilon: -0.0, centered: true))
    var fused = [0.0]
    var fusedState: OptimizerState<Double>?
    optimizer.step(&fused, gradient: [1e-200], state: &fusedState)
    #expect(fused == [.infinity])
    var separate = [Separate(0.0)]
    var separateState: OptimizerState<Separate<Double>>?
    optimizer.step(&separate, gradient: [Separate(1e-200)], state: &separateState)
    #expect(separate[0].value == -.infinity)
  }

  @Test func `everything else is the number's own`() {
    let random = Random(seed: 7)
    for _ in 0..<1000 {
      let pair = random.numbers(2)
      let (a, b) = (pair[0], pair[1])
      let (x, y) = (Separate(a), Separate(b))
      #expect((x + y).value.ulpDistance(to: a + b) == 0)
      #expect((x - y).value.ulpDistance(to: a - b) == 0)
      #expect((x * y).value.ulpDistance(to: a * b) == 0)
      #expect((x / y).value.ulpDistance(to: a / b) == 0)
      #expect((-x).value.ulpDistance(to: -a) == 0)
      #expect(Separate.squareRoot(of: x).value.ulpDistance(to: a.squareRoot()) == 0)
    }
  }
}
