import RMSprop
import Testing

struct ArithmeticTests {
  @Test(arguments: [0, -0.0, 1, 2, 0x1p-1074, 0x1p-1030, .greatestFiniteMagnitude, .infinity, 0.1])
  func `the root is the platform's correctly rounded one, sign of zero included`(x: Double) {
    #expect(Double.squareRoot(of: x).bitPattern == x.squareRoot().bitPattern)
    let y = Float(x)
    #expect(Float.squareRoot(of: y).bitPattern == y.squareRoot().bitPattern)
  }

  @Test(arguments: [-1, -0x1p-1074, -.infinity, .nan] as [Double])
  func `the root of a negative number or NaN is NaN`(x: Double) {
    #expect(Double.squareRoot(of: x).isNaN)
  }

  @Test func `constants are rounded once, to nearest`() {
    #expect(Float(0.1, "c") == 0.1)
    #expect(Float.rounded(0.5 - 0x1p-40) == 0.5)
    #expect(Double.rounded(0.5 - 0x1p-40) < 0.5)
  }
}
