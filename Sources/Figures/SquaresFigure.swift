import Relatives
import RMSprop

/// The animation of AdaGrad and RMSprop, with squares whose area is the accumulator.
enum SquaresFigure {
  static let figure = Figure(
    "squares", "What AdaGrad and RMSprop remember of a cliff",
    caption: """
      AdaGrad (white) and RMSprop (green) go down a cliff and then a gentle slope, seen from \
      above. The area of a square is the accumulator of one coordinate, so that its side is what a \
      step is divided by. The rates (RMSprop \(readable(rate, 2)), decay \(readable(decay, 1)); \
      AdaGrad \(readable(rate, 2)) / √0.1) make the first steps equal. AdaGrad's squares never \
      shrink, so its steps do; RMSprop forgets the cliff and goes on. It also forgets that there \
      is a direction y: at step \(spike) a small gradient, many times what is remembered, throws \
      it \(readable(leap, 1)) rates to the side.
      """
  ) { svg }

  static let (rate, decay, steps) = (0.1, 0.9, 100)

  static let runs: (adaGrad: Descent, rmsprop: Descent) = {
    let surface = Cliff()
    let adaGrad = known {
      try AdaGrad(learningRate: rate / (1 - decay).squareRoot(), epsilon: 1e-8)
    }
    let rmsprop = known { try TextbookRMSprop(.epsilonOutside, learningRate: rate, alpha: decay) }
    return (
      Descent(adaGrad, on: surface, steps: steps), Descent(rmsprop, on: surface, steps: steps)
    )
  }()

  /// The step, counted from 1, that goes farthest to the side after the first fifty.
  static var spike: Int {
    let points = runs.rmsprop.points
    return (51...steps).max {
      (points[$0][1] - points[$0 - 1][1]).magnitude < (points[$1][1] - points[$1 - 1][1]).magnitude
    }!
  }

  /// How far the step `spike` goes to the side, in units of the rate.
  static var leap: Double {
    (runs.rmsprop.points[spike][1] - runs.rmsprop.points[spike - 1][1]).magnitude / rate
  }

  // MARK: What moves

  static let map = Panel(
    left: 20, top: 52, width: 600, height: 190, x: .linear("x", -1.5, 7.4, step: 1),
    y: .linear("y", -0.95, 0.95, step: 0.5))

  /// How many units of the drawing a unit of the denominator is, for x and for y.
  static let scales = [15.0, 120.0]
  /// The common lower left corner of the squares, for x and for y.
  static let corners = [(x: 24.0, y: 424.0), (x: 176.0, y: 424.0)]

  /// The length of the motion in seconds, and of the pause before it begins again in steps.
  private static let (duration, pause) = (13, 20)

  /// The values of an attribute, frame by frame; the last is held during the pause.
  private static func values(_ frames: [Double]) -> String {
    (frames + [Double](repeating: frames.last!, count: pause)).map(coordinate)
      .joined(separator: ";")
  }

  /// An element that ends as its last frame, and its motion.
  private static func moving(
    _ element: String, _ style: String, fixed: String = "", _ attributes: [(String, [Double])],
    moves: Bool, series: String
  ) -> String {
    let last = attributes.map { " \($0.0)=\"\(coordinate($0.1.last!))\"" }.joined()
    let start = "<\(element) class=\"\(style)\" data-series=\"\(series)\"\(fixed)\(last)"
    guard moves else { return start + "/>" }
    let motions = attributes.map { name, frames in
      """
      <animate attributeName="\(name)" dur="\(duration)s" repeatCount="indefinite" \
      values="\(values(frames))"/>
      """
    }
    return "\(start)>\n\(motions.joined(separator: "\n"))\n</\(element)>"
  }

  /// The path, drawn as far as the run has come.
  private static func path(
    _ points: [(x: Double, y: Double)], _ style: String, moves: Bool, series: String
  ) -> String {
    var lengths = [0.0]
    for (a, b) in zip(points, points.dropFirst()) {
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      lengths.append(lengths.last! + (dx * dx + dy * dy).squareRoot())
    }
    let whole = lengths.last! + 1
    return moving(
      "polyline", style,
      fixed: " points=\"\(Drawing.list(points))\" stroke-dasharray=\"\(coordinate(whole))\"",
      [("stroke-dashoffset", lengths.map { whole - 1 - $0 })], moves: moves, series: series)
  }

  /// Balls, paths and squares; as they move, or as they end.
  private static func scene(moves: Bool) -> String {
    var elements: [String] = []
    for (name, style, run) in [
      ("AdaGrad", "white", runs.adaGrad), ("RMSprop", "green", runs.rmsprop),
    ] {
      for i in 0..<2 {
        // Before the first step nothing is remembered.
        let sides = [0] + run.denominators.map { $0[i] * scales[i] }
        elements.append(
          moving(
            "rect", "square \(style)", fixed: " x=\"\(coordinate(corners[i].x))\"",
            [("y", sides.map { corners[i].y - $0 }), ("width", sides), ("height", sides)],
            moves: moves, series: "\(name) \(i == 0 ? "x" : "y")"))
      }
    }
    for (name, style, run) in [
      ("AdaGrad", "white", runs.adaGrad), ("RMSprop", "green", runs.rmsprop),
    ] {
      let places = map.places(run.points.map { ($0[0], $0[1]) })
      elements.append(path(places, "trail \(style)", moves: moves, series: "\(name) path"))
    }
    for (name, style, run) in [
      ("AdaGrad", "white", runs.adaGrad), ("RMSprop", "green", runs.rmsprop),
    ] {
      let places = map.places(run.points.map { ($0[0], $0[1]) })
      elements.append(
        moving(
          "circle", "ball \(style)", fixed: " r=\"7\"",
          [("cx", places.map(\.x)), ("cy", places.map(\.y))], moves: moves, series: name))
    }
    return elements.joined(separator: "\n")
  }

