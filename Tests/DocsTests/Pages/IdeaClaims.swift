import Comparisons
import Dialects
import Foundation
import RMSprop
import Testing

extension Method {
  static func powerOfTen(_ exponent: Double) -> Double { pow(10, exponent) }
}

extension Claims {
  static let idea = Claims(
    "docs/1-idea.md", given: "200 0.1 0.2 0.4 0.49 0.51 0.9 0.99 0.01 0.001 1024 1000 2012 45 20 50"
  ) {
    let valley = NarrowValley()
    let atStart = valley.gradient(valley.start)
    "start at (\(valley.start[0], .significant(1)), \(valley.start[1], .significant(1)))"
    "is (\(atStart[0], .significant(1)), \(atStart[1], .significant(1))): eight times"
    for rate in [0.4, 0.49, 0.51] {
      let path = try Method.gradientDescent.path(rate, on: valley, steps: 200)
      let factors = (0..<2).map { path[1][$0] / path[0][$0] }
      """
      | \(rate, .shortest) | \(factors[0], .fixed(2)) | \(factors[1], .fixed(2)) \
      | \(valley.value(path[200]), .significant(2)) |
      """
    }
    "A rate above \(2 / (atStart[1] / valley.start[1]), .shortest) throws y out"
    "takes x \(-1 / log10(1 - 0.4 * atStart[0] / valley.start[0]), .significant(2)) steps to gain"

    "counts half after \(log(0.5) / log(0.9), .significant(2)) steps at ρ = 0.9"
    "after \(log(0.5) / log(0.99), .significant(2)) at ρ = 0.99"
    let first = try Method.rmsprop.path(0.1, on: valley, steps: 1)
    let steps = (0..<2).map { first[1][$0] - first[0][$0] }
    if steps.map({ "\($0, .significant(4))" }) == ["0.3162", "0.3162"] {
      "x and y both move by \(steps[0], .significant(4))"
    }
    let constant = lengths(of: 30, gradient: -1, learningRate: 0.1, alpha: 0.9)
    """
    here \(constant[1], .significant(4)), \(constant[2], .significant(4)) and \
    \(constant[3], .significant(4)) for steps two to four, and \(constant[29], .significant(4)) \
    for the thirtieth
    """

    let walks = [0.001, 1, 1000].map { gradient in
      -lengths(of: 50, gradient: gradient, learningRate: 0.01, alpha: 0.99).reduce(0, +)
    }
    if Set(walks.map { "\($0, .significant(4))" }).count == 1 {
      "by the same \(walks[0], .significant(4)) in 50 steps"
    }
    "With the best of \(count: (0...100).count) rates (20 to a decade, from 0.001 to 100)"
    for method in Method.allCases where method != .momentum {
      let values = try [
        method.best(on: valley, steps: 20), method.best(on: TurnedValley(), steps: 20),
      ]
      """
      | \(method.rawValue) | \(values[0].value, .significant(2)) \
      | \(values[1].value, .significant(2)) |
      """
    }
    let path = try Method.rmsprop.path(0.4, on: valley, steps: 1000)
    """
    f is \(valley.value(path[20]), .significant(2)) after 20 steps and \
    \(valley.value(path[1000]), .significant(2)) after 1000
    """
    "there are \(count: Dialect.Axis.allCases.count) axes on which"
    "\(count: Catalogue.entries.count) programs in the catalogue here"
  }

  /// How long the steps of a constant gradient are, without ε.
  static func lengths(
    of count: Int, gradient: Double, learningRate: Double, alpha: Double
  ) -> [Double] {
    guard
      let rmsprop = try? TextbookRMSprop(
        .withoutEpsilon, learningRate: learningRate, alpha: alpha)
    else { return [] }
    var theta = [0.0]
    var state: State<Double>?
    return (0..<count).map { _ in
      let before = theta[0]
      rmsprop.step(&theta, gradient: [gradient], state: &state)
      return (theta[0] - before).magnitude
    }
  }
}

/// What page 1 says without a number.
struct IdeaTests {
  @Test func `the first step is η over √(1 − ρ) long, and step t as long as 1 − ρᵗ says`() {
    let lengths = Claims.lengths(of: 60, gradient: -8, learningRate: 0.1, alpha: 0.9)
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
      var state: State<Double>?
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
