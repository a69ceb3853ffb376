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

struct UlpDistanceTests {
  @Test func `neighbours are one apart, through zero and to infinity`() {
    #expect(1.0.ulpDistance(to: 1.0.nextUp) == 1)
    #expect((-0.0).ulpDistance(to: 0.0) == 1)
    #expect(0x1p-1074.ulpDistance(to: -0x1p-1074) == 3)
    #expect(Double.greatestFiniteMagnitude.ulpDistance(to: .infinity) == 1)
    #expect(Float(1).ulpDistance(to: Float(1).nextDown) == 1)
    #expect(Float(-0.0).ulpDistance(to: 0) == 1)
  }

  @Test func `the ends are as far apart as there are numbers`() {
    let numbers = UInt64(2) * Double.infinity.bitPattern + 1
    #expect((-Double.infinity).ulpDistance(to: .infinity) == numbers)
    #expect(Double.infinity.ulpDistance(to: -.infinity) == numbers)
  }

  @Test func `NaN equals NaN by class and is at no distance from a number`() {
    #expect(Double.nan.ulpDistance(to: Double(nan: 7, signaling: false)) == 0)
    #expect(Double.nan.ulpDistance(to: 1) == nil)
    #expect(Float(1).ulpDistance(to: .nan) == nil)
  }
}
