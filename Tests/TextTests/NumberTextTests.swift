import Foundation
import TestSupport
import Testing
import Text

/// Numbers as text: in shortest decimal digits, and in C's hexadecimal form.
struct NumberTextTests {
  private static let corners: [Double] = [
    0, -0.0, 1, -1.5, 0.1, 65536, 0x1p-1022, 0x1p-1074, -0x1.8p-1070,
    Double.leastNormalMagnitude.nextDown,
    0x1.fffffffffffffp+1023, -0x1p-1023,
  ]

  @Test func `hexadecimal is C's form, and reads back`() {
    for number in Self.corners + Random(seed: 84).numbers(5000) where number.isFinite {
      let text = hexadecimal(number)
      #expect(text == String(format: "%a", number))
      #expect(Double(text)?.bitPattern == number.bitPattern)
    }
  }

  @Test func `decimal digits read back as the same number of their type`() {
    for number in Self.corners + Random(seed: 85).numbers(5000) where !number.isNaN {
      #expect(Double(decimal(number))?.bitPattern == number.bitPattern)
      let single = Float(number)
      #expect(Float(decimal(single))?.bitPattern == single.bitPattern)
    }
    #expect(
      [.infinity, -.infinity, -0.0, 0.1, 1e300, 0x1p-1074].map { decimal($0) }
        == ["inf", "-inf", "-0.0", "0.1", "1e+300", "5e-324"])
    #expect(decimal(Float(0.1)) == "0.1" && decimal(Float.leastNonzeroMagnitude) == "1e-45")
  }

  @Test func `every NaN reads nan, and infinities read by name`() {
    let all: [Double] = [.nan, -.nan, .signalingNaN, Double(bitPattern: .max)]
    #expect(all.allSatisfy { decimal($0) == "nan" && hexadecimal($0) == "nan" })
    #expect(decimal(-Float.nan) == "nan")
    #expect(hexadecimal(.infinity) == "inf" && hexadecimal(-.infinity) == "-inf")
  }
}
