public import RMSprop

/// A number that can be the bound of an `Interval`: a floating-point number of any format.
///
/// What is required are members of `FloatingPoint`, with the meaning that they have there.
public protocol IntervalNumber: Arithmetic, Comparable, ExpressibleByIntegerLiteral, Sendable {
  /// Not a number.
  static var nan: Self { get }
  /// Positive infinity.
  static var infinity: Self { get }
  /// The greatest finite number.
  static var greatestFiniteMagnitude: Self { get }
  /// The least positive number, a subnormal one.
  static var leastNonzeroMagnitude: Self { get }
  /// The distance from 1 to the next number.
  static var ulpOfOne: Self { get }
  /// Whether it is not a number.
  var isNaN: Bool { get }
  /// Whether it is neither infinite nor NaN.
  var isFinite: Bool { get }
  /// The sign, of zero too.
  var sign: FloatingPointSign { get }
  /// The number without its sign.
  var magnitude: Self { get }
  /// The distance of two numbers of the format at this number.
  var ulp: Self { get }
}

extension Double: IntervalNumber {}
extension Float: IntervalNumber {}

extension HalfPrecision: IntervalNumber {
  /// Not a number.
  public static var nan: Self { Self(Float.nan) }
  /// Positive infinity.
  public static var infinity: Self { Self(Float.infinity) }
  /// The greatest finite number of the format.
  public static var greatestFiniteMagnitude: Self { Self(Format.greatestFiniteMagnitude) }
  /// The least positive number of the format.
  public static var leastNonzeroMagnitude: Self { Self(Format.leastNonzeroMagnitude) }
  /// The distance from 1 to the next number of the format.
  public static var ulpOfOne: Self { Self(Format.ulp(of: 1)) }
  /// Whether it is not a number.
  public var isNaN: Bool { value.isNaN }
  /// Whether it is neither infinite nor NaN.
  public var isFinite: Bool { value.isFinite }
  /// The sign, of zero too.
  public var sign: FloatingPointSign { value.sign }
  /// The number without its sign.
  public var magnitude: Self { Self(value.magnitude) }
  /// The distance of two numbers of the format at this number; NaN if it is not finite.
  public var ulp: Self { Self(value.isFinite ? Format.ulp(of: value.magnitude) : .nan) }

  /// The number of a literal.
  public init(integerLiteral literal: Int) { self.init(Float(literal)) }

  /// Whether `lhs` is less than `rhs`; false if one is NaN.
  public static func < (lhs: Self, rhs: Self) -> Bool { lhs.value < rhs.value }
}
