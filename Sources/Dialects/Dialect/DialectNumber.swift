package import NumberSystems
import RMSprop

/// A number on which every dialect can be run: RMSprop's six operations, and the two by which some
/// guard against what is not positive.
protocol DialectNumber: Arithmetic, Sendable {
  /// The greater of two numbers; NaN if one of them is.
  static func maximum(_ a: Self, _ b: Self) -> Self

  /// `a` where `number` is above zero, else `b`.
  static func select(_ a: Self, ifPositive number: Self, else b: Self) -> Self

  /// This number; an interval is widened to hold also what a form gives that adds `part` and takes
  /// it away again, rounding both times.
  func widened(asRounding part: Self) -> Self

  /// This number; an interval is widened to hold also what a form gives in which `part` overflows.
  func widened(asOverflowing part: Self) -> Self
}

extension DialectNumber {
  /// The number itself: only an interval is widened.
  func widened(asRounding part: Self) -> Self { self }

  /// The number itself: only an interval is widened.
  func widened(asOverflowing part: Self) -> Self { self }
}

extension Double: DialectNumber {
  /// The greater of two numbers; NaN if one of them is.
  static func maximum(_ a: Double, _ b: Double) -> Double {
    a.isNaN || a > b ? a : b
  }
  /// `a` where `number` is above zero, else `b`.
  static func select(_ a: Double, ifPositive number: Double, else b: Double)
    -> Double
  {
    number > 0 ? a : b
  }
}

extension Float: DialectNumber {
  /// The greater of two numbers; NaN if one of them is.
  static func maximum(_ a: Float, _ b: Float) -> Float {
    a.isNaN || a > b ? a : b
  }
  /// `a` where `number` is above zero, else `b`.
  static func select(_ a: Float, ifPositive number: Float, else b: Float) -> Float {
    number > 0 ? a : b
  }
}

extension Interval: DialectNumber {
  /// The interval of every maximum of a number from `a` and a number from `b`.
  static func maximum(_ a: Interval, _ b: Interval) -> Interval {
    if a.knowledge == .nan || b.knowledge == .nan { return Interval(.nan) }
    let greater = Interval(from: max(a.lower, b.lower), to: max(a.upper, b.upper))
    return a.knowledge == .bounds && b.knowledge == .bounds ? greater : greater.orNaN
  }
  /// `a` where `number` is above zero, else `b`; the union of both where that is not known.
  static func select(
    _ a: Interval, ifPositive number: Interval, else b: Interval
  ) -> Interval {
    if number.knowledge == .nan || number.upper <= 0 { return b }
    return number.knowledge == .bounds && number.lower > 0 ? a : a.union(b)
  }
}

extension HalfPrecision: DialectNumber {
  /// The greater of two numbers; NaN if one of them is.
  static func maximum(_ a: Self, _ b: Self) -> Self { a.isNaN || a > b ? a : b }
  /// `a` where `number` is above zero, else `b`.
  static func select(_ a: Self, ifPositive number: Self, else b: Self) -> Self {
    number > 0 ? a : b
  }
}
