/// The lines along which a function of two parameters has one value, by marching squares.
struct Contours {
  private let panel: Panel
  private let columns, rows: Int
  private let values: [[Double]]

  /// A function on a grid over a panel with linear axes.
  init(_ panel: Panel, columns: Int, rows: Int, _ value: ([Double]) -> Double) {
    (self.panel, self.columns, self.rows) = (panel, columns, rows)
    values = (0...rows).map { j in
      (0...columns).map { i in
        value([
          panel.x.first + (panel.x.last - panel.x.first) * Double(i) / Double(columns),
          panel.y.first + (panel.y.last - panel.y.first) * Double(j) / Double(rows),
        ])
      }
    }
  }

  /// A side between two neighbours of the grid: from (i, j) to the right, or up.
  private struct Side: Hashable {
    let i, j: Int
    let isUp: Bool
  }

  /// The lines at a level, as places in the drawing; a closed line ends where it begins.
  func lines(at level: Double) -> [[(x: Double, y: Double)]] {
    var neighbours: [Side: [Side]] = [:]
    var order: [Side] = []
    for (a, b) in segments(at: level) {
      for (from, to) in [(a, b), (b, a)] {
        if neighbours[from] == nil { order.append(from) }
        neighbours[from, default: []].append(to)
      }
    }
    var used: Set<Side> = []
    var lines: [[(x: Double, y: Double)]] = []
    // Open lines first, from their ends; what is left is closed.
    let ends = order.filter { neighbours[$0]!.count == 1 }
    for start in ends + order where !used.contains(start) {
      var line: [Side] = []
      var next: Side? = start
      while let side = next {
        used.insert(side)
        line.append(side)
        next = neighbours[side]!.first { !used.contains($0) }
      }
      if line.count > 2, neighbours[line.last!]!.contains(start) { line.append(start) }
      lines.append(line.map { crossing($0, level) })
    }
    return lines
  }

  /// The pieces of the lines at a level: in each square, the sides between which a line runs. A
  /// saddle is taken as two lines.
  private func segments(at level: Double) -> [(Side, Side)] {
    var segments: [(Side, Side)] = []
    for j in 0..<rows {
      for i in 0..<columns {
        let sides = [
          Side(i: i, j: j, isUp: false), Side(i: i + 1, j: j, isUp: true),
          Side(i: i, j: j + 1, isUp: false), Side(i: i, j: j, isUp: true),
        ].filter { crosses($0, level) }
        if sides.count >= 2 { segments.append((sides[0], sides[1])) }
        if sides.count == 4 { segments.append((sides[2], sides[3])) }
      }
    }
    return segments
  }

  private func ends(_ side: Side) -> (Double, Double) {
    let (i, j) = (side.i, side.j)
    return (values[j][i], side.isUp ? values[j + 1][i] : values[j][i + 1])
  }

  private func crosses(_ side: Side, _ level: Double) -> Bool {
    let (a, b) = ends(side)
    return (a < level) != (b < level)
  }

  /// Where a side has the level, between its ends in proportion.
  private func crossing(_ side: Side, _ level: Double) -> (x: Double, y: Double) {
    let (a, b) = ends(side)
    let t = (level - a) / (b - a)
    let i = Double(side.i) + (side.isUp ? 0 : t)
    let j = Double(side.j) + (side.isUp ? t : 0)
    return (
      panel.left + panel.width * i / Double(columns),
      panel.top + panel.height * (1 - j / Double(rows))
    )
  }
}
