import Testing

// The code has no public name; that it has neither gaps nor repetitions can be seen on all numbers
// of a small format only, which no public function draws.
@testable import PropertyCheck

/// The numbering of floating-point numbers.
struct FloatCodeTests {
  @Test(arguments: [(10, 15), (7, 127), (3, 7), (3, 3), (2, 3)])
  func `each magnitude of a small format has one code, without gaps`(fractionBits: Int, bias: Int) {
    let layout = FloatCode(fractionBits: fractionBits, bias: bias)
    var seen = Set<UInt64>()
    for code in 0..<layout.magnitudes {
      let bits = layout.magnitude(of: code)
      #expect(bits < layout.magnitudes)
      #expect(layout.code(ofMagnitude: bits) == code)
      seen.insert(bits)
    }
    #expect(seen.count == Int(layout.magnitudes))
  }

  @Test func `codes and numbers of both precisions belong together`() {
    var state: UInt64 = 1
    for _ in 0..<200_000 {
      state = Seeds.mix(state)
      let value = Double(bitPattern: state)
      let single = Float(bitPattern: UInt32(truncatingIfNeeded: state))
      #expect(value.isNaN ? Double(code: value.code).isNaN : Double(code: value.code) == value)
      #expect(single.isNaN ? Float(code: single.code).isNaN : Float(code: single.code) == single)
      let code = state % (FloatCode.double.infinity + 2)
      #expect(Double(code: code).code == code)
      let short = state % (FloatCode.single.infinity + 2)
      #expect(Float(code: short).code == short)
    }
    for value in [0, -0.0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude] + Double.edges {
      #expect(Double(code: value.code).bitPattern == value.bitPattern)
    }
    for value in [0, -0.0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude] + Float.edges {
      #expect(Float(code: value.code).bitPattern == value.bitPattern)
    }
  }

  @Test func `simple numbers have small codes`() {
    #expect((0..<5).map { Double(code: UInt64($0) * 2) } == [0, 1, 2, 3, 4])
    let order: [Double] = [
      0, 1, 2, 100, 0x1p53 - 1, 0.5, 0.75, 0.625, 0.875, 1.5, 1.25, 0.25, 2.5, 0.125, 0x1p53, 1e300,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, .nan,
    ]
    for (a, b) in zip(order, order.dropFirst()) { #expect(a.code < b.code, "\(a), \(b)") }
    for value in order where !value.isNaN { #expect((-value).code == value.code + 1) }
    // In a binade, fewer digits come first.
    #expect(Double(1.5).code < Double(1.25).code && Double(1.75).code < Double(1.125).code)
  }
}
