import NumberSystems
import Relatives
import Foundation
import RMSprop
import TestSupport
import Testing

@testable import Figures

/// What the figures draw is what happens.
struct DrawnDataTests {
  @Test func `in the valley each path ends where its method ends`() throws {
    let drawn = try Drawn("valley")
    // The ends of torch's runs of 200 steps (the tests of Comparisons); momentum starts from 0.
    let ends = [
      ("gradient descent", [-2.861116048845765e-07, 0]),
      ("AdaGrad", [-0.04707059430653979, -3.403446010858814e-10]),
      ("RMSprop", [0.20109187251785915, 0.1999496562928248]),
    ]
    for (number, path) in ValleyFigure.paths.enumerated() {
      let line = try drawn.line(path.name)
      #expect(line.count == 201)
      let panel = ValleyFigure.panel(number)
      #expect(isAt(line.first, panel.place(-5, -2)))
      if let end = ends.first(where: { $0.0 == path.name })?.1 {
        #expect(isAt(line.last, panel.place(end[0], end[1])), "\(path.name)")
      }
    }
    #expect(drawn.text.contains(">f = 8.4 · 10⁻²<"), "RMSprop's floor")
    #expect(drawn.text.contains(">f = 2.2 · 10⁻⁴<"), "AdaGrad's")
    #expect(drawn.text.contains(">f = 8.2 · 10⁻¹⁵<"), "gradient descent's")
    #expect(ValleyFigure.value(3, after: 40) < 1e-18, "RMSprop was there, and left")
  }

  @Test func `the two places of ε part by what they part by`() throws {
    let drawn = try Drawn("epsilon")
    // By hand: g / (√0.01 g + ε) and g / √(0.01 g² + ε) at g = 1e-6.
    let outside = 1e-6 / (0.1 * 1e-6 + 1e-8)
    let inside = 1e-6 / (0.01 * 1e-12 + 1e-8).squareRoot()
    #expect((EpsilonFigure.factor / (outside / inside) - 1).magnitude < 1e-12)
    #expect(drawn.text.contains(">× 909<"))
    let full = EpsilonFigure.step(.epsilonOutside, 1)
    #expect((EpsilonFigure.step(.epsilonOutside, 1e-7) / full - 0.5).magnitude < 1e-6, "halved")
    #expect((EpsilonFigure.step(.epsilonInside, 5.7735e-4) / full - 0.5).magnitude < 1e-4)
    for (series, expected) in [("outside", outside), ("inside", inside)] {
      let line = try drawn.line(series)
      #expect(line.contains { isAt($0, EpsilonFigure.panel.place(1e-6, expected)) }, "\(series)")
      #expect(isAt(line.last, EpsilonFigure.panel.place(100, 10)))
    }
  }

  @Test func `the average follows a gradient that changes size`() throws {
    let drawn = try Drawn("average")
    let v = try drawn.line("v")
    let step = try drawn.line("step")
    #expect(v.count == 150 && step.count == 150)
    // g = 1: v is 1 − ρᵗ; the first step after a rise is nearly η / √(1 − ρ).
    var power = 1.0
    for _ in 0..<40 { power *= 0.9 }
    #expect(isAt(v[39], AverageFigure.upper.place(40, 1 - power)))
    let after = 0.9 * (1 - power) + 0.1 * 100
    #expect(isAt(v[40], AverageFigure.upper.place(41, after)))
    #expect(isAt(step[40], AverageFigure.lower.place(41, 10 / after.squareRoot())))
    #expect(isAt(try drawn.line("g²").last, AverageFigure.upper.place(150, 0.01)))
  }

