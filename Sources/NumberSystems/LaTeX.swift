extension Expression {
  /// How to write a fused operation.
  public enum Style: Sendable {
    /// As the sum and the product that it is in algebra.
    case algebra
    /// As fma(a, b, c), so that the reader sees where PyTorch rounds.
    case rounding
  }

  /// How tightly an operation binds: an operand is put in parentheses if it binds less tightly.
  private enum Precedence: Int, Comparable {
    case sum, product, power, atom
    static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// The formula in LaTeX; named parts appear as their symbols.
  public func latex(_ style: Style = .algebra) -> String { written(style).text }

  private func written(_ style: Style) -> (text: String, precedence: Precedence) {
    func operand(_ part: Expression, _ least: Precedence) -> String {
      let (text, precedence) = part.written(style)
      return precedence < least ? "\\left(\(text)\\right)" : text
    }
    switch self {
    case .symbol(let text), .constant(_, let text), .named(_, let text, _):
      return (text, .atom)
    case .negation(let a):
      return ("-\(operand(a, .product))", .sum)
    case .sum(let a, let b):
      return ("\(operand(a, .sum)) + \(operand(b, .product))", .sum)
    case .difference(let a, let b):
      return ("\(operand(a, .sum)) - \(operand(b, .product))", .sum)
    case .product(let a, let b) where a == b:
      return ("\(operand(a, .atom))^2", .power)
    case .product(let a, let b):
      return ("\(operand(a, .product)) \\, \(operand(b, .power))", .product)
    case .quotient(let a, let b):
      return ("\\frac{\(a.latex(style))}{\(b.latex(style))}", .power)
    case .squareRoot(let a):
      return ("\\sqrt{\(a.latex(style))}", .atom)
    case .fused(let addend, let a, let b):
      switch style {
      case .algebra: return Expression.sum(addend, .product(a, b)).written(style)
      case .rounding:
        let parts = [a, b, addend].map { $0.latex(style) }.joined(separator: ",\\, ")
        return ("\\operatorname{fma}(\(parts))", .atom)
      }
    }
  }
}
