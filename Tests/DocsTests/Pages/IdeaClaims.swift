import Relatives
import Dialects
import Foundation
import RMSprop
import Testing

/// What page 1 says in numbers.
enum IdeaClaims {
  static let page = Claims(
    "docs/1-idea.md", given: "200 0.1 0.2 0.4 0.9 0.99 0.01 0.001 1024 1000 2012 45 20 50 100"
  ) { page in
    try valley(&page)
    try steps(&page)
    try limits(&page)
    page("axes", count: Dialect.Axis.allCases.count)
    page("programs", count: Catalogue.entries.count)
  }

  private static func valley(_ page: inout ComputedValues) throws {
    let valley = NarrowValley()
    let gradient = valley.gradient(valley.start)
    page("start-x", valley.start[0], .significant(1))
    page("start-y", valley.start[1], .significant(1))
    page("start-gradient-x", gradient[0], .significant(1))
    page("start-gradient-y", gradient[1], .significant(1))
    #expect(gradient[1] == 8 * gradient[0])
    page("start-ratio", Digits.word(Int(gradient[1] / gradient[0])))
    for rate in [0.4, 0.49, 0.51] {
      let path = try Method.gradientDescent.path(rate, on: valley, steps: 200)
      let factors = (0..<2).map { path[1][$0] / path[0][$0] }
      page.row(
        "descent-\(rate)", ["rate", "x", "y", "f"],
        [
          "\(rate, .shortest)", "\(factors[0], .fixed(2))", "\(factors[1], .fixed(2))",
          "\(valley.value(path[200]), .significant(2))",
        ])
    }
    page("limit", 2 / (gradient[1] / valley.start[1]), .shortest)
    page("digit", -1 / log10(1 - 0.4 * gradient[0] / valley.start[0]), .significant(2))
  }

  private static func steps(_ page: inout ComputedValues) throws {
    page("half-life-0.9", log(0.5) / log(0.9), .significant(2))
    page("half-life-0.99", log(0.5) / log(0.99), .significant(2))
    let first = try Method.rmsprop.path(0.1, on: NarrowValley(), steps: 1)
    let steps = (0..<2).map { first[1][$0] - first[0][$0] }
    page("first-step", steps[0], .significant(4))
    #expect("\(steps[0], .significant(4))" == "\(steps[1], .significant(4))")
    let lengths = Method.lengths(of: 30, gradient: -1, learningRate: 0.1, alpha: 0.9)
    for t in [2, 3, 4, 30] { page("step-\(t)", lengths[t - 1], .significant(4)) }
  }

  private static func limits(_ page: inout ComputedValues) throws {
    let walks = [0.001, 1, 1000].map { gradient in
      -Method.lengths(of: 50, gradient: gradient, learningRate: 0.01, alpha: 0.99).reduce(0, +)
    }
    page("walk", walks[0], .significant(4))
    #expect(Set(walks.map { "\($0, .significant(4))" }).count == 1)
    page("rates", count: (0...100).count)
    let valley = NarrowValley()
    for method in Method.allCases where method != .momentum {
      page("\(method)-along", try method.best(on: valley, steps: 20).value, .significant(2))
      page(
        "\(method)-turned", try method.best(on: TurnedValley(), steps: 20).value, .significant(2))
    }
    let path = try Method.rmsprop.path(0.4, on: valley, steps: 1000)
    page("cycle-20", valley.value(path[20]), .significant(2))
    page("cycle-1000", valley.value(path[1000]), .significant(2))
  }
}
