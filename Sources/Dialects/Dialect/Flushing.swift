import NumberSystems
import RMSprop
import Runs

/// The bound of an `Interval` of what a machine computes that takes subnormal numbers for zero, as
/// XLA does on a CPU: what is widened by the least positive number elsewhere is widened by the
/// least normal one.
struct Flushing<Number: ObservedNumber & BinaryFloatingPoint>: ObservedNumber {
  var value: Number

  init(_ value: Number) { self.value = value }
  init(_ double: Double) { value = Number(double) }
  init(_ constant: Double, _ symbol: StaticString) { value = Number(constant, symbol) }
  init(oneMinus constant: Double, _ symbol: StaticString) {
    value = Number(oneMinus: constant, symbol)
  }
  init(integerLiteral literal: Int) { value = Number(literal) }

  static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }
  static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }
  static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }
  static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }
  static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }
  static prefix func - (operand: Self) -> Self { Self(-operand.value) }
  static func squareRoot(of radicand: Self) -> Self { Self(Number.squareRoot(of: radicand.value)) }
  func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self((value as Number).addingProduct(lhs.value, rhs.value))
  }
  static func maximum(_ a: Self, _ b: Self) -> Self { Self(Number.maximum(a.value, b.value)) }
  static func select(_ a: Self, ifPositive number: Self, else b: Self) -> Self {
    number.value > 0 ? a : b
  }
  static func < (lhs: Self, rhs: Self) -> Bool { lhs.value < rhs.value }
  static func == (lhs: Self, rhs: Self) -> Bool { lhs.value == rhs.value }

  static var nan: Self { Self(Number.nan) }
  static var infinity: Self { Self(Number.infinity) }
  static var greatestFiniteMagnitude: Self { Self(Number.greatestFiniteMagnitude) }
  /// The least normal number: what is below is zero.
  static var leastNonzeroMagnitude: Self { Self(Number.leastNormalMagnitude) }
  static var ulpOfOne: Self { Self(Number.ulpOfOne) }
  var isNaN: Bool { value.isNaN }
  var isFinite: Bool { value.isFinite }
  var sign: FloatingPointSign { value.sign }
  var magnitude: Self { Self(value.magnitude) }
  var ulp: Self { Self(value.ulp) }

  var double: Double { value.double }
  var text: String { value.text }
  var littleEndianBytes: [UInt8] { value.littleEndianBytes }

  /// The number, which may be taken for zero if it is subnormal.
  static func given(_ number: Double) -> Interval<Self> {
    let given = Self(number)
    let zero: Self = 0
    return given.magnitude < .leastNonzeroMagnitude
      ? Interval(from: min(zero, given), to: max(zero, given)) : Interval(given)
  }
}
