/// A floating-point type whose numbers have codes.
protocol CodedFloat: BinaryFloatingPoint {
  static var layout: FloatCode { get }
  var bits: UInt64 { get }
  init(bits: UInt64)
  /// Numbers at which something happens: powers of two, and their neighbours.
  static var edges: [Self] { get }
}

extension CodedFloat {
  /// The number with a code; a code beyond NaN's is NaN.
  init(code: UInt64) {
    let magnitude = code / 2
    if magnitude > Self.layout.magnitudes {
      self = .nan
    } else if magnitude == Self.layout.magnitudes {
      self = code % 2 == 0 ? .infinity : -.infinity
    } else {
      let value = Self(bits: Self.layout.magnitude(of: magnitude))
      self = code % 2 == 0 ? value : -value
    }
  }

  /// The number's code.
  var code: UInt64 {
    if isNaN { return Self.layout.nan }
    let sign: UInt64 = sign == .minus ? 1 : 0
    if isInfinite { return Self.layout.infinity + sign }
    return 2 * Self.layout.code(ofMagnitude: magnitude.bits) + sign
  }
}

extension Double: CodedFloat {
  static var layout: FloatCode { .double }
  var bits: UInt64 { bitPattern }
  init(bits: UInt64) { self.init(bitPattern: bits) }

  // 2⁵¹² squared overflows, 2⁻⁵³⁸ squared is zero, 2⁻⁵¹¹ squared is the least normal.
  static let edges: [Double] = [
    0, 1, 2, 0.5, 0.1, 1.0.nextUp, 1.0.nextDown, 0x1p53, 0x1p53 - 1, 0x1p-53, 0x1p512,
    0x1p512.nextDown, 0x1p-511, 0x1p-537, 0x1p-538, .leastNonzeroMagnitude, .leastNormalMagnitude,
    leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, 0x1p1023, 0x1p-1030, 1e-8, 1e308,
  ]
}

extension Float: CodedFloat {
  static var layout: FloatCode { .single }
  var bits: UInt64 { UInt64(bitPattern) }
  init(bits: UInt64) { self.init(bitPattern: UInt32(truncatingIfNeeded: bits)) }

  static let edges: [Float] = [
    0, 1, 2, 0.5, 0.1, Float(1).nextUp, Float(1).nextDown, 0x1p24, 0x1p24 - 1, 0x1p-24, 0x1p64,
    Float(0x1p64).nextDown, 0x1p-63, 0x1p-74, 0x1p-75, .leastNonzeroMagnitude,
    .leastNormalMagnitude, leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, 0x1p127,
    0x1p-140, 1e-8, 1e38,
  ]
}
