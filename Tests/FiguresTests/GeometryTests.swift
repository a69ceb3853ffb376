import Foundation
import NumberSystems
import Testing

@testable import Figures

/// What figures are computed and drawn with.
struct GeometryTests {
  @Test func `logarithms are right to a few ulps, from + − × ÷ alone`() {
    for number in [1e-300, 3.7e-20, 1e-9, 0.1, 0.5, 0.99999, 1, 1.5, 2, 9.5, 10, 12345.678, 1e250] {
      let error = (commonLogarithm(number) - Foundation.log10(number)).magnitude
      #expect(error <= 4e-16 * max(Foundation.log10(number).magnitude, 1), "\(number)")
    }
  }

  @Test func `decades begin and end at powers of ten`() {
    let numbers = decades(from: -2, to: 1, steps: 8)
    #expect(numbers.count == 25 && numbers.first == 0.01 && numbers.last == 10)
    for (n, number) in numbers.enumerated() {
      #expect((number / Foundation.pow(10, Double(n) / 8 - 2) - 1).magnitude < 1e-14)
    }
  }

  @Test func `numbers are written as people write them`() {
    #expect([1.005, -0.004, 12, 0.5, -3.25].map(coordinate) == ["1", "0", "12", "0.5", "-3.25"])
    #expect(coordinate(1.006) == "1.01")
    #expect(readable(-0.5, 2) == "−0.5")
    #expect([-12, 0, 1, 3].map(tenTo) == ["10⁻¹²", "1", "10", "10³"])
    #expect(
      [0.084, 5.02e-9, 9.99, 1, 306.5].map(scientific) == [
        "8.4 · 10⁻²", "5.0 · 10⁻⁹", "1.0 · 10", "1.0", "3.1 · 10²",
      ])
  }

  @Test func `double-doubles have thirty digits`() {
    // Known constants as sums of two doubles.
    let e = DoubleDouble.exp(DoubleDouble(1))
    #expect(e.high == 2.718281828459045 && (e.low - 1.4456468917292502e-16).magnitude < 1e-29)
    let ln2 = DoubleDouble.log(DoubleDouble(2))
    #expect(ln2.high == 0.6931471805599453)
    #expect((ln2.low - 2.3190468138462996e-17).magnitude < 1e-29)
    let root = DoubleDouble.squareRoot(of: DoubleDouble(2))
    #expect(root.high == 1.4142135623730951)
    #expect((root.low + 9.667293313452913e-17).magnitude < 1e-31)
    let third = DoubleDouble(1) / DoubleDouble(3)
    let rest = third * DoubleDouble(3) - DoubleDouble(1)
    #expect(rest.high.magnitude < 1e-31 && third.low != 0)
    let product = DoubleDouble.exp(DoubleDouble(-7.3)) * DoubleDouble.exp(DoubleDouble(7.3))
    #expect((product - DoubleDouble(1)).high.magnitude < 1e-28)
  }

  @Test func `a contour of a cone is a circle, and closed`() throws {
    let panel = Panel(
      left: 10, top: 20, width: 400, height: 400, x: .linear("", -2, 2, step: 1),
      y: .linear("", -2, 2, step: 1))
    let contours = Contours(panel, columns: 41, rows: 41) {
      ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot()
    }
    let lines = contours.lines(at: 1)
    try #require(lines.count == 1)
    #expect(lines[0].count > 70 && lines[0].first! == lines[0].last!)
    for (x, y) in lines[0] {
      let radius = ((x - 210) * (x - 210) + (y - 220) * (y - 220)).squareRoot()
      #expect((radius - 100).magnitude < 0.5)
    }
    // Radius 2.4 leaves the panel: an arc in each corner.
    #expect(contours.lines(at: 2.4).count == 4)
    #expect(contours.lines(at: 3).isEmpty)
  }

  @Test func `a run that is the reference's is said to be, and one that is not shows it`() throws {
    let same = RunFigure(
      name: "mine", reference: "pytorch", about: "coordinate 0", start: 0, seen: [1, 2],
      expected: [1, 2], distances: [0, 0]
    ).svg
    #expect(same.contains(">The same, to the last bit.<"))
    let apart = RunFigure(
      name: "mine & <yours>", reference: "pytorch", about: "coordinate 0", start: 0,
      seen: [1, 3, .nan], expected: [1, 2, 2], distances: [0, 1, nil]
    ).svg
    #expect(apart.contains(">Apart from step 1, up to NaN.<"))
    #expect(apart.contains("mine &amp; &lt;yours&gt;"))
    let drawn = Drawn(text: apart)
    #expect(try drawn.line("mine &amp; &lt;yours&gt;").count == 3, "up to the NaN")
    #expect(try drawn.line("pytorch").count == 4)
  }

  @Test(arguments: [
    [0, 0, 0], [1e308, -1e308, 0], [.leastNonzeroMagnitude, 0, 1], [.infinity, .nan, 1], [1, 1, 1],
  ])
  func `any numbers can be drawn`(numbers: [Double]) {
    let svg = RunFigure(
      name: "mine", reference: "theirs", about: "", start: 1, seen: numbers,
      expected: numbers.reversed(), distances: [1, 0, nil]
    ).svg
    #expect(svg.hasSuffix("</svg>\n") && !svg.contains("nan,") && !svg.contains("inf,"))
  }
}
