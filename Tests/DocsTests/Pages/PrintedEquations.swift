import NumberSystems
import RMSprop

/// The equations of the three implementations as text, as a table shows them.
struct PrintedEquations {
  /// By tag, in the order of the implementations; the textbook's root has its reading in addition.
  private(set) var formulas: [(tag: String, text: String)] = []

  init() throws {
    var h = Hyperparameters(weightDecay: 0.1, momentum: 0.9, centered: true, maximize: true)
    var equations = PyTorchRMSprop(unchecked: h).equations
    (h.alpha, h.momentum) = (0.4, 0)
    equations += PyTorchRMSprop(unchecked: h).equations.filter { ["P5'", "P12"].contains($0.tag) }
    equations += try BatchRMSprop().equations
    equations += try TextbookRMSprop(.epsilonOutside).equations.filter { $0.tag != "T2" }
    formulas = equations.map { ($0.tag.replacing("'", with: ".far"), Self.text($0)) }
    for formula in [TextbookRMSprop.Formula.withoutEpsilon, .epsilonOutside, .epsilonInside] {
      let root = try TextbookRMSprop(formula).equations.first { $0.tag == "T2" }
      formulas.append(("T2-\(formula.rawValue)", root.map(Self.text) ?? "?"))
    }
  }

  private static func text(_ equation: Equation) -> String {
    "\(Symbolic.symbol(equation.symbol).text()) = \(equation.formula.text())"
  }
}
