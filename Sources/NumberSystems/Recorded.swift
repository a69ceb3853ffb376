public import RMSprop

/// A number that remembers how it came about: every operation with its operands and its result.
///
/// An update run on `Recorded<Number>` computes what it computes on `Number`, to the bit; from the
/// results, each equation can be had with the numbers that went into it.
public final class Recorded<Number: Arithmetic> {
  /// The number itself.
  public let value: Number
  /// Where it comes from.
  public let origin: Origin

  /// Where a number comes from.
  public enum Origin {
    /// The update was given it, under a symbol.
    case given(String)
    /// A constant of the update, with its symbol.
    case constant(String)
    /// Equation `tag` defines it, and calls it `symbol`.
    case named(tag: String, symbol: String, Recorded)
    /// An opposite.
    case negation(Recorded)
    /// A sum.
    case sum(Recorded, Recorded)
    /// A difference.
    case difference(Recorded, Recorded)
    /// A product.
    case product(Recorded, Recorded)
    /// A quotient.
    case quotient(Recorded, Recorded)
    /// A square root.
    case squareRoot(Recorded)
    /// addend + left · right, rounded once.
    case fused(addend: Recorded, Recorded, Recorded)
  }

  private init(_ value: Number, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }

  /// A number that an update is given, such as a gradient, and what formulas call it.
  public convenience init(_ value: Number, given symbol: String) {
    self.init(value, .given(symbol))
  }
}

extension Recorded: Arithmetic {
  /// The order of `Number`.
  public typealias Order = Number.Order

  /// A constant, as `Number` has it.
  public convenience init(_ constant: Double, _ symbol: StaticString) {
    self.init(Number(constant, symbol), .constant("\(symbol)"))
  }

  /// The constant after rounding, as `Number` rounds it.
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// The sum, as `Number` has it.
  public static func + (lhs: Recorded, rhs: Recorded) -> Self {
    Self(lhs.value + rhs.value, .sum(lhs, rhs))
  }
  /// The difference, as `Number` has it.
  public static func - (lhs: Recorded, rhs: Recorded) -> Self {
    Self(lhs.value - rhs.value, .difference(lhs, rhs))
  }
  /// The product, as `Number` has it.
  public static func * (lhs: Recorded, rhs: Recorded) -> Self {
    Self(lhs.value * rhs.value, .product(lhs, rhs))
  }
  /// The quotient, as `Number` has it.
  public static func / (lhs: Recorded, rhs: Recorded) -> Self {
    Self(lhs.value / rhs.value, .quotient(lhs, rhs))
  }
  /// The opposite, as `Number` has it.
  public static prefix func - (operand: Recorded) -> Self {
    Self(-operand.value, .negation(operand))
  }
  /// The square root, as `Number` has it.
  public static func squareRoot(of radicand: Recorded) -> Self {
    Self(Number.squareRoot(of: radicand.value), .squareRoot(radicand))
  }
  /// The fused product and sum, as `Number` has it.
  public func addingProduct(_ lhs: Recorded, _ rhs: Recorded) -> Self {
    Self(value.addingProduct(lhs.value, rhs.value), .fused(addend: self, lhs, rhs))
  }
  /// The value as `Number` stores it; where it comes from does not change.
  public var stored: Self { Self(value.stored, origin) }
  /// The value as `Number` names it, remembered as the left side of equation `tag`.
  public func named(_ tag: StaticString, _ symbol: StaticString) -> Self {
    Self(value.named(tag, symbol), .named(tag: "\(tag)", symbol: "\(symbol)", self))
  }
}

extension Recorded: Sendable where Number: Sendable {}
extension Recorded.Origin: Sendable where Number: Sendable {}

/// One line of an update as it was computed.
public struct RecordedEquation<Number: Arithmetic> {
  /// The equation: what it defines, and how.
  public let equation: Equation
  /// The equation's result.
  public let value: Number
  /// The right side, with each symbol replaced by its number.
  public let substituted: Symbolic
}

extension Recorded {
  /// The equations that led to `results`, each once, in the order in which the code states them;
  /// `text` says how to write a number.
  public static func equations(
    leadingTo results: [Recorded], writing text: (Number) -> String
  ) -> [RecordedEquation<Number>] {
    var found: [RecordedEquation<Number>] = []
    var seen: Set<ObjectIdentifier> = []
    func collect(_ number: Recorded) {
      guard seen.insert(ObjectIdentifier(number)).inserted else { return }
      for operand in number.operands { collect(operand) }
      guard case .named(let tag, let symbol, let formula) = number.origin else { return }
      found.append(
        RecordedEquation(
          equation: Equation(tag: tag, symbol: symbol, formula: formula.expression { _ in nil }),
          value: number.value, substituted: formula.expression { text($0.value) }))
    }
    for result in results { collect(result) }
    return found.enumerated().sorted {
      ($0.element.equation.order, $0.offset) < ($1.element.equation.order, $1.offset)
    }.map(\.element)
  }

  private var operands: [Recorded] {
    switch origin {
    case .given, .constant: []
    case .named(_, _, let a), .negation(let a), .squareRoot(let a): [a]
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b):
      [a, b]
    case .fused(let a, let b, let c): [a, b, c]
    }
  }

  /// The formula down to what has a symbol, which is written as `leaf` says, or as its symbol.
  private func expression(_ leaf: (Recorded) -> String?) -> Symbolic {
    func inner(_ part: Recorded) -> Symbolic { part.expression(leaf) }
    switch origin {
    case .given(let symbol), .constant(let symbol), .named(_, let symbol, _):
      // A number remembers what it stands for: 0.1 × 0.1 is a square only of one quantity.
      return leaf(self).map { .named(tag: "", symbol: $0, .symbol(symbol)) } ?? .symbol(symbol)
    case .negation(let a): return .negation(inner(a))
    case .sum(let a, let b): return .sum(inner(a), inner(b))
    case .difference(let a, let b): return .difference(inner(a), inner(b))
    case .product(let a, let b): return .product(inner(a), inner(b))
    case .quotient(let a, let b): return .quotient(inner(a), inner(b))
    case .squareRoot(let a): return .squareRoot(inner(a))
    case .fused(let a, let b, let c): return .fused(addend: inner(a), inner(b), inner(c))
    }
  }
}
