import RMSprop

/// The first step's length, by the size of the gradient, with ε outside and inside the root.
enum EpsilonFigure {
  static let figure = Figure(
    "epsilon", "ε outside the root and inside it",
    caption: """
      The first step in units of the rate, for decay 0.99 and ε = 10⁻⁸. Outside the root, ε halves \
      it at a gradient of 10⁻⁷; inside, at 5.8 · 10⁻⁴: below that, the step is proportional to the \
      gradient. At 10⁻⁶ the two steps differ by a factor of \(readable(factor, 0)).
      """
  ) { svg }

  static let (decay, epsilon) = (0.99, 1e-8)
  static let marked = 1e-6

  /// The length of the first step, by a gradient, in units of the rate.
  static func step(_ formula: TextbookRMSprop.Formula, _ gradient: Double) -> Double {
    let method = known {
      try TextbookRMSprop(formula, learningRate: 1, alpha: decay, epsilon: epsilon)
    }
    var (theta, state) = ([0.0], OptimizerState<Double>?.none)
    method.step(&theta, gradient: [gradient], state: &state)
    return -theta[0]
  }

  static var factor: Double { step(.epsilonOutside, marked) / step(.epsilonInside, marked) }

  static let panel = Panel(
    left: 78, top: 118, width: 528, height: 270,
    x: .logarithmic("size of the gradient |g|", -12, 2, every: 2),
    y: .logarithmic("length of the first step / rate", -8, 2, every: 2))

  private static var svg: String {
    var drawing = Drawing(
      "ε outside the root and inside it",
      """
      The length of the first step over the size of the gradient, both axes logarithmic. For large \
      gradients both curves are flat at 10 rates. The curve for ε inside the root falls below a \
      gradient of a thousandth, the one for ε outside below a millionth; further down both fall in \
      proportion to the gradient, four decades apart. At a gradient of a millionth an arrow shows \
      the factor \(readable(factor, 0)).
      """, height: 450)
    drawing.axes(panel)
    drawing.legend([("outside: g / (√v + ε)", .a), ("inside: g / √(v + ε)", .b)], 78, 68)
    let gradients = decades(from: -12, to: 2, steps: 8)
    for (formula, series) in [
      (TextbookRMSprop.Formula.epsilonOutside, Style.Series.a), (.epsilonInside, .b),
    ] {
      let points = gradients.map { ($0, step(formula, $0)) }.filter { panel.holds($0.0, $0.1) }
      drawing.series(points, series, in: panel, name: formula.rawValue)
    }
    let high = panel.place(marked, step(.epsilonOutside, marked))
    let low = panel.place(marked, step(.epsilonInside, marked))
    drawing.line((high.x, high.y + 5), (low.x, low.y - 5), "axis")
    drawing.dot(high, 4.5, "dot a")
    drawing.dot(low, 4.5, "dot b")
    drawing.text(
      "× \(readable(factor, 0))", high.x - 9, (high.y + low.y) / 2 + 5, "name", anchor: .end)
    return drawing.svg
  }
}
