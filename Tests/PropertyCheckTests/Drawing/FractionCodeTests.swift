import Testing

@testable import PropertyCheck

/// The numbering of fractions.
struct FractionCodeTests {
  @Test func `short fractions have small codes, and a code gives its fraction back`() {
    let first = (0..<6).map { Double(FractionCode.reversed($0)) * 0x1p-53 }
    #expect(first == [0, 0.5, 0.25, 0.75, 0.125, 0.625])
    for code: UInt64 in [0, 1, 12_345, 1 << 52, 1 << 53 - 1] {
      #expect(FractionCode.reversed(FractionCode.reversed(code)) == code)
    }
  }
}
