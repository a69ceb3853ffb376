import NumberSystems
import Relatives
import RMSprop

/// Document 1's program never converges: the distance from the minimiser, by epoch.
enum CycleFigure {
  static let figure = Figure(
    "cycle", "Document 1’s program comes near, and leaves again",
    caption: """
      The distance of (w, b) from the minimiser, epoch by epoch, for the sigmoid neuron of \
      document 1 (η = 0.1, β = 0.9, ε = 10⁻⁹), computed with 32 digits. While the gradients \
      vanish, v is forgotten and the effective rate grows to 0.1 / √10⁻⁹ = 3162: after epoch \
      \(closest) each step leads further away, until v has grown again. The run ends in a cycle of \
      two points, about η apart in each coordinate.
      """
  ) { svg }

  typealias Number = DoubleDouble

  /// Document 1's neuron, on numbers with more digits.
  struct Sigmoid: BatchRMSprop.Model {
    private func output(_ parameters: WeightAndBias<Number>, x: Number) -> Number {
      let one = Number(1)
      return one / (one + Number.exp(-(parameters.weight * x + parameters.bias)))
    }

    func loss(_ parameters: WeightAndBias<Number>, x: Number, y: Number) -> Number {
      let error = output(parameters, x: x) - y
      return error * error * Number(0.5)
    }

    func gradient(
      _ parameters: WeightAndBias<Number>, x: Number, y: Number
    ) -> WeightAndBias<Number> {
      let f = output(parameters, x: x)
      let slope = (f - y) * f * (Number(1) - f)
      return WeightAndBias(weight: slope * x, bias: slope)
    }
  }

  private static let points = Document1.data.map { (x: Number($0.x), y: Number($0.y)) }
  private static let start = WeightAndBias(
    weight: Number(Document1.start.weight), bias: Number(Document1.start.bias))

  /// Where the neuron meets both data points: two equations, two parameters.
  static let minimiser: (w: Number, b: Number) = {
    let logits = points.map { Number.log($0.y / (Number(1) - $0.y)) }
    let w = (logits[1] - logits[0]) / (points[1].x - points[0].x)
    return (w, logits[0] - w * points[0].x)
  }()

  static let epochs = 1000
  /// How many epochs the curve shows.
  static let shown = 200

  /// The parameters after every epoch.
  static let run = known { try BatchRMSprop() }
    .train(Sigmoid(), from: start, on: points, epochs: epochs).map(\.parameters)

  /// The larger of the distances of w and b from the minimiser, after each epoch.
  static let distances: [Double] = run.map {
    let w = ($0.weight - minimiser.w).high.magnitude
    let b = ($0.bias - minimiser.b).high.magnitude
    return max(w, b)
  }

  /// The epoch after which the run is closest, counted from 1.
  static var closest: Int { distances.indices.min { distances[$0] < distances[$1] }! + 1 }

  static let panel = Panel(
    left: 78, top: 84, width: 528, height: 310,
    x: .linear("epoch", 0, Double(shown), step: 25),
    y: .logarithmic("distance from the minimiser", -13, 1, every: 2))

  /// The last two epochs, between which the run goes to and fro from then on.
  static let inset = Panel(
    left: 436, top: 196, width: 158, height: 138, x: .linear("w", 1.74, 1.88, step: 0.05),
    y: .linear("b", -2.37, -2.23, step: 0.05))

  private static func addInset(to drawing: inout Drawing) {
    drawing.text(
      "epochs \(epochs - 1) and \(epochs)", inset.left + 79, inset.top - 18, "name", anchor: .middle
    )
    drawing.axes(inset)
    let points = run.suffix(2).map { ($0.weight.high, $0.bias.high) }
    drawing.series(points, .a, in: inset, name: "cycle", thin: true)
    for point in points { drawing.dot(inset.place(point.0, point.1), 5, "dot a") }
    let best = inset.place(minimiser.w.high, minimiser.b.high)
    drawing.dot(best, 4.5, "dot b")
    drawing.text("minimiser", best.x + 2, best.y - 12, anchor: .middle)
  }

  private static var svg: String {
    var drawing = Drawing(
      "Document 1’s program comes near, and leaves again",
      """
      The distance from the minimiser over \(shown) epochs, vertical axis logarithmic. It falls \
      from 4 to less than a millionth of a millionth at epoch \(closest), then rises again to \
      about a tenth, where it stays. An inset shows epochs \(epochs - 1) and \(epochs) in the \
      plane of w and b, on either side of the minimiser.
      """, height: 456)
    drawing.axes(panel)
    drawing.add("<rect class=\"paper\" x=\"376\" y=\"150\" width=\"228\" height=\"230\"/>")
    drawing.series(
      distances.prefix(shown).enumerated().map { (Double($0 + 1), $1) }, .a, in: panel,
      name: "distance")
    let nearest = panel.place(Double(closest), distances[closest - 1])
    drawing.dot(nearest, 4.5, "dot b")
    drawing.text(
      "epoch \(closest): \(scientific(distances[closest - 1]))", nearest.x - 12, nearest.y + 4,
      "name", anchor: .end)
    addInset(to: &drawing)
    return drawing.svg
  }
}
