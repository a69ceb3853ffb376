import RMSprop

/// How PyTorch's centered form makes NaN of a constant gradient.
enum CenteredFigure {
  static let figure = Figure(
    "centered", "How a constant gradient becomes NaN",
    caption: """
      PyTorch's centered form in float32, with g = 0.7 and ρ = 0.9. The variance v − m² of a \
      constant gradient shrinks by a tenth at each step, the rounding errors of v and m² do not. \
      Near 10⁻⁷ it is no larger than they are; at step \(birth) they make it negative, its root is \
      NaN, and the parameter is lost.
      """
  ) { svg }

  static let (gradient, decay): (Float, Double) = (0.7, 0.9)

  /// v, m², v − m² and θ after each step, as float32 has them, up to the first NaN.
  static let rows: [(v: Double, square: Double, variance: Double, theta: Float)] = {
    let method = known { try PyTorchRMSprop(Hyperparameters(alpha: decay, centered: true)) }
    var (theta, state) = ([Float(0)], OptimizerState<Float>?.none)
    var rows: [(v: Double, square: Double, variance: Double, theta: Float)] = []
    while !theta[0].isNaN && rows.count < 1000 {
      method.step(&theta, gradient: [gradient], state: &state)
      let (v, m) = (state!.squareAverage[0], state!.gradientAverage![0])
      // Fused, as the optimizer computes it.
      let variance = v.addingProduct(-m, m)
      rows.append((Double(v), Double(m) * Double(m), Double(variance), theta[0]))
    }
    return rows
  }()

  /// The step that gives NaN, counted from 1.
  static var birth: Int { rows.count }

  /// What v − m² is without rounding: g² ρᵗ (1 − ρᵗ).
  static let exact: [Double] = {
    let square = Double(gradient) * Double(gradient)
    var power = 1.0
    return (1...150).map { _ in
      power *= decay
      return square * power * (1 - power)
    }
  }()

  static let upper = Panel(
    left: 78, top: 84, width: 528, height: 120, x: .linear("step", 0, 150, step: 25),
    y: .linear("v and m²", 0, 0.6, step: 0.2))
  static let lower = Panel(
    left: 78, top: 262, width: 528, height: 190, x: .linear("step", 0, 150, step: 25),
    y: .logarithmic("variance v − m²", -9, 0, every: 3))

  private static var svg: String {
    var drawing = Drawing(
      "How a constant gradient becomes NaN",
      """
      Two panels over 150 steps. Above, v and m² both rise to 0.49 and become one line. Below, on \
      a logarithmic axis, the variance v − m² follows a straight falling line down to a millionth; \
      there the computed values leave it downwards, and at step \(birth) a cross marks one below \
      zero, whose root is NaN.
      """, height: 514)
    func points(_ values: [Double]) -> [(Double, Double)] {
      values.enumerated().map { (Double($0 + 1), $1) }
    }
    drawing.axes(upper, showsX: false)
    drawing.legend([("v", .a), ("m²", .b)], 430, 72)
    drawing.series(points(rows.map(\.v)), .a, in: upper, name: "v")
    drawing.series(points(rows.map(\.square)), .b, in: upper, name: "m²")

    drawing.axes(lower)
    drawing.legend([("without rounding", .d)], 300, 250)
    drawing.dot((511, 245), 3, "dot c")
    drawing.text("in float32", 522, 250)
    drawing.series(points(exact), .d, in: lower, name: "without rounding", thin: true)
    for (t, row) in rows.enumerated() where lower.holds(Double(t + 1), row.variance) {
      drawing.dot(lower.place(Double(t + 1), row.variance), 3, "dot c")
    }
    let nan = lower.place(Double(birth), powerOfTen(-9))
    for tilt in [-1.0, 1] {
      drawing.line((nan.x - 7, nan.y - 8 - 7 * tilt), (nan.x + 7, nan.y - 8 + 7 * tilt), "line b")
    }
    drawing.text("NaN at step \(birth)", nan.x - 14, nan.y - 12, "name", anchor: .end)
    return drawing.svg
  }
}
