import NumberSystems

/// A run of somebody's own beside the reference: one parameter, and how far apart the two are.
package struct RunFigure: Sendable {
  /// What ran, for the legend.
  package var name: String
  /// The name of what the run is compared with.
  package var reference: String
  /// What is shown, such as "coordinate 3".
  package var about: String
  /// The parameter before the first step.
  package var start: Double
  /// The parameter after each step, as it is and as it should be.
  package var seen, expected: [Double]
  /// The distance after each step in ulps; `nil` where a NaN meets a number.
  package var distances: [UInt64?]

  /// A run and its reference.
  ///
  /// - Precondition: there is a distance and an expected number for each that was seen.
  package init(
    name: String, reference: String, about: String, start: Double, seen: [Double],
    expected: [Double], distances: [UInt64?]
  ) {
    precondition(seen.count == expected.count && seen.count == distances.count)
    (self.name, self.reference, self.about) = (name, reference, about)
    (self.start, self.seen, self.expected) = (start, seen, expected)
    self.distances = distances
  }

  /// The figure as an SVG document.
  package var svg: String {
    let title = short(name)
    var drawing = Drawing(
      title,
      """
      Two panels over \(seen.count) steps, \(about). Above, the parameter of \(name) and that of \
      \(reference). Below, how many representable numbers lie between them. \(verdict)
      """, height: 590)
    drawing.axes(upper, showsX: false)
    drawing.legend([(reference, .d), (short(name), .b)], 78, 68)
    line(expected, .d, reference, &drawing)
    line(seen, .b, name, &drawing)
    drawing.axes(lower)
    for (t, distance) in distances.enumerated() {
      drawing.dot(place(t + 1, distance), 3, "dot \(distance == 0 ? "d" : "b")")
    }
    drawing.text(verdict, 54, 574, "name")
    return drawing.svg
  }

  /// The result in a sentence.
  private var verdict: String {
    guard let first = distances.firstIndex(where: { $0 != 0 }) else {
      return "The same, to the last bit."
    }
    if distances.contains(where: { $0 == nil }) { return "Apart from step \(first), up to NaN." }
    if zip(seen, expected).contains(where: { $0 != $1 && ($0.isInfinite || $1.isInfinite) }) {
      return "Apart from step \(first), up to ∞."
    }
    let worst = distances.compactMap(\.self).max()!
    let size = worst < 1_000_000 ? "\(worst)" : scientific(Double(worst))
    return "Apart from step \(first), by \(size) ulp\(worst == 1 ? "" : "s") at most."
  }

  /// The end of a long name: what tells it from others.
  private func short(_ text: String) -> String {
    text.count <= 36 ? text : "…" + text.suffix(35)
  }

  // MARK: Panels

  private var steps: Axis {
    var size = 1
    for factor in [2, 5, 10, 20, 50] where seen.count > 8 * size { size = factor }
    while seen.count > 8 * size { size *= 10 }
    return .linear("step", 0, Double(max(seen.count, 1)), step: Double(size))
  }

  private var upper: Panel {
    Panel(
      left: 98, top: 108, width: 508, height: 170, x: steps,
      y: .around([start] + seen + expected, "parameter, \(about)"))
  }

  /// The lower panel: 0, then powers of ten of ulps, then what is not comparable.
  private var lower: Panel {
    let powers = stride(from: 0, through: 15, by: 5).map { (Double($0), tenTo($0)) }
    return Panel(
      left: 98, top: 348, width: 508, height: 150, x: steps,
      y: Axis(
        label: "ulps between them", scale: .linear, first: -3, last: 21,
        ticks: [(-3, "0")] + powers + [(21, "NaN")]))
  }

  private func place(_ step: Int, _ distance: UInt64?) -> (x: Double, y: Double) {
    let height = distance.map { $0 == 0 ? -3 : commonLogarithm(Double($0)) } ?? 21
    return lower.place(Double(step), height)
  }

  /// The line from the start, as far as its numbers are finite.
  private func line(
    _ numbers: [Double], _ series: Style.Series, _ name: String, _ drawing: inout Drawing
  ) {
    var points: [(Double, Double)] = []
    for (t, number) in ([start] + numbers).enumerated() {
      if number.isFinite { points.append((Double(t), number)) }
      if !number.isFinite || t == numbers.count {
        if !points.isEmpty { drawing.series(points, series, in: upper, name: name) }
        points = []
      }
    }
  }
}

extension Axis {
  /// A linear axis around the numbers that are finite, with a few round ticks.
  fileprivate static func around(_ numbers: [Double], _ label: String) -> Axis {
    let finite = numbers.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    let middle = low / 2 + high / 2
    let half = max(high / 2 - low / 2, middle.magnitude * 1e-15, 1e-300) * 1.1
    let (first, last) = (max(middle - half, -1.7e308), min(middle + half, 1.7e308))
    var step = powerOfTen(Int(commonLogarithm(half).rounded(.down)))
    while half > 2 * step { step *= 2 }
    var ticks: [(Double, String)] = []
    var n = (first / step).rounded(.up)
    while n * step <= last && ticks.count < 8 {
      ticks.append((n * step, short(n * step, step)))
      n += 1
    }
    return Axis(label: label, scale: .linear, first: first, last: last, ticks: ticks)
  }

  /// A tick's number, with a power of ten where it needs one.
  private static func short(_ number: Double, _ step: Double) -> String {
    if number == 0 { return "0" }
    if step >= 1e-3 && number.magnitude < 1e5 { return readable(number, 4) }
    return (number < 0 ? "−" : "") + scientific(number.magnitude)
  }
}