  @Test func `NaN is born where PyTorch's run has it`() throws {
    // float32, g = 0.7, α = 0.9: recorded of torch 2.13.0.
    #expect(CenteredFigure.birth == 139)
    #expect(CenteredFigure.rows[138].theta.isNaN && CenteredFigure.rows[138].variance < 0)
    #expect(CenteredFigure.rows.prefix(138).allSatisfy { $0.variance > 0 && !$0.theta.isNaN })
    let drawn = try Drawn("centered")
    #expect(drawn.text.contains(">NaN at step 139<"))
    #expect(try drawn.line("v").count == 139)
    let dots = drawn.text.matches(of: #/<circle class="dot c"/#).count
    #expect(dots == 1 + 138, "the legend's, and one for each step with a variance above 0")
    #expect(isAt(try drawn.line("without rounding").first, CenteredFigure.lower.place(1, 0.0441)))
  }

  /// What the trace has of document 1's program beside its steps.
  private struct Recorded: Decodable {
    struct Closest: Decodable {
      let epoch: Int
      let distance: [Double]
    }
    struct Limit: Decodable {
      let minimiser: [Double]
      let closest: Closest
      let cycle: [[Double]]
    }
    struct Epoch: Decodable { let params: [Double] }
    let limit: Limit
    let steps: [Epoch]
  }

  @Test func `document 1's program comes as near, and ends where, the exact run does`() throws {
    let text = try Repository.text("Fixtures/batch/float64/document-1-sigmoid.json")
    let recorded = try JSONDecoder().decode(Recorded.self, from: Data(text.utf8))
    for (epoch, exact) in zip(CycleFigure.run, recorded.steps) {
      #expect([epoch.weight.high, epoch.bias.high] == exact.params)
    }
    let minimiser = CycleFigure.minimiser
    #expect([minimiser.w.high, minimiser.b.high] == recorded.limit.minimiser)
    let closest = recorded.limit.closest
    #expect(CycleFigure.closest == closest.epoch)
    let nearest = CycleFigure.distances[closest.epoch - 1]
    #expect((nearest / closest.distance.max()! - 1).magnitude < 1e-5)
    let leaving = CycleFigure.distances[(closest.epoch - 1)..<(closest.epoch + 10)]
    #expect(zip(leaving, leaving.dropFirst()).allSatisfy { $0 < $1 }, "each step leads away")
    let last = CycleFigure.run.suffix(2).map { [$0.weight.high, $0.bias.high] }
    let cycle = recorded.limit.cycle.sorted { $0[0] < $1[0] }
    for (point, exact) in zip(last.sorted { $0[0] < $1[0] }, cycle) {
      for i in 0..<2 { #expect((point[i] - exact[i]).magnitude < 1e-14) }
    }

    let drawn = try Drawn("cycle")
    let line = try drawn.line("distance")
    #expect(line.count == 200)
    #expect(isAt(line[95], CycleFigure.panel.place(96, nearest)))
    #expect(line.max { $0.y < $1.y }! == line[95], "the lowest point of the curve")
    let ends = try drawn.line("cycle")
    #expect(ends.count == 2)
    for (end, exact) in zip(ends.sorted { $0.x < $1.x }, cycle) {
      #expect(isAt(end, CycleFigure.inset.place(exact[0], exact[1])))
    }
  }

  @Test func `PyTorch and Keras part by ε, and by the rate in the buffer`() throws {
    let drawn = try Drawn("dialects")
    for (program, isInside) in [("pytorch", false), ("keras-3", true)] {
      // Both programs once more, by hand.
      var (v, theta) = (0.0, 0.0)
      for t in 0..<DialectsFigure.steps {
        let g = Foundation.pow(10, -2 - Double(t) / 64)
        v = 0.9 * v + 0.1 * g * g
        theta += g / (isInside ? (v + 1e-7).squareRoot() : v.squareRoot() + 1e-7)
      }
      let lines = drawn.lines(program)
      try #require(lines.count == 2 && lines[0].count == DialectsFigure.steps)
      #expect(isAt(lines[0].last, DialectsFigure.upper.place(200, theta)), "\(program)")

      var b = 0.0
      (v, theta) = (0, 0)
      for t in 0..<DialectsFigure.steps {
        let rate = t < DialectsFigure.drop ? 1 : 0.1
        v = 0.9 * v + 0.1
        let u = 1 / (isInside ? (v + 1e-7).squareRoot() : v.squareRoot() + 1e-7)
        b = 0.9 * b + (isInside ? rate * u : u)
        theta += isInside ? b : rate * b
      }
      #expect(isAt(lines[1].last, DialectsFigure.lower.place(200, theta)), "\(program)")
    }
  }
}
