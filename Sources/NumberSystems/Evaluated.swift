public import RMSprop

/// A number on which PyTorch's update is evaluated in a certain order.
///
/// Everything else is `Number`'s own. An update run on `Evaluated<Double, CompiledOrder>` gives the
/// bits of `torch.compile` on a CPU; on `Evaluated<Separate<Double>, CompiledForeachOrder>` those
/// of `torch.compile` with `foreach`; on `Evaluated<Symbolic, CompiledOrder>` its formula.
@frozen
public struct Evaluated<Number: Arithmetic, Order: EvaluationOrder>: Arithmetic {
  /// The number itself.
  public var value: Number

  /// `value`, on which the update is evaluated in this order.
  @inlinable @inline(__always)
  public init(_ value: Number) { self.value = value }

  /// The constant, as `Number` has it.
  @inlinable @inline(__always)
  public init(_ constant: Double, _ symbol: StaticString) { value = Number(constant, symbol) }

  /// 1 − the constant, as `Number` has it.
  @inlinable @inline(__always)
  public init(oneMinus constant: Double, _ symbol: StaticString) {
    value = Number(oneMinus: constant, symbol)
  }

  /// The constant after rounding, as `Number` rounds it.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// The sum, as `Number` has it.
  @inlinable @inline(__always)
  public static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }

  /// The difference, as `Number` has it.
  @inlinable @inline(__always)
  public static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }

  /// The product, as `Number` has it.
  @inlinable @inline(__always)
  public static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }

  /// The quotient, as `Number` has it.
  @inlinable @inline(__always)
  public static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }

  /// The opposite, as `Number` has it.
  @inlinable @inline(__always)
  public static prefix func - (operand: Self) -> Self { Self(-operand.value) }

  /// The square root, as `Number` has it.
  @inlinable @inline(__always)
  public static func squareRoot(of radicand: Self) -> Self {
    Self(Number.squareRoot(of: radicand.value))
  }

  /// `self + lhs · rhs`, as `Number` has it.
  @inlinable @inline(__always)
  public func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self(value.addingProduct(lhs.value, rhs.value))
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

extension Evaluated: Sendable where Number: Sendable {}
extension Evaluated: Equatable where Number: Equatable {}
