import Relatives
import Testing

@testable import Figures

/// What moves in the animation of AdaGrad and RMSprop.
struct SquaresTests {
  /// The accumulators and the path, once more, in a plain loop.
  private func run(keeping kept: Double, adding added: Double, rate: Double)
    -> (points: [[Double]], accumulators: [[Double]])
  {
    var (point, sums) = (Cliff().start, [0.0, 0.0])
    var (points, accumulators) = ([point], [sums])
    for _ in 0..<100 {
      let gradient = Cliff().gradient(point)
      for i in 0..<2 {
        sums[i] = kept * sums[i] + added * (gradient[i] * gradient[i])
        point[i] -= rate * gradient[i] / (sums[i].squareRoot() + 1e-8)
      }
      points.append(point)
      accumulators.append(sums)
    }
    return (points, accumulators)
  }

  private func runs() -> [(name: String, points: [[Double]], accumulators: [[Double]])] {
    let adaGrad = run(keeping: 1, adding: 1, rate: 0.1 / (1 - 0.9).squareRoot())
    let rmsprop = run(keeping: 0.9, adding: 1 - 0.9, rate: 0.1)
    return [
      ("AdaGrad", adaGrad.points, adaGrad.accumulators),
      ("RMSprop", rmsprop.points, rmsprop.accumulators),
    ]
  }

  @Test func `a square's area is the accumulator, frame by frame`() throws {
    let drawn = try Drawn("squares")
    for (name, _, accumulators) in runs() {
      for (i, axis) in ["x", "y"].enumerated() {
        let width = try drawn.motion("\(name) \(axis)", "width")
        let height = try drawn.motion("\(name) \(axis)", "height")
        let top = try drawn.motion("\(name) \(axis)", "y")
        #expect(width.frames == height.frames && width.still == height.still)
        let scale = SquaresFigure.scales[i]
        // Two decimals of the side.
        for (side, accumulator) in zip(width.frames, accumulators) {
          let expected = scale * accumulator[i].squareRoot()
          #expect((side - expected).magnitude <= 0.0051, "\(name) \(axis)")
        }
        #expect(width.frames.count == 101 + 20, "a frame for each step, then a pause")
        #expect(width.frames.suffix(21).allSatisfy { $0 == width.still }, "it ends as it stands")
        for (y, side) in zip(top.frames, width.frames) {
          #expect((y + side - SquaresFigure.corners[i].y).magnitude <= 0.011, "on the ground")
        }
      }
    }
    let growing = try drawn.motion("AdaGrad x", "width").frames
    #expect(zip(growing, growing.dropFirst()).allSatisfy { $0 <= $1 }, "it never shrinks")
    let falling = try drawn.motion("RMSprop x", "width").frames
    #expect(falling.max()! > 15 * falling.last!, "it shrinks")
  }

  @Test func `the balls go where the methods go, with the same first step`() throws {
    let drawn = try Drawn("squares")
    var firsts: [Double] = []
    for (name, points, _) in runs() {
      let (x, y) = (try drawn.motion(name, "cx"), try drawn.motion(name, "cy"))
      for (place, point) in zip(zip(x.frames, y.frames), points) {
        #expect(isAt(place, SquaresFigure.map.place(point[0], point[1])))
      }
      #expect(x.frames.last! == x.still && y.frames.last! == y.still)
      firsts.append(x.frames[1])
      #expect(try drawn.motion("\(name) path", "stroke-dashoffset").still == 0, "a whole path")
    }
    #expect((firsts[0] - firsts[1]).magnitude <= 0.011)
  }

  @Test func `RMSprop leaps after its flat stretch, and nowhere else so far`() throws {
    let points = runs()[1].points
    let leaps = (1...100).map { (points[$0][1] - points[$0 - 1][1]).magnitude / 0.1 }
    let spike = SquaresFigure.spike
    #expect(spike == 70)
    // The bound of any step is 1 / √(1 − ρ) = 3.16 rates.
    #expect(leaps[spike - 1] > 3 && leaps[spike - 1] < 3.1623)
    #expect(leaps[20..<65].allSatisfy { $0 < 0.7 }, "the flat stretch")
    #expect(try Drawn("squares").text.contains(">the leap of step 70<"))
  }

  @Test func `those who want no motion see the last frame`() throws {
    let text = try Drawn("squares").text
    let moves = try #require(text.firstRange(of: "<g class=\"moves\">"))
    let still = try #require(text.firstRange(of: "<g class=\"still\">"))
    #expect(text[moves.upperBound..<still.lowerBound].contains("<animate"))
    #expect(!text[still.upperBound...].contains("<animate"))
    #expect(text.contains("@media (prefers-reduced-motion:reduce){.moves{display:none}"))
    // The same elements, except for their motions.
    let motionless = text[moves.upperBound..<still.lowerBound]
      .replacing(#/>\n(?:<animate [^>]*\/>\n)+<\/\w+>/#, with: "/>")
    let drawnStill = text[still.upperBound...]
    #expect(motionless.split(separator: "\n").dropLast().allSatisfy { drawnStill.contains($0) })
  }
}
