import NumberSystems
import RMSprop
import Testing

/// 1 − α says that it is one by its initializer, whatever a formula calls it.
struct OneMinusTests {
  @Test(arguments: [0, 0.1, 0.3, 0.5, 0.9, 0.99, 0.999_999_999, 1, 1.5])
  func `an interval of 1 − α is the same by every name, and holds both ways to round it`(
    alpha: Double
  ) {
    func holds<Number: IntervalNumber & BinaryFloatingPoint>(_: Number.Type) {
      let named = Interval<Number>(oneMinus: alpha, "(1 - \\rho)")
      let renamed = Interval<Number>(oneMinus: alpha, "\\bar\\rho")
      #expect(named.lower == renamed.lower && named.upper == renamed.upper)
      #expect(named.contains(Number(1 - alpha)) && named.contains(1 - Number(alpha)))
      // A constant of such a name is no difference, and holds less where the two ways part.
      let constant = Interval<Number>(1 - alpha, "(1 - \\rho)")
      #expect(constant.lower >= named.lower && constant.upper <= named.upper)
    }
    holds(Double.self)
    holds(Float.self)
  }

  @Test func `where the two ways part, only the difference holds both`() {
    let alpha = 0.999_999_999
    let constant = Interval<Float>(1 - alpha, "(1 - \\rho)")
    #expect(Float(alpha) == 1 && !constant.contains(0))
    #expect(Interval<Float>(oneMinus: alpha, "\\bar\\rho").contains(0))
  }

  @Test func `PyTorch's formula writes 1 − α as before`() throws {
    let equations = try PyTorchRMSprop().equations.map { $0.latex() }
    #expect(equations.contains { $0.contains("(1 - \\rho)") })
    #expect(Separate<Float>(oneMinus: 0.99, "").value == Float(1.0 - 0.99))
    #expect(Float(oneMinus: 0.99, "") != 1 - Float(0.99))
  }
}