  // MARK: What stands still

  private static let sheet = """

    .sea{fill:#1b3046}.level{fill:#fff;fill-opacity:.035}
    .trail{fill:none;stroke-width:2.4;stroke-linejoin:round}
    .trail.white{stroke:#fff}.trail.green{stroke:#3ddc84}
    .ball{stroke:#10202f;stroke-width:1.5}.ball.white{fill:#fff}.ball.green{fill:#3ddc84}
    .pointer{stroke:#fff;stroke-width:1.2}
    .square{stroke-width:1.6}
    .square.white{fill:#fff;fill-opacity:.16;stroke:#fff}
    .square.green{fill:#3ddc84;fill-opacity:.75;stroke:#3ddc84}
    text.onsea{fill:#fff}
    .still{display:none}
    @media (prefers-reduced-motion:reduce){.moves{display:none}.still{display:inline}}
    @media print{.moves{display:none}.still{display:inline}}
    """

  /// Where the surface is at a level, for each y: it falls along x, so there is one such x.
  private static func band(_ level: Double) -> String {
    var points: [(x: Double, y: Double)] = []
    for j in 0...24 {
      let y = map.y.first + (map.y.last - map.y.first) * Double(j) / 24
      var (left, right) = (map.x.first, map.x.last)
      for _ in 0..<40 {
        let middle = (left + right) / 2
        if Cliff().value([middle, y]) > level { left = middle } else { right = middle }
      }
      points.append(map.place(right, y))
    }
    let edge = map.left
    points += [(edge, map.top), (edge, map.top + map.height)]
    return "<polygon class=\"level\" points=\"\(Drawing.list(points))\"/>"
  }

  private static var svg: String {
    var drawing = Drawing(
      "What AdaGrad and RMSprop remember of a cliff",
      """
      An animation. On a map of a cliff and a gentle slope two balls start together on the edge of \
      the cliff. Below the map, squares show what each method has accumulated, one for x and one \
      for y. On the cliff all squares grow. AdaGrad's, white, stay as large as they are, and its \
      ball comes only to x = \(readable(runs.adaGrad.points[steps][0], 1)). RMSprop's, green, \
      shrink, and its ball goes on to x = \(readable(runs.rmsprop.points[steps][0], 1)), with a \
      leap to the side at step \(spike).
      """, height: 456, sheet: sheet)
    func box(_ left: Double, _ top: Double, _ width: Double, _ height: Double) -> String {
      """
      <rect class="sea" x="\(coordinate(left))" y="\(coordinate(top))" \
      width="\(coordinate(width))" height="\(coordinate(height))"/>
      """
    }
    drawing.add(box(map.left, map.top, map.width, map.height))
    for level in [
      -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.15, 0.35, 0.6, 1, 1.5, 2, 2.5, 3, 3.5, 3.9,
    ] {
      drawing.add(band(level))
    }
    drawing.text("cliff", map.place(0, 0).x - 18, map.top + map.height - 34, "onsea")
    drawing.text(
      "gentle slope", map.place(3, 0).x, map.top + map.height - 34, "onsea")
    drawing.add(box(16, 282, 140, 148))
    drawing.add(box(168, 282, 140, 148))
    drawing.text("accumulator of x", 18, 272)
    drawing.text("of y (sides × 8)", 170, 272)
    for tick in map.x.ticks.dropLast() {
      let place = map.place(tick.value, map.y.first)
      drawing.text(tick.text, place.x, place.y - 7, "onsea", anchor: .middle)
    }
    for tick in map.y.ticks {
      let place = map.place(map.x.first, tick.value)
      drawing.text(tick.text, place.x + 44, place.y + 5, "onsea", anchor: .end)
    }
    drawing.text("x", map.left + map.width - 8, map.top + map.height - 7, "onsea", anchor: .end)
    drawing.text("y", map.left + 10, map.top + 18, "onsea")
    let ends = [spike - 1, spike].map {
      map.place(runs.rmsprop.points[$0][0], runs.rmsprop.points[$0][1])
    }
    let top = min(ends[0].y, ends[1].y)
    drawing.line((ends[0].x, top - 6), (ends[0].x, map.top + 30), "pointer")
    drawing.text("the leap of step \(spike)", ends[0].x, map.top + 24, "onsea", anchor: .middle)
    for (line, text) in [
      "The cliff makes the squares grow.",
      "AdaGrad’s never shrink: it slows.",
      "RMSprop’s shrink: it goes on,",
      "a rate a step, on any gentle slope.",
      "Then y and its memory of y are both",
      "almost 0: it leaps by \(readable(leap, 1)) rates.",
    ].enumerated() {
      drawing.text(text, 322, 318 + Double(line) * 22)
    }
    drawing.dot((330, 290 - 5), 7, "ball white")
    drawing.text("AdaGrad", 344, 291, "name")
    drawing.dot((446, 290 - 5), 7, "ball green")
    drawing.text("RMSprop", 460, 291, "name")
    drawing.add("<g class=\"moves\">\n\(scene(moves: true))\n</g>")
    drawing.add("<g class=\"still\">\n\(scene(moves: false))\n</g>")
    return drawing.svg
  }
}
