import RMSprop

/// The average of squares and the effective rate, for a gradient that changes size.
enum AverageFigure {
  static let figure = Figure(
    "average", "The average of squares, and the rate it makes",
    caption: """
      A gradient of 1, then 10, then 0.1, with decay 0.9. Above: the average v follows g², fast \
      upwards and slowly downwards. Below: the effective rate η / √v is what v leaves of it; the \
      step η g / √v is about η whatever the size of g, once v has caught up: until then steps are \
      too long after a rise, and too short, for much longer, after a fall.
      """
  ) { svg }

  static let (decay, steps) = (0.9, 150)

  /// The gradient of step t, counted from 1.
  static func gradient(_ t: Int) -> Double { t <= 40 ? 1 : t <= 80 ? 10 : 0.1 }

  /// g², v, the effective rate and the step's length, step by step; in units of the rate.
  static let rows: [(square: Double, v: Double, rate: Double, step: Double)] = {
    let method = known {
      try TextbookRMSprop(.epsilonOutside, learningRate: 1, alpha: decay, epsilon: 1e-8)
    }
    var (theta, state) = ([0.0], OptimizerState<Double>?.none)
    return (1...steps).map { t in
      let (g, before) = (gradient(t), theta[0])
      method.step(&theta, gradient: [g], state: &state)
      let v = state!.squareAverage[0]
      return (g * g, v, 1 / (v.squareRoot() + 1e-8), before - theta[0])
    }
  }()

  static let upper = Panel(
    left: 78, top: 84, width: 528, height: 150, x: .linear("step", 0, Double(steps), step: 25),
    y: .logarithmic("squared gradient g² and its average v", -3, 3))
  static let lower = Panel(
    left: 78, top: 290, width: 528, height: 150, x: .linear("step", 0, Double(steps), step: 25),
    y: .logarithmic("in units of η", -2, 2))

  private static var svg: String {
    var drawing = Drawing(
      "The average of squares, and the rate it makes",
      """
      Two panels over 150 steps, vertical axes logarithmic. Above, the squared gradient is 1, \
      jumps to 100 after step 40 and falls to 0.01 after step 80; its average follows each rise \
      within some steps, and the fall over about 70. Below, the effective rate mirrors the \
      average; the step's length is near the rate, with a spike to 3 after the rise, and drops to \
      a hundredth after the fall before it recovers.
      """, height: 502)
    func points(_ value: (Int) -> Double) -> [(Double, Double)] {
      rows.indices.map { (Double($0 + 1), value($0)) }
    }
    drawing.axes(upper, showsX: false)
    drawing.legend([("g²", .d), ("v", .a)], 430, 72)
    drawing.series(points { rows[$0].square }, .d, in: upper, name: "g²", thin: true)
    drawing.series(points { rows[$0].v }, .a, in: upper, name: "v")
    drawing.axes(lower)
    drawing.legend([("rate η / √v", .b), ("step η g / √v", .c)], 230, 278)
    drawing.series(points { rows[$0].rate }, .b, in: lower, name: "rate")
    drawing.series(points { rows[$0].step }, .c, in: lower, name: "step")
    return drawing.svg
  }
}
