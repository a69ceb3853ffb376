public import RMSprop

/// A number whose fused operation rounds twice: first the product, then the sum.
///
/// An update run on `Separate<Double>` rounds as PyTorch does on a CPU without fma
/// (`ATEN_CPU_CAPABILITY=default`), on `Double` as with it. Everything else is `Number`'s own.
@frozen
public struct Separate<Number: Arithmetic>: Arithmetic {
  /// The order of `Number`.
  public typealias Order = Number.Order

  /// The number itself.
  public var value: Number

  /// `value`, to be computed with separately rounded products and sums.
  @inlinable @inline(__always)
  public init(_ value: Number) { self.value = value }

  /// The constant, as `Number` has it.
  @inlinable @inline(__always)
  public init(_ constant: Double, _ symbol: StaticString) { value = Number(constant, symbol) }

  /// The constant after rounding, as `Number` rounds it.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// The sum, rounded once.
  @inlinable @inline(__always)
  public static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }

  /// The difference, rounded once.
  @inlinable @inline(__always)
  public static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }

  /// The product, rounded once.
  @inlinable @inline(__always)
  public static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }

  /// The quotient, rounded once.
  @inlinable @inline(__always)
  public static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }

  /// The opposite, exact.
  @inlinable @inline(__always)
  public static prefix func - (operand: Self) -> Self { Self(-operand.value) }

  /// The square root, rounded once.
  @inlinable @inline(__always)
  public static func squareRoot(of radicand: Self) -> Self {
    Self(Number.squareRoot(of: radicand.value))
  }

  /// `self + lhs · rhs`, rounded twice.
  @inlinable @inline(__always)
  public func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self(value + lhs.value * rhs.value)
  }

  /// The value as `Number` stores it.
  @inlinable @inline(__always)
  public var stored: Self { Self(value.stored) }

  /// The value, named as `Number` names it.
  @inlinable @inline(__always)
  public func named(_ tag: StaticString, _ symbol: StaticString) -> Self {
    Self(value.named(tag, symbol))
  }
}

extension Separate: Sendable where Number: Sendable {}
extension Separate: Equatable where Number: Equatable {}
