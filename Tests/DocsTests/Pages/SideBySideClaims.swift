import Dialects
import Foundation
import NumberSystems
import RMSprop
import Testing

/// A line of the three frameworks.
private func three(_ line: (SideBySide) -> String) -> String {
  SideBySide.programs[3...].map(line).joined(separator: " | ")
}

extension Claims {
  static let sideBySide = Claims(
    "docs/5-side-by-side.md", given: "1e-8 1e-4 0.9 0.1 0.01 0.001"
  ) {
    let printed = try Printed()
    """
    | the gradient | g as it comes | \(printed["P1"]), \(printed["P2"]) | \(printed["B1"]) \
    | g | g | g |
    """
    """
    | the average of its squares | \(printed["T1"]) | \(printed["P3"]), \(printed["P4"]) \
    | \(printed["B2"]) | \(three { "`v = ρ v + (1 − ρ) g²`, \($0.cell(.initialSquareAverage))" }) |
    """
    """
    | the average of gradients | | \(printed["P5"]) or \(printed["P5'"]) | \
    | \(three { _ in "`m = ρ m + (1 − ρ) g`" }) |
    """
    "| the variance | | \(printed["P6"]) | | \(three { $0.cell(.centered) }) |"
    """
    | the denominator | none: \(printed["T2", .withoutEpsilon]), outside: \
    \(printed["T2", .epsilonOutside]), inside: \(printed["T2", .epsilonInside]) \
    | \(printed["P7"]), \(printed["P8"]) | \(printed["B3"]) \
    | \(three { $0.cell(.epsilon) }) |
    """
    "| momentum | | \(printed["P9"]), \(printed["P10"]) | | \(three { "`\($0.buffer[0])`" }) |"
    """
    | the parameter | \(printed["T3"]) | \(printed["P11"]) or \(printed["P12"]) \
    | \(printed["B4"]) | \(three { "\($0.decay)`\($0.buffer[1])` or `θ = θ − η g / r`" }) |
    """

    "a point in a space of \(count: Dialect.Axis.allCases.count) axes"
    "| axis | \(SideBySide.programs.map(\.title).joined(separator: " | ")) |"
    for axis in Dialect.Axis.allCases {
      let cells = SideBySide.programs.map { $0.cell(axis) }
      "| `\(axis.rawValue)` | \(cells.joined(separator: " | ")) |"
    }

    for (step, row) in SideBySide.runs(momentum: 0, rates: [0.1, 0.1, 0.1, 0.1]).enumerated() {
      "| \(step + 1) | \(row.map { "\($0, .fixed(5))" }.joined(separator: " | ")) |"
    }
    "the first step is 0.1/√0.1 = \(0.1 / 0.1.squareRoot(), .fixed(3))"
    let rows = SideBySide.runs(momentum: 0.9, rates: [0.1, 0.1, 0.01, 0.01])
    for (step, row) in rows.enumerated() {
      let cells = [row[1], row[3], row[4], row[5]].map { "\($0, .fixed(5))" }
      "| \(step + 1) | \(cells.joined(separator: " | ")) |"
    }
    let moved = [1, 3].map { rows[3][$0] - rows[1][$0] }
    "Keras 3 moves \(moved[1] / moved[0], .fixed(1)) times as far as PyTorch"
  }
}

/// Equations as a table shows them.
private struct Printed {
  private var text: [String: String] = [:]

  init() throws {
    var h = Hyperparameters(weightDecay: 0.1, momentum: 0.9, centered: true, maximize: true)
    var equations = PyTorchRMSprop(unchecked: h).equations
    (h.alpha, h.momentum) = (0.4, 0)
    equations += PyTorchRMSprop(unchecked: h).equations.filter { ["P5'", "P12"].contains($0.tag) }
    equations += try BatchRMSprop().equations
    equations += try TextbookRMSprop(.epsilonOutside).equations.filter { $0.tag != "T2" }
    for equation in equations { text[equation.tag] = Self.cell(equation) }
    for formula in TextbookRMSprop.Formula.allCases {
      for equation in try TextbookRMSprop(formula).equations where equation.tag == "T2" {
        text["T2\(formula)"] = Self.cell(equation)
      }
    }
  }

  private static func cell(_ equation: Equation) -> String {
    let left = Expression.symbol(equation.symbol).text()
    return "(\(equation.tag)) `\(left) = \(equation.formula.text())`"
  }

  subscript(tag: String) -> String { text[tag] ?? "?" }
  subscript(tag: String, formula: TextbookRMSprop.Formula) -> String {
    text["\(tag)\(formula)"] ?? "?"
  }
}

/// The programs of the page's tables.
struct SideBySide {
  let title: String
  let dialect: Dialect
  /// The axes on which it is anything.
  let axes: Set<Dialect.Axis>

