import NumberSystems
import RMSprop
import Testing

/// The formulas that the implementations' own code prints.
struct FormulaTests {
  private func printed(_ equations: [Equation], _ style: Symbolic.Style = .algebra) -> [String] {
    equations.map { $0.latex(style) }
  }

  @Test(arguments: [
    (TextbookRMSprop.Formula.withoutEpsilon, #"\sqrt{v_t}"#),
    (.epsilonOutside, #"\sqrt{v_t} + \varepsilon"#),
    (.epsilonInside, #"\sqrt{v_t + \varepsilon}"#),
    (.withoutRoot, #"v_t + \varepsilon"#),
  ])
  func `the textbook prints the documents' formula`(
    formula: TextbookRMSprop.Formula, denominator: String
  ) throws {
    #expect(
      printed(try TextbookRMSprop(formula).equations) == [
        #"v_t = \rho \, v_{t-1} + (1 - \rho) \, g_t^2 \tag{T1}"#,
        #"r_t = \#(denominator) \tag{T2}"#,
        #"\theta_t = \theta_{t-1} - \eta \, \frac{g_t}{r_t} \tag{T3}"#,
      ])
  }

  @Test func `PyTorch's plain update prints its five operations`() throws {
    #expect(
      printed(try PyTorchRMSprop().equations) == [
        #"v_t' = \rho \, v_{t-1} \tag{P3}"#,
        #"v_t = v_t' + (1 - \rho) \, g_t \, g_t \tag{P4}"#,
        #"r_t' = \sqrt{v_t} \tag{P7}"#,
        #"r_t = r_t' + \varepsilon \tag{P8}"#,
        #"\theta_t = \theta_{t-1} + \frac{(-\eta) \, g_t}{r_t} \tag{P12}"#,
      ])
  }

  @Test func `PyTorch's update with everything on prints every operation, and where it fuses`()
    throws
  {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(weightDecay: 0.1, momentum: 0.9, centered: true, maximize: true))
    #expect(
      printed(optimizer.equations, .rounding) == [
        #"g_t' = -g_t \tag{P1}"#,
        #"g_t'' = \mathrm{fma}(\lambda,\, \theta_{t-1},\, g_t') \tag{P2}"#,
        #"v_t' = \rho \, v_{t-1} \tag{P3}"#,
        #"v_t = \mathrm{fma}((1 - \rho) \, g_t'',\, g_t'',\, v_t') \tag{P4}"#,
        #"m_t = \mathrm{fma}((1 - \rho),\, g_t'' - m_{t-1},\, m_{t-1}) \tag{P5}"#,
        #"s_t = \mathrm{fma}(-m_t,\, m_t,\, v_t) \tag{P6}"#,
        #"r_t' = \sqrt{s_t} \tag{P7}"#,
        #"r_t = r_t' + \varepsilon \tag{P8}"#,
        #"b_t' = \mu \, b_{t-1} \tag{P9}"#,
        #"b_t = b_t' + \frac{g_t''}{r_t} \tag{P10}"#,
        #"\theta_t = \mathrm{fma}((-\eta),\, b_t,\, \theta_{t-1}) \tag{P11}"#,
      ])
  }

  @Test func `PyTorch's mean starts from the gradient when its weight is a half or more`() throws {
    let equations = try PyTorchRMSprop(Hyperparameters(alpha: 0.5, centered: true)).equations
    #expect(
      printed(equations.filter { $0.tag.hasPrefix("P5") }) == [
        #"m_t = g_t + \left((1 - \rho) - 1\right) \, \left(g_t - m_{t-1}\right) \tag{P5'}"#
      ])
  }

  @Test func `the batch program prints the equations that document 1 lost`() throws {
    #expect(
      printed(try BatchRMSprop().equations) == [
        #"d_t = d_t + \nabla L_i \tag{B1}"#,
        #"v_t = \beta \, v_{t-1} + (1 - \beta) \, d_t^2 \tag{B2}"#,
        #"r_t = \sqrt{v_t + \varepsilon} \tag{B3}"#,
        #"\theta_t = \theta_{t-1} - \frac{\eta}{r_t} \, d_t \tag{B4}"#,
      ])
  }

  @Test func `parentheses stand where the order of operations needs them, and nowhere else`() {
    let (a, b, c) = (Symbolic.symbol("a"), Symbolic.symbol("b"), Symbolic.symbol("c"))
    #expect((a + b + c).latex() == "a + b + c")
    #expect((a - (b - c)).latex() == #"a - \left(b - c\right)"#)
    #expect((a * (b * c)).latex() == #"a \, \left(b \, c\right)"#)
    #expect(((a + b) * c).latex() == #"\left(a + b\right) \, c"#)
    #expect((-(a + b)).latex() == #"-\left(a + b\right)"#)
    #expect((a * -b).latex() == #"a \, \left(-b\right)"#)
    #expect(((a * b) * (a * b)).latex() == #"\left(a \, b\right)^2"#)
    #expect((a * (b * b)).latex() == #"a \, b^2"#)
    #expect(((a * a) * (a * a)).latex() == #"\left(a^2\right)^2"#)
    #expect(((a / b) * (a / b)).latex() == #"\left(\frac{a}{b}\right)^2"#)
    #expect((a / (b + c)).latex() == #"\frac{a}{b + c}"#)
  }
}
