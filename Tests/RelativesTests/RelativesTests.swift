import Relatives
import NumberSystems
import RMSprop
import Testing

/// Gradient descent, momentum and AdaGrad: by hand, beside torch, and as formulas.
struct RelativesTests {
  /// 200 steps down the valley, with a step of two coordinates.
  private func valley(_ step: (inout [Double], [Double]) -> Void) -> (point: [Double], f: Double) {
    let surface = NarrowValley()
    var point = surface.start
    for _ in 0..<200 { step(&point, surface.gradient(point)) }
    return (point, surface.value(point))
  }

  private func near(_ numbers: [Double], _ expected: [Double]) -> Bool {
    zip(numbers, expected).allSatisfy { ($0 - $1).magnitude <= 1e-12 * max($1.magnitude, 1) }
  }

  @Test func `two steps by hand`() throws {
    // Quarters and eighths: nothing rounds.
    var theta = [1.0]
    let plain = try GradientDescent(learningRate: 0.5)
    plain.step(&theta, gradient: [4])
    plain.step(&theta, gradient: [-1])
    #expect(theta == [-0.5])

    var average: [Double]?
    theta = [1]
    let momentum = try GradientDescentWithMomentum(learningRate: 0.5, beta: 0.75)
    momentum.step(&theta, gradient: [4], gradientAverage: &average)
    #expect(average == [1] && theta == [0.5])
    momentum.step(&theta, gradient: [-1], gradientAverage: &average)
    #expect(average == [0.5] && theta == [0.25])

    var sum: [Double]?
    theta = [1]
    let adaGrad = try AdaGrad(learningRate: 0.5, epsilon: 0)
    adaGrad.step(&theta, gradient: [3], squareSum: &sum)
    #expect(sum == [9] && theta == [0.5])
    adaGrad.step(&theta, gradient: [-4], squareSum: &sum)
    #expect(sum == [25] && theta == [0.5 + 0.4])
  }

  // From torch 2.13.0: torch.optim.SGD and Adagrad on the valley, after one step, three and 200.

  @Test func `gradient descent is torch's SGD`() throws {
    let method = try GradientDescent(learningRate: 0.4)
    var steps: [[Double]] = []
    let end = valley { point, gradient in
      method.step(&point, gradient: gradient)
      steps.append(point)
    }
    #expect(near(steps[0], [-4.6, 1.2000000000000002]))
    #expect(near(steps[2], [-3.893439999999999, 0.43200000000000016]))
    #expect((end.f / 8.185985044962802e-15 - 1).magnitude < 1e-9)
  }

  @Test func `momentum is torch's SGD with dampening, except for its start`() throws {
    // Dampening 0.9 gives the weight 0.1; torch's first buffer is g, so this run starts from g.
    let method = try GradientDescentWithMomentum(learningRate: 0.4)
    var average: [Double]? = NarrowValley().gradient(NarrowValley().start)
    var steps: [[Double]] = []
    let end = valley { point, gradient in
      method.step(&point, gradient: gradient, gradientAverage: &average)
      steps.append(point)
    }
    #expect(near(steps[0], [-4.6, 1.2000000000000002]))
    #expect(near(steps[2], [-3.8124543999999996, 5.685120000000001]))
    #expect((end.f / 2.6614653211224917e-09 - 1).magnitude < 1e-9)
  }

  @Test func `AdaGrad is torch's Adagrad`() throws {
    func run(_ rate: Double) throws -> (steps: [[Double]], f: Double) {
      let method = try AdaGrad(learningRate: rate)
      var (sum, steps): ([Double]?, [[Double]]) = (nil, [])
      let end = valley { point, gradient in
        method.step(&point, gradient: gradient, squareSum: &sum)
        steps.append(point)
      }
      return (steps, end.f)
    }
    let slow = try run(0.4)
    #expect(near(slow.steps[0], [-4.60000000004, -1.600000000005]))
    #expect(near(slow.steps[2], [-4.114227570977494, -1.1635967071290092]))
    #expect((slow.f / 0.00022156408483708584 - 1).magnitude < 1e-9)
    let fast = try run(2)
    #expect(near(fast.steps[2], [-1.3305579965097665, 0]))
    #expect((fast.f / 2.2892444515067586e-65 - 1).magnitude < 1e-9)
  }

  @Test func `RMSprop stays on the floor of its cycle where AdaGrad goes on`() throws {
    let method = try TextbookRMSprop(.epsilonOutside, learningRate: 0.4, alpha: 0.9)
    var state: OptimizerState<Double>?
    let end = valley { point, gradient in method.step(&point, gradient: gradient, state: &state) }
    // Half a rate from the minimum in each coordinate: 0.1 (η/2)² + 2 (η/2)² = 0.084.
    #expect((end.f - 0.084).magnitude < 1e-4)
  }

  @Test func `each method prints its equations`() throws {
    #expect(
      try GradientDescent(learningRate: 1).equations.map { $0.latex() } == [
        #"\theta_t = \theta_{t-1} - \eta \, g_t \tag{G1}"#
      ])
    #expect(
      try GradientDescentWithMomentum(learningRate: 1).equations.map { $0.latex() } == [
        #"b_t = \beta \, b_{t-1} + (1 - \beta) \, g_t \tag{M1}"#,
        #"\theta_t = \theta_{t-1} - \eta \, b_t \tag{M2}"#,
      ])
    #expect(
      try AdaGrad().equations.map { $0.latex() } == [
        #"s_t = s_{t-1} + g_t^2 \tag{A1}"#,
        #"r_t = \sqrt{s_t} + \varepsilon \tag{A2}"#,
        #"\theta_t = \theta_{t-1} - \frac{\eta \, g_t}{r_t} \tag{A3}"#,
      ])
  }

  @Test func `what is out of range is refused`() {
    #expect(throws: HyperparameterError.learningRate(-1)) { try GradientDescent(learningRate: -1) }
    #expect(throws: HyperparameterError.momentum(-0.5)) {
      try GradientDescentWithMomentum(learningRate: 1, beta: -0.5)
    }
    #expect(throws: HyperparameterError.epsilon(-1)) { try AdaGrad(epsilon: -1) }
  }

  @Test(arguments: [NarrowValley() as any Surface, Cliff()])
  func `gradients are the slopes of the surface`(surface: any Surface) {
    for point in [surface.start, [0, 0], [0.3, -0.7], [4, 0.1]] {
      let gradient = surface.gradient(point)
      for i in 0..<2 {
        let h = 1e-5
        var (left, right) = (point, point)
        left[i] -= h
        right[i] += h
        let slope = (surface.value(right) - surface.value(left)) / (2 * h)
        // h² times a third derivative, below 100 here, and roundings of the values over h.
        #expect((slope - gradient[i]).magnitude < 1e-8)
      }
    }
  }

  @Test func `the cliff is steep, and what follows is gentle`() {
    #expect(Cliff().gradient([0, 0])[0] == -4.1)
    #expect((Cliff().gradient([8, 0])[0] + 0.1).magnitude < 0.001)
  }
}
