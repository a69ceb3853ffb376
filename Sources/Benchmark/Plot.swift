import Foundation

/// The time for an element over the size of the parameter, as SVG: a panel for each type and
/// update, on one thread.
struct Plot {
  private let rows: [Row]

  init(_ rows: [Row]) { self.rows = rows.filter { $0.threads == 1 } }

  private typealias Series = (name: String, colour: String, value: (Row) -> Double?)
  private static var series: [Series] {
    [
      ("this package", "#0072b2", { $0.swift }), ("C loop", "#d55e00", { $0.loop }),
      ("memory alone", "#777777", { $0.stream }), ("torch, eager", "#009e73", { $0.eager }),
      ("torch, compiled", "#cc79a7", { $0.compiled }),
    ]
  }

  var svg: String {
    let panels = [("float64", "plain"), ("float32", "plain")].flatMap { scalar, kind in
      [(scalar, kind), (scalar, "centered, momentum")]
    }
    let body = panels.enumerated().map { i, panel in
      let chosen = rows.filter { $0.scalar == panel.0 && $0.kind == panel.1 }
      let place = "translate(\(60 + i % 2 * 380) \(60 + i / 2 * 280))"
      return "<g transform=\"\(place)\">\n\(self.panel(chosen, "\(panel.0), \(panel.1)"))</g>\n"
    }.joined()
    let legend = Self.series.enumerated().map { i, series in
      let x = 60 + i * 140
      return """
        <line x1="\(x)" y1="622" x2="\(x + 22)" y2="622" stroke="\(series.colour)" \
        stroke-width="2.5"/><text x="\(x + 28)" y="626">\(series.name)</text>

        """
    }.joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 790 645" font-family="sans-serif" \
      font-size="12" role="img">
      <title>Nanoseconds for an element and step, by the size of the parameter</title>
      <rect width="790" height="645" fill="white"/>
      <text x="60" y="28" font-size="15">Nanoseconds for an element and step, one thread</text>
      \(body)\(legend)</svg>

      """
  }

  /// A panel with two logarithmic axes: sizes from 10³ to 10⁷, times from 0.1 to 1000 ns.
  private func panel(_ rows: [Row], _ title: String) -> String {
    func x(_ count: Int) -> Double { (log10(Double(count)) - 3) / 4 * 300 }
    func y(_ ns: Double) -> Double { 200 - (log10(min(max(ns, 0.1), 1000)) + 1) / 4 * 200 }
    func text(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
    var svg = "<text y=\"-8\">\(title)</text>\n"
    for (ns, label) in [(0.1, "0.1"), (1, "1"), (10, "10"), (100, "100"), (1000, "1000 ns")] {
      svg += """
        <line x2="300" y1="\(text(y(ns)))" y2="\(text(y(ns)))" stroke="#dddddd"/>\
        <text x="-6" y="\(text(y(ns) + 4))" text-anchor="end">\(label)</text>

        """
    }
    for (power, label) in [(3, "10³"), (4, "10⁴"), (5, "10⁵"), (6, "10⁶"), (7, "n = 10⁷")] {
      let x = Double(power - 3) * 75
      svg += "<text x=\"\(text(x))\" y=\"218\" text-anchor=\"middle\">\(label)</text>\n"
    }
    for series in Self.series {
      let points = rows.compactMap { row in
        series.value(row).map { "\(text(x(row.count))),\(text(y($0)))" }
      }
      guard !points.isEmpty else { continue }
      svg += """
        <polyline points="\(points.joined(separator: " "))" fill="none" \
        stroke="\(series.colour)" stroke-width="2.5"/>

        """
    }
    return svg
  }
}
