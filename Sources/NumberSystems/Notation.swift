extension Symbolic {
  /// How to write a fused operation.
  public enum Style: Sendable {
    /// A fused operation is written as the sum and the product that it is in algebra.
    case algebra
    /// A fused operation is written as fma(a, b, c), which shows where PyTorch rounds.
    case rounding
  }

  /// The formula in LaTeX; named parts appear as their symbols.
  public func latex(_ style: Style = .algebra) -> String { written(style, LaTeX()).text }

  /// The formula as text for a terminal; named parts appear as their symbols.
  public func text(_ style: Style = .algebra) -> String { written(style, PlainText()).text }

  fileprivate func written(_ style: Style, _ notation: some Notation) -> Written {
    func operand(_ part: Symbolic, _ least: Precedence) -> String {
      let (text, precedence) = part.written(style, notation)
      return precedence < least ? notation.parentheses(text) : text
    }
    switch self {
    case .symbol(let text), .constant(_, let text), .named(_, let text, _):
      // A number may stand for a symbol: −0.5 binds as the opposite that it is.
      return (notation.symbol(text), text.hasPrefix("-") ? .sum : .atom)
    case .negation(let a):
      return (notation.minus + operand(a, .product), .sum)
    case .sum(let a, let b):
      return ("\(operand(a, .sum)) + \(operand(b, .product))", .sum)
    case .difference(let a, let b):
      return ("\(operand(a, .sum)) \(notation.minus) \(operand(b, .product))", .sum)
    case .product(let a, let b) where a == b:
      return (notation.square(operand(a, .atom)), .power)
    case .product(let a, let b):
      return (operand(a, .product) + notation.times + operand(b, .power), .product)
    case .quotient(let a, let b):
      return notation.quotient {
        operand(a, $0)
      } by: {
        operand(b, $0)
      }
    case .squareRoot(let a):
      return (notation.root { operand(a, $0) }, .atom)
    case .fused(let addend, let a, let b):
      switch style {
      case .algebra: return Symbolic.sum(addend, .product(a, b)).written(style, notation)
      case .rounding: return (notation.fused([a, b, addend].map { operand($0, .sum) }), .atom)
      }
    }
  }
}

extension Equation {
  /// The equation in LaTeX, with its tag.
  public func latex(_ style: Symbolic.Style = .algebra) -> String {
    "\(symbol) = \(formula.latex(style)) \\tag{\(tag)}"
  }
}

private typealias Written = (text: String, precedence: Precedence)

/// How tightly an operation binds: an operand is put in parentheses if it binds less tightly.
private enum Precedence: Int, Comparable {
  case sum, product, power, atom
  static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// How operations look. An operand is written when it is told how tightly it must bind.
private protocol Notation {
  var minus: String { get }
  var times: String { get }
  func symbol(_ text: String) -> String
  func parentheses(_ text: String) -> String
  func square(_ base: String) -> String
  func quotient(_ a: (Precedence) -> String, by b: (Precedence) -> String) -> Written
  func root(_ radicand: (Precedence) -> String) -> String
  func fused(_ parts: [String]) -> String
}

private struct LaTeX: Notation {
  let minus = "-"
  let times = " \\, "
  func symbol(_ text: String) -> String { text }
  func parentheses(_ text: String) -> String { "\\left(\(text)\\right)" }
  func square(_ base: String) -> String { base + "^2" }
  func quotient(_ a: (Precedence) -> String, by b: (Precedence) -> String) -> Written {
    ("\\frac{\(a(.sum))}{\(b(.sum))}", .power)
  }
  func root(_ radicand: (Precedence) -> String) -> String { "\\sqrt{\(radicand(.sum))}" }
  func fused(_ parts: [String]) -> String {
    "\\mathrm{fma}(\(parts.joined(separator: ",\\, ")))"
  }
}

private struct PlainText: Notation {
  let minus = "−"
  let times = " × "

  private static let signs = [
    ("\\theta", "θ"), ("\\rho", "ρ"), ("\\beta", "β"), ("\\eta", "η"), ("\\mu", "μ"),
    ("\\lambda", "λ"), ("\\varepsilon", "ε"), ("\\nabla ", "∇"), ("_{t-1}", "ₜ₋₁"), ("_t", "ₜ"),
    ("_i", "ᵢ"), ("'", "′"), ("-", "−"),
  ]

  func symbol(_ text: String) -> String {
    // Numbers stay as they are, to be copied; symbols begin otherwise.
    guard let first = text.first(where: { $0 != "-" }), !first.isNumber, text != "inf",
      text != "nan", text != "-inf"
    else { return text }
    return Self.signs.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
  func parentheses(_ text: String) -> String { "(\(text))" }
  func square(_ base: String) -> String { base + "²" }
  func quotient(_ a: (Precedence) -> String, by b: (Precedence) -> String) -> Written {
    ("\(a(.product)) / \(b(.power))", .product)
  }
  func root(_ radicand: (Precedence) -> String) -> String { "√\(radicand(.atom))" }
  func fused(_ parts: [String]) -> String { "fma(\(parts.joined(separator: ", ")))" }
}
