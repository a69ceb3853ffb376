public import RMSprop

/// A number that is a formula: an update run on it yields the update's own equations, in LaTeX.
///
/// Nothing is simplified but the writing: what is printed has the operations of the code, in their
/// order, with parentheses only where that order needs them.
public indirect enum Symbolic: Equatable, Sendable {
  /// What the update is given: a parameter, a gradient, a state.
  case symbol(String)
  /// A constant, with its value and its symbol.
  case constant(Double, String)
  /// The result of an equation: later formulas call it by its symbol.
  case named(tag: String, symbol: String, Symbolic)
  /// An opposite.
  case negation(Symbolic)
  /// A sum.
  case sum(Symbolic, Symbolic)
  /// A difference.
  case difference(Symbolic, Symbolic)
  /// A product.
  case product(Symbolic, Symbolic)
  /// A quotient.
  case quotient(Symbolic, Symbolic)
  /// A square root.
  case squareRoot(Symbolic)
  /// addend + left · right, rounded once.
  case fused(addend: Symbolic, Symbolic, Symbolic)
}

extension Symbolic: Arithmetic {
  /// A constant that is written as `symbol`.
  public init(_ constant: Double, _ symbol: StaticString) {
    self = .constant(constant, "\(symbol)")
  }

  /// The constant itself: a formula does not round.
  public static func rounded(_ constant: Double) -> Double { constant }

  /// A sum.
  public static func + (lhs: Self, rhs: Self) -> Self { .sum(lhs, rhs) }
  /// A difference.
  public static func - (lhs: Self, rhs: Self) -> Self { .difference(lhs, rhs) }
  /// A product.
  public static func * (lhs: Self, rhs: Self) -> Self { .product(lhs, rhs) }
  /// A quotient.
  public static func / (lhs: Self, rhs: Self) -> Self { .quotient(lhs, rhs) }
  /// An opposite.
  public static prefix func - (operand: Self) -> Self { .negation(operand) }
  /// A square root.
  public static func squareRoot(of radicand: Self) -> Self { .squareRoot(radicand) }
  /// A fused product and sum.
  public func addingProduct(_ lhs: Self, _ rhs: Self) -> Self { .fused(addend: self, lhs, rhs) }
  /// The left side of equation `tag`.
  public func named(_ tag: StaticString, _ symbol: StaticString) -> Self {
    .named(tag: "\(tag)", symbol: "\(symbol)", self)
  }
}

/// One line of an update: what it defines, and how.
public struct Equation: Equatable, Sendable {
  /// The tag that the code gives it, such as `P4`.
  public let tag: String
  /// The left side, in LaTeX.
  public let symbol: String
  /// The right side.
  public let formula: Symbolic
}

extension Symbolic {
  /// The equations that lead to these results, each once, in the order in which the code states
  /// them.
  public static func equations(leadingTo results: [Symbolic]) -> [Equation] {
    var found: [Equation] = []
    for result in results { result.collect(into: &found) }
    return found.sorted { $0.order < $1.order }
  }

  private func collect(into found: inout [Equation]) {
    for operand in operands { operand.collect(into: &found) }
    if case .named(let tag, let symbol, let formula) = self {
      let equation = Equation(tag: tag, symbol: symbol, formula: formula)
      if !found.contains(equation) { found.append(equation) }
    }
  }

  private var operands: [Symbolic] {
    switch self {
    case .symbol, .constant: []
    case .named(_, _, let a), .negation(let a), .squareRoot(let a): [a]
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b):
      [a, b]
    case .fused(let a, let b, let c): [a, b, c]
    }
  }
}

extension Equation {
  /// A tag's number: the 4 of P4. Statements are tagged in their order.
  var order: Int { Int(tag.filter(\.isNumber)) ?? 0 }
}
