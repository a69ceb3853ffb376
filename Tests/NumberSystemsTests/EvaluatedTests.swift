import NumberSystems
import RMSprop
import Testing

/// The orders in which PyTorch evaluates its update, printed by the update itself.
struct EvaluatedTests {
  private static let everything = PyTorchRMSprop(
    unchecked: Hyperparameters(alpha: 0.25, weightDecay: 0.1, momentum: 0.9, centered: true))

  /// The equations in which an order differs from the eager one.
  private func different<Order: EvaluationOrder>(
    _ order: Order.Type, _ optimizer: PyTorchRMSprop = Self.everything
  ) -> [String] {
    func printed(_ equations: [Equation]) -> [String] {
      equations.map { "\($0.symbol) = \($0.formula.latex(.rounding)) (\($0.tag))" }
    }
    let eager = printed(optimizer.equations)
    return printed(optimizer.equations(in: order)).filter { !eager.contains($0) }
  }

  @Test func `compiled code squares before it weighs, and fuses two products`() {
    #expect(
      different(CompiledOrder.self) == [
        #"g_t'' = g_t + \lambda \, \theta_{t-1} (P2)"#,
        #"v_t = \mathrm{fma}(g_t''^2,\, (1 - \rho),\, v_t') (P4)"#,
        #"m_t = g_t'' + \left(g_t'' - m_{t-1}\right) \, \left(-(1 - (1 - \rho))\right) (P5')"#,
        #"s_t = v_t - m_t^2 (P6)"#,
        #"\theta_t = \theta_{t-1} + (-\eta) \, b_t (P11)"#,
      ])
    #expect(
      different(CompiledOrder.self, PyTorchRMSprop(unchecked: .init())).last
        == #"\theta_t = \mathrm{fma}(\frac{g_t}{r_t},\, (-\eta),\, \theta_{t-1}) (P12)"#)
    #expect(
      different(CompiledTensorRateOrder.self).last
        == #"\theta_t = \mathrm{fma}(b_t,\, (-\eta),\, \theta_{t-1}) (P11)"#)
  }

  @Test func `before lerp, m was kept and added to`() {
    let optimizer = PyTorchRMSprop(unchecked: Hyperparameters(centered: true))
    #expect(
      different(BeforeLerp<EagerOrder>.self, optimizer) == [
        #"m_t = \mathrm{fma}((1 - \rho),\, g_t,\, \rho \, m_{t-1}) (P5)"#
      ])
  }

  @Test func `a gradient of 1e20 makes no compiled step in float32, and an eager one`() throws {
    let optimizer = try PyTorchRMSprop()
    var (eager, compiled): ([Float], [Evaluated<Float, CompiledOrder>]) = ([0], [.init(0)])
    var state: OptimizerState<Float>?
    var other: OptimizerState<Evaluated<Float, CompiledOrder>>?
    optimizer.step(&eager, gradient: [1e20], state: &state)
    optimizer.step(&compiled, gradient: [.init(1e20)], state: &other)
    #expect(state!.squareAverage[0].isFinite && abs(eager[0] + 0.1) < 1e-6)
    #expect(other!.squareAverage[0].value == .infinity && compiled[0].value == 0)
  }

  @Test func `at rate 0 a quotient that overflows is NaN compiled, and nothing eagerly`() throws {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(learningRate: 0, alpha: 1, epsilon: 1e-300))
    var (eager, compiled): ([Double], [Evaluated<Double, CompiledOrder>]) = ([1], [.init(1)])
    var state: OptimizerState<Double>?
    var other: OptimizerState<Evaluated<Double, CompiledOrder>>?
    optimizer.step(&eager, gradient: [1e10], state: &state)
    optimizer.step(&compiled, gradient: [.init(1e10)], state: &other)
    #expect(eager[0] == 1 && compiled[0].value.isNaN)
  }
}