  static let programs: [SideBySide] = {
    let plain: Set<Dialect.Axis> = [.epsilon, .initialSquareAverage, .biasCorrection]
    let momentum = plain.union([.momentum, .learningRate, .centered])
    func entry(_ title: String, _ name: String, _ axes: Set<Dialect.Axis>) -> SideBySide {
      SideBySide(
        title: title, dialect: Catalogue.entry(name)!.dialect(.init(momentum: true)), axes: axes)
    }
    return [
      SideBySide(title: "textbook, ε outside", dialect: Dialect(), axes: plain),
      SideBySide(title: "PyTorch", dialect: Dialect(), axes: Set(Dialect.Axis.allCases)),
      SideBySide(title: "batch", dialect: Dialect { $0.epsilon = .inside }, axes: plain),
      entry("Keras 3", "keras-3", momentum.union([.weightDecay])),
      entry("Optax", "optax", momentum),
      entry("TensorFlow 1", "tensorflow-v1", momentum),
    ]
  }()

  /// The lines of the buffer and of the parameter, with momentum.
  var buffer: [String] {
    (Dialect.Axis.learningRate.formula(dialect[.learningRate]) ?? "").components(separatedBy: ", ")
  }

  /// Decay that is taken from the parameter before anything else.
  var decay: String {
    guard axes.contains(.weightDecay), dialect.weightDecay == .decoupled else { return "" }
    return "first \(cell(.weightDecay)); "
  }

  func cell(_ axis: Dialect.Axis) -> String {
    guard axes.contains(axis) else { return "" }
    if axis == .maximize { return "a switch" }
    if axis == .biasCorrection && dialect.biasCorrection == .none { return "none" }
    let value = dialect[axis]
    return axis.formula(value).map { "`\($0)`" } ?? axis.words(value)
  }

  /// The parameter of each program after each of the page's steps.
  static func runs(momentum: Double, rates: [Double]) -> [[Double]] {
    let switches = Dialect.Switches(momentum: momentum > 0)
    var coordinates = programs.map { _ in Dialect.Coordinate(1.0) }
    return zip([1, 0.1, 0.01, 0.001], rates).map { gradient, rate in
      let h = Hyperparameters(learningRate: rate, alpha: 0.9, epsilon: 1e-3, momentum: momentum)
      for i in programs.indices {
        programs[i].dialect.update(
          &coordinates[i], gradient, Dialect.coefficients(h), switches)
      }
      return coordinates.map(\.theta)
    }
  }
}

/// What page 5 says without a number.
struct SideBySideTests {
  @Test func `the dialects of the three columns are what the three implementations compute`() throws
  {
    let h = Hyperparameters(learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    let textbook = try TextbookRMSprop(
      .epsilonOutside, learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    let pytorch = try PyTorchRMSprop(h)
    let batch = try BatchRMSprop(learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    var theta = [[1.0], [1.0], [1.0]]
    var states: [State<Double>?] = [nil, nil, nil]
    let expected = SideBySide.runs(momentum: 0, rates: [0.1, 0.1, 0.1, 0.1])
    for (gradient, row) in zip([1, 0.1, 0.01, 0.001], expected) {
      textbook.step(&theta[0], gradient: [gradient], state: &states[0])
      pytorch.step(&theta[1], gradient: [gradient], state: &states[1])
      batch.step(&theta[2], gradients: [[gradient]], state: &states[2])
      for i in 0..<3 { #expect((theta[i][0] - row[i]).magnitude < 1e-14) }
    }
  }

  @Test func `the sum over n points is the mean, if ε is divided by n outside, by n² inside`()
    throws
  {
    let gradients = [0.3, -0.002, 0.05, 1e-5]
    func path(_ formula: TextbookRMSprop.Formula, _ factor: Double, _ epsilon: Double) throws
      -> [Double]
    {
      let rmsprop = try TextbookRMSprop(formula, learningRate: 0.1, alpha: 0.9, epsilon: epsilon)
      var (theta, state): ([Double], State<Double>?) = ([1], nil)
      return gradients.map { gradient in
        rmsprop.step(&theta, gradient: [factor * gradient], state: &state)
        return theta[0]
      }
    }
    // n = 4: powers of two scale exactly.
    #expect(try path(.withoutEpsilon, 4, 0) == path(.withoutEpsilon, 1, 0))
    #expect(try path(.epsilonOutside, 4, 4 * 1e-3) == path(.epsilonOutside, 1, 1e-3))
    #expect(try path(.epsilonInside, 4, 16 * 1e-3) == path(.epsilonInside, 1, 1e-3))
    #expect(try path(.epsilonInside, 4, 4 * 1e-3) != path(.epsilonInside, 1, 1e-3))
  }
}
