public import RMSprop

/// A number that is computed in float32 and stored in 16 bits, as PyTorch's CPU kernels treat
/// float16 and bfloat16.
///
/// Operations compute as `Float`, without rounding further; `named`, where an equation's result is
/// assigned, and `stored` round once to the format. So the update, written once, rounds where
/// PyTorch does: after each of its operations.
@frozen
public struct HalfPrecision<Format: HalfFormat>: Arithmetic {
  /// The number; of an operation's result, before it is stored.
  public var value: Float

  /// `value`, which a number that is stored has from its format.
  @inlinable @inline(__always)
  public init(_ value: Float) { self.value = value }

  /// The constant, rounded to float32.
  @inlinable
  public init(_ constant: Double, _ symbol: StaticString) { value = Float(constant) }

  /// The constant, rounded to float32.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Double(Float(constant)) }

  /// The sum in float32.
  @inlinable @inline(__always)
  public static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }

  /// The difference in float32.
  @inlinable @inline(__always)
  public static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }

  /// The product in float32.
  @inlinable @inline(__always)
  public static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }

  /// The quotient in float32.
  @inlinable @inline(__always)
  public static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }

  /// The opposite, exact.
  @inlinable @inline(__always)
  public static prefix func - (operand: Self) -> Self { Self(-operand.value) }

  /// The square root in float32.
  @inlinable @inline(__always)
  public static func squareRoot(of radicand: Self) -> Self {
    // Adding NaN, or else −0, in place of a choice: a loop over choices that follow each other
    // becomes one of masks.
    let isNegative = radicand.value < 0
    let root = (isNegative ? 1 : radicand.value).squareRoot()
    return Self(root + (isNegative ? .nan : -0.0))
  }

  /// `self + lhs · rhs`, rounded once to float32.
  @inlinable @inline(__always)
  public func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self(value.addingProduct(lhs.value, rhs.value))
  }

  /// The value rounded to the format, to nearest, ties to even.
  @inlinable @inline(__always)
  public var stored: Self { Self(Format.rounded(value)) }

  /// The bits of a number that is stored.
  public var bitPattern: UInt16 { Format.bitPattern(value) }

  /// The value rounded to the format.
  @inlinable @inline(__always)
  public func named(_ tag: StaticString, _ symbol: StaticString) -> Self { stored }
}

/// A floating-point format of 16 bits, each of whose numbers is a `Float`.
public protocol HalfFormat: Sendable {
  /// The format's number nearest to `value`, ties to even; infinity beyond its range.
  static func rounded(_ value: Float) -> Float

  /// The bits of a number of the format.
  static func bitPattern(_ value: Float) -> UInt16

  /// The greatest finite number.
  static var greatestFiniteMagnitude: Float { get }

  /// The least positive number.
  static var leastNonzeroMagnitude: Float { get }

  /// The distance of two numbers of the format at a finite magnitude.
  static func ulp(of magnitude: Float) -> Float
}

/// `torch.compile` with `foreach` before PyTorch 2.14: the weight of a `lerp` that starts from g is
/// rounded to the parameters' 16 bits, though all else is computed in float32.
public enum StoredLerpWeight<Format: HalfFormat, Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// −(1 − (1 − ρ)), of the weight rounded to 16 bits.
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    let weight = Double(Format.rounded(Float(1 - alpha)))
    return -(Number(1, "1") - Number(weight, "(1 - \\rho)"))
  }
}

extension HalfFormat {
  /// How many numbers of the format lie from one of its numbers up to another: 0 if they are the
  /// same, 1 between neighbours and between −0 and +0. NaN has distance 0 from NaN, none from
  /// numbers.
  public static func ulpDistance(_ a: Float, _ b: Float) -> UInt64? {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : nil }
    func position(_ value: Float) -> Int {
      let bits = Int(bitPattern(value))
      return bits < 0x8000 ? bits : 0x7FFF - bits
    }
    return UInt64((position(a) - position(b)).magnitude)
  }
}

/// IEEE 754's binary16: 11 significant bits, from 2⁻²⁴ to 65504.
public enum Binary16: HalfFormat {
  /// The nearest binary16; beyond 65520, and at it, infinity.
  @inlinable @inline(__always)
  public static func rounded(_ value: Float) -> Float {
    if value.magnitude < 0x1p-14 {
      // Below the least normal number all are multiples of 2⁻²⁴.
      return (value * 0x1p24).rounded(.toNearestOrEven) * 0x1p-24
    }
    let nearest = value.rounded(dropping: 13)
    return nearest.magnitude > 65504 ? Float(signOf: value, magnitudeOf: .infinity) : nearest
  }

  /// 65504.
  public static var greatestFiniteMagnitude: Float { 65504 }

  /// 2⁻²⁴.
  public static var leastNonzeroMagnitude: Float { 0x1p-24 }

  /// 2⁻¹⁰ of the power of two below the magnitude; 2⁻²⁴ at least.
  public static func ulp(of magnitude: Float) -> Float {
    magnitude < 0x1p-14
      ? 0x1p-24 : Float(sign: .plus, exponent: Int(magnitude.exponent) - 10, significand: 1)
  }

  /// Sign, five bits of exponent, ten of significand.
  public static func bitPattern(_ value: Float) -> UInt16 {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    if value.isNaN { return 0x7E00 }
    if value.isInfinite { return sign | 0x7C00 }
    if value.magnitude < 0x1p-14 { return sign | UInt16(value.magnitude * 0x1p24) }
    let bits = value.magnitude.bitPattern >> 13
    return sign | UInt16(truncatingIfNeeded: bits - (127 - 15) << 10)
  }
}

/// bfloat16: 8 significant bits, with the exponents of float32.
public enum BrainFloat16: HalfFormat {
  /// The nearest bfloat16.
  @inlinable @inline(__always)
  public static func rounded(_ value: Float) -> Float { value.rounded(dropping: 16) }

  /// 2¹²⁸ − 2¹²⁰.
  public static var greatestFiniteMagnitude: Float { 0x1.FEp127 }

  /// 2⁻¹³³.
  public static var leastNonzeroMagnitude: Float { 0x1p-133 }

  /// 2⁻⁷ of the power of two below the magnitude; 2⁻¹³³ at least.
  public static func ulp(of magnitude: Float) -> Float {
    magnitude < 0x1p-126
      ? 0x1p-133 : Float(sign: .plus, exponent: Int(magnitude.exponent) - 7, significand: 1)
  }

  /// The upper half of the float32.
  public static func bitPattern(_ value: Float) -> UInt16 {
    value.isNaN ? 0x7FC0 : UInt16(truncatingIfNeeded: value.bitPattern >> 16)
  }
}

extension Float {
  /// The value without its last bits, rounded to nearest, ties to even.
  @inlinable @inline(__always)
  func rounded(dropping count: UInt32) -> Float {
    let half: UInt32 = 1 &<< (count &- 1)
    let isOdd = bitPattern &>> count & 1
    let rounded = Float(bitPattern: (bitPattern &+ (half &- 1 &+ isOdd)) & ~(2 &* half &- 1))
    // NaN is not equal to itself: one instruction, where `isNaN` takes several.
    return self == self ? rounded : self
  }
}

extension HalfPrecision: Sendable {}
extension HalfPrecision: Equatable {}
