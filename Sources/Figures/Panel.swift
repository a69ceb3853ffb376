/// A part of a figure with two axes.
struct Panel: Sendable {
  /// The left, the top and the size of what the axes enclose.
  let left, top, width, height: Double
  let x, y: Axis

  /// Where a point is drawn.
  func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (
      left + self.x.fraction(x) * width,
      top + (1 - self.y.fraction(y)) * height
    )
  }

  /// Where points are drawn.
  func places(_ points: [(Double, Double)]) -> [(x: Double, y: Double)] {
    points.map { place($0.0, $0.1) }
  }

  /// Whether a point is within the axes.
  func holds(_ x: Double, _ y: Double) -> Bool {
    self.x.holds(x) && self.y.holds(y)
  }
}

extension Drawing {
  /// Adds a panel's axes: a grid, ticks, and what each axis shows. The label of y stands above its
  /// axis, where it can be read without turning one's head.
  mutating func axes(_ panel: Panel, grid: Bool = true, showsX: Bool = true) {
    let (right, bottom) = (panel.left + panel.width, panel.top + panel.height)
    for tick in panel.x.ticks {
      let x = panel.left + panel.x.fraction(tick.value) * panel.width
      if grid { line((x, panel.top), (x, bottom), "grid") }
      line((x, bottom), (x, bottom + 5), "axis")
      if showsX { text(tick.text, x, bottom + 21, "quiet", anchor: .middle) }
    }
    for tick in panel.y.ticks {
      let y = panel.top + (1 - panel.y.fraction(tick.value)) * panel.height
      if grid { line((panel.left, y), (right, y), "grid") }
      line((panel.left - 5, y), (panel.left, y), "axis")
      text(tick.text, panel.left - 9, y + 5, "quiet", anchor: .end)
    }
    polyline(
      [(panel.left, panel.top), (panel.left, bottom), (right, bottom)], "axis")
    if showsX {
      text(panel.x.label, panel.left + panel.width / 2, bottom + 43, anchor: .middle)
    }
    // A symbol stands over the numbers, a phrase over the panel.
    if panel.y.label.count == 1 {
      text(panel.y.label, panel.left - 9, panel.top - 6, anchor: .end)
    } else {
      text(panel.y.label, panel.left - 44, panel.top - 12)
    }
  }

  /// Adds a series: a line in its colour and with its dashes.
  mutating func series(
    _ points: [(Double, Double)], _ series: Style.Series, in panel: Panel, name: String,
    thin: Bool = false
  ) {
    polyline(
      panel.places(points), "line\(thin ? " thin" : "") \(series.rawValue)",
      dashes: series.dashes, series: name)
  }

  /// Adds a legend: a sample of each line and its name, side by side.
  mutating func legend(
    _ entries: [(name: String, series: Style.Series)], _ x: Double, _ y: Double
  ) {
    var x = x
    for (name, series) in entries {
      line((x, y - 5), (x + 34, y - 5), "line \(series.rawValue)", dashes: series.dashes)
      text(name, x + 42, y)
      // No font is measured: a letter is about half as wide as high.
      x += 42 + Double(name.count) * 8.2 + 22
    }
  }
}
