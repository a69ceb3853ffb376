import RMSprop
import Testing

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
