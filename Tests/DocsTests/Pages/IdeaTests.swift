import Relatives
import Foundation
import RMSprop
import Testing

/// What page 1 says without a number.
struct IdeaTests {
  @Test func `the first step is η over √(1 − ρ) long, and step t as long as 1 − ρᵗ says`() {
    let lengths = Method.lengths(of: 60, gradient: -8, learningRate: 0.1, alpha: 0.9)
    for (t, length) in lengths.enumerated() {
      let expected = 0.1 / (1 - pow(0.9, Double(t + 1))).squareRoot()
      #expect((length - expected).magnitude < 1e-12)
    }
  }

  @Test func `a multiple of the function has the same path, to the bit, without ε`() throws {
    func path(_ factor: Double) throws -> [[Double]] {
      let surface = Scaled(base: NarrowValley(), factor: factor)
      let rmsprop = try TextbookRMSprop(.withoutEpsilon, learningRate: 0.1, alpha: 0.9)
      var theta = surface.start
      var state: OptimizerState<Double>?
      return (0..<1000).map { _ in
        rmsprop.step(&theta, gradient: surface.gradient(theta), state: &state)
        return theta
      }
    }
    #expect(try path(1024) == path(1))
    #expect(try path(1).allSatisfy { $0.allSatisfy(\.isFinite) })
  }

  @Test func `the end is a jump across the minimum, half of η to either side`() throws {
    let path = try Method.rmsprop.path(0.4, on: NarrowValley(), steps: 1000)
    for point in path[999...] {
      for x in point { #expect((x.magnitude - 0.2).magnitude < 1e-6) }
    }
    #expect(path[999][0] * path[1000][0] < 0 && path[999][1] * path[1000][1] < 0)
  }
}
