import Relatives
import RMSprop

/// The paths of four methods down a narrow valley.
enum ValleyFigure {
  static let figure = Figure(
    "valley", "Four methods in a narrow valley",
    caption: """
      f = 0.1 x² + 2 y² from (−5, −2), each method with the rate 0.4 (RMSprop and momentum: decay \
      0.9), \(steps) steps. Gradient descent and momentum swing across the valley; AdaGrad and \
      RMSprop do not, because each coordinate has a rate of its own. AdaGrad slows down. RMSprop \
      arrives first (f = \(scientific(value(3, after: 40))) after 40 steps) and does not stay: it \
      ends going to and fro, half a rate from the lowest point.
      """
  ) { svg }

  static let steps = 200
  static let rate = 0.4

  static let paths: [(name: String, series: Style.Series, points: [[Double]])] = {
    let surface = NarrowValley()
    return [
      (
        "gradient descent", .d,
        Descent(known { try GradientDescent(learningRate: rate) }, on: surface, steps: steps).points
      ),
      (
        "momentum", .b,
        Descent(
          known { try GradientDescentWithMomentum(learningRate: rate) }, on: surface, steps: steps
        ).points
      ),
      (
        "AdaGrad", .a,
        Descent(known { try AdaGrad(learningRate: rate) }, on: surface, steps: steps).points
      ),
      (
        "RMSprop", .c,
        Descent(
          known { try TextbookRMSprop(.epsilonOutside, learningRate: rate, alpha: 0.9) },
          on: surface,
          steps: steps
        ).points
      ),
    ]
  }()

  /// f at a point of the `number`th path.
  static func value(_ number: Int, after step: Int) -> Double {
    NarrowValley().value(paths[number].points[step])
  }

  /// The panel of the `number`th method: two by two.
  static func panel(_ number: Int) -> Panel {
    Panel(
      left: 62 + Double(number % 2) * 296, top: 86 + Double(number / 2) * 218, width: 264,
      height: 140, x: .linear("x", -5.6, 2.6, step: 2), y: .linear("y", -2.4, 2.4, step: 1))
  }

  private static var svg: String {
    var drawing = Drawing(
      "Four methods in a narrow valley",
      """
      Four maps of the valley 0.1 x² + 2 y² with elliptic contours, and on each the path of one \
      method from (−5, −2). Gradient descent zigzags at first, then creeps along the floor. \
      Momentum swings widely and settles. AdaGrad goes straight for the lowest point, ever more \
      slowly. RMSprop reaches it in a few steps, and ends going to and fro beside it.
      """, height: 500)
    let contours = Contours(panel(0), columns: 82, rows: 96, NarrowValley().value)
    drawing.add("<defs><g id=\"valley\">")
    for level in [0.1, 0.4, 1, 2, 4, 7] {
      for line in contours.lines(at: level) { drawing.polyline(line, "contour") }
    }
    drawing.add("</g></defs>")
    for (number, path) in paths.enumerated() {
      let panel = panel(number)
      drawing.axes(panel, grid: false)
      let (dx, dy) = (panel.left - self.panel(0).left, panel.top - self.panel(0).top)
      drawing.add("<use href=\"#valley\" x=\"\(coordinate(dx))\" y=\"\(coordinate(dy))\"/>")
      drawing.text(path.name, panel.left + panel.width / 2, panel.top - 12, "name", anchor: .middle)
      drawing.series(
        path.points.map { ($0[0], $0[1]) }, path.series, in: panel, name: path.name, thin: true)
      for (t, point) in path.points.enumerated() where t <= 40 || t == steps {
        let place = panel.place(point[0], point[1])
        drawing.dot(place, t == steps ? 5 : 2.6, "dot \(path.series.rawValue)")
      }
      drawing.text(
        "f = \(scientific(value(number, after: steps)))", panel.left + panel.width - 6,
        panel.top + panel.height - 8,
        "quiet", anchor: .end)
    }
    return drawing.svg
  }
}
