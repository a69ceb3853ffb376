package import RMSprop

/// A number whose square root is the neighbour of the correctly rounded one, as the vector library
/// in PyTorch's x86 wheels has it now and then.
package struct NeighbouringRoot<Number: Arithmetic & BinaryFloatingPoint, Side: RootSide>:
  Arithmetic
{
  /// The number itself.
  package var value: Number

  /// `value`, whose root is a neighbour.
  package init(_ value: Number) { self.value = value }

  /// The constant, as `Number` has it.
  package init(_ constant: Double, _ symbol: StaticString) { value = Number(constant, symbol) }

  /// The constant after rounding, as `Number` rounds it.
  package static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// The sum, as `Number` has it.
  package static func + (lhs: Self, rhs: Self) -> Self { Self(lhs.value + rhs.value) }
  /// The difference, as `Number` has it.
  package static func - (lhs: Self, rhs: Self) -> Self { Self(lhs.value - rhs.value) }
  /// The product, as `Number` has it.
  package static func * (lhs: Self, rhs: Self) -> Self { Self(lhs.value * rhs.value) }
  /// The quotient, as `Number` has it.
  package static func / (lhs: Self, rhs: Self) -> Self { Self(lhs.value / rhs.value) }
  /// The opposite, as `Number` has it.
  package static prefix func - (operand: Self) -> Self { Self(-operand.value) }

  /// The neighbour of the root; the root itself where it is zero, infinite or NaN.
  package static func squareRoot(of radicand: Self) -> Self {
    let root: Number = .squareRoot(of: radicand.value)
    return Self(root > 0 && root.isFinite ? Side.neighbour(root) : root)
  }

  /// `self + lhs · rhs`, as `Number` has it.
  package func addingProduct(_ lhs: Self, _ rhs: Self) -> Self {
    Self((value as Number).addingProduct(lhs.value, rhs.value))
  }
}

/// On which side of the correctly rounded root a neighbour is.
package protocol RootSide: Sendable {
  /// The next number on that side.
  static func neighbour<Number: BinaryFloatingPoint>(_ root: Number) -> Number
}

/// The next smaller number.
package enum Below: RootSide {
  package static func neighbour<Number: BinaryFloatingPoint>(_ root: Number) -> Number {
    root.nextDown
  }
}

/// The next larger number.
package enum Above: RootSide {
  package static func neighbour<Number: BinaryFloatingPoint>(_ root: Number) -> Number {
    root.nextUp
  }
}

extension NeighbouringRoot: Sendable where Number: Sendable {}
