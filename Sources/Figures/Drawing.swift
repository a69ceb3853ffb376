/// An SVG document, 640 units wide, that grows element by element.
struct Drawing {
  static let width = 640.0

  private let height: Double
  private let head: String
  private var body = ""

  /// An empty drawing. The title is drawn and, with the description, read to those who cannot see
  /// it. `sheet` is added to the style of all figures.
  init(_ title: String, _ description: String, height: Double, sheet: String = "") {
    self.height = height
    head = """
      <title>\(escaped(title))</title>
      <desc>\(escaped(description))</desc>
      <style>
      \(Style.sheet + sheet)
      </style>
      <rect class="paper" width="640" height="\(coordinate(height))"/>

      """
    text(title, 20, 32, "title")
  }

  /// The drawing as an SVG document.
  var svg: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 \(coordinate(height))" role="img">
    \(head)\(body)</svg>

    """
  }

  /// Adds an element, a line of its own.
  mutating func add(_ element: String) { body += element + "\n" }

  /// Adds text.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String = "", anchor: Anchor = .start
  ) {
    let class_ = style.isEmpty ? "" : " class=\"\(style)\""
    add("<text\(class_)\(place(x, y))\(anchor.attribute)>\(escaped(text))</text>")
  }

  /// Adds a straight line.
  mutating func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ style: String,
    dashes: String? = nil
  ) {
    let dashes = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    add(
      "<line class=\"\(style)\" x1=\"\(coordinate(from.x))\" y1=\"\(coordinate(from.y))\" "
        + "x2=\"\(coordinate(to.x))\" y2=\"\(coordinate(to.y))\"\(dashes)/>")
  }

  /// Adds a line through points; `series` says what it shows.
  mutating func polyline(
    _ points: [(x: Double, y: Double)], _ style: String, dashes: String? = nil,
    series: String? = nil
  ) {
    let dashes = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    let series = series.map { " data-series=\"\(escaped($0))\"" } ?? ""
    add("<polyline class=\"\(style)\"\(series)\(dashes) points=\"\(Self.list(points))\"/>")
  }

  /// Adds a dot.
  mutating func dot(_ point: (x: Double, y: Double), _ radius: Double, _ style: String) {
    add(
      "<circle class=\"\(style)\" cx=\"\(coordinate(point.x))\" cy=\"\(coordinate(point.y))\" "
        + "r=\"\(coordinate(radius))\"/>")
  }

  /// Points as SVG lists them.
  static func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(coordinate($0.x)),\(coordinate($0.y))" }.joined(separator: " ")
  }

  /// Which end of a text is where it is put.
  enum Anchor: String {
    case start, middle, end
    fileprivate var attribute: String { self == .start ? "" : " text-anchor=\"\(rawValue)\"" }
  }

  private func place(_ x: Double, _ y: Double) -> String {
    " x=\"\(coordinate(x))\" y=\"\(coordinate(y))\""
  }
}

/// Text with XML's special characters escaped.
func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;")
}
