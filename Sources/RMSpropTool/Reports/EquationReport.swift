import NumberSystems
import Runs
import Text

extension Explanation {
  /// The equation for a program.
  func json(_ style: Symbolic.Style) -> JSONValue {
    .object([
      ("tag", .string(equation.tag)),
      ("latex", .string("\(equation.symbol) = \(equation.formula.latex(style))")),
      ("text", .string(equation.text(style))),
      ("substituted", .string(substituted.text(style))),
      ("value", .number(value)),
      ("value_hex", .string(hexadecimal(value))),
    ])
  }
}

extension Equation {
  /// The equation as text, without its tag.
  func text(_ style: Symbolic.Style) -> String {
    "\(Symbolic.symbol(symbol).text()) = \(formula.text(style))"
  }
}
