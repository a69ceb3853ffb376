import Comparisons
import Dialects
import Foundation
import NumberSystems
import RMSprop
import Testing

extension Erratum {
  /// The wiki article's.
  static let ofDocument0 = [
    Erratum("0.1") { try DocumentRecord.of("0.1").exception },
    Erratum("0.2") { try DocumentRecord.of("0.2").exception },
    Erratum("0.3") { try withoutBackward() },
    Erratum("0.4") { try withoutEpsilon() },
    Erratum("0.5") {
      let equation = try TextbookRMSprop(.withoutEpsilon).equations[0]
      let formula = equation.formula.inlineLaTeX
      #expect(!formula.contains("alpha") && !formula.contains("beta"))
      "$\(equation.symbol) = \(formula)$"
    },
    Erratum("0.6") {
      // Divided by dw, the product's average would be one of gradients: the m of centered.
      let centered = PyTorchRMSprop(unchecked: .init(alpha: 0.99, centered: true))
      let m = centered.run(steps: 1) { _, _ in -1.0 }[0].m
      "after a gradient of −1 it is \(m, .significant(1)), whose root is "
        + (m.squareRoot().isNaN ? "NaN" : "a number")
    },
    Erratum("0.7") { try square() },
    Erratum("0.8") { try firstValue() },
    Erratum("0.9") {
      // The denominator is the gradient over the step: η is 1.
      let textbook = try TextbookRMSprop(.withoutEpsilon, learningRate: 1)
      let (right, inverted) = (4 / textbook.firstStep(4), 0.25 / textbook.firstStep(0.25))
      "√S is \(right, .significant(3)) after the first step; the inverse, ¼, would make it "
        + "\(inverted, .significant(3))"
    },
    Erratum("0.10") { try constantGradients() },
    Erratum("0.11") {
      for alpha in [0.99, 0.9] {
        let v = try TextbookRMSprop(.withoutEpsilon, alpha: alpha).run(steps: 200) { _, _ in 1 }
        "\(count: v.firstIndex { $0.v >= 0.5 }! + 1) gradients at ρ = \(alpha, .shortest)"
      }
    },
    Erratum("0.12") { try momentum() },
    Erratum("0.13") {
      let centered = PyTorchRMSprop(unchecked: .init(learningRate: 1, centered: true))
      let run = centered.run(steps: 2000) { t, _ in t % 2 == 0 ? 6.0 : 2 }
      let (theta, before) = (run[1999].theta, run[1998].theta)
      "the denominator tends to \(6 / (before - theta), .significant(2)): their standard deviation"
      let recorded = try DocumentRecord.of("0.13").number("double")
      let step = FourFacts.firstNaN(0.1) ?? 0
      #expect(recorded == Double(step))
      "NaN at step \(count: step)"
    },
    Erratum("0.14") {
      let descent = try ValleyRuns.descent(200, learningRate: 0.4)
      let rmsprop = try ValleyRuns.rmsprop(200, learningRate: 0.4, alpha: 0.9)
      "after 20 steps RMSprop is at \(rmsprop[19], .significant(2)) and gradient descent at "
        + "\(descent[19], .significant(2)), after 200 RMSprop is at "
        + "\(rmsprop[199], .significant(2)) and gradient descent at "
        + "\(descent[199], .significant(2))"
    },
    Erratum("0.15") {
      let alphas = Catalogue.entries.compactMap(\.defaults.alpha)
      "Of the \(count: alphas.count) programs of the catalogue that have a default, "
        + "\(count: alphas.count { $0 == 0.9 }) take 0.9 and \(count: alphas.count { $0 == 0.99 }) "
        + "take 0.99"
    },
  ]

  @ClaimsBuilder private static func withoutBackward() throws -> [String] {
    let without = try DocumentRecord.of("0.3-without-backward")
    #expect(try without.number("moved") == 0)
    "no parameter moves, and the optimizer holds \(try without.number("states"), .fixed(0)) states"
    let with = try DocumentRecord.of("0.3-with-backward")
    let (gradients, steps) = (try with.numbers("gradients"), try with.numbers("steps"))
    let textbook = try TextbookRMSprop(.epsilonOutside, learningRate: 0.01)
    for (gradient, step) in zip(gradients, steps) {
      // The recorded step is a difference of float32 numbers below 1.
      let expected = textbook.run(steps: 1) { _, _ in gradient }[0].theta
      #expect((expected - step).magnitude < 1e-7)
    }
    let lengths = Set(steps.map { Digits.fixed(6).written($0.magnitude) })
    #expect(lengths.count == 1)
    "each of the \(count: steps.count) coordinates moves by \(lengths.first!)"
  }

  @ClaimsBuilder private static func withoutEpsilon() throws -> [String] {
    let record = try DocumentRecord.of("0.4")
    let printed = try TextbookRMSprop(.withoutEpsilon).run(from: 0.5, steps: 1) { _, _ in 0 }[0]
    #expect(try printed.theta.isNaN && record.numbers("without")[0].isNaN)
    let guarded = try TextbookRMSprop(.epsilonOutside).run(from: 0.5, steps: 1) { _, _ in 0 }[0]
    #expect(try record.numbers("with_eps") == [guarded.theta])
    "makes θ = 0.5 \(printed.theta.isNaN ? "NaN" : "a number")"
    "With ε it stays \(guarded.theta, .shortest)"
  }

  /// ½ (w − 3)² at w = 1: three readings of ∂w².
  @ClaimsBuilder private static func square() throws -> [String] {
    let neuron = LinearNeuron<Double>()
    let loss = { (w: Double) in neuron.loss(WeightAndBias(weight: w, bias: 0), x: 1, y: 3) }
    let slope = neuron.gradient(WeightAndBias(weight: 1, bias: 0), x: 1, y: 3).weight
    let v = try TextbookRMSprop(.withoutEpsilon, alpha: 0).run(steps: 1) { _, _ in slope }[0].v
    "∂L/∂w is \(slope, .fixed(0)), and what is averaged is its square, \(v, .fixed(0))"
    let h = 1e-3
    let bySquare = (loss((1 + h).squareRoot()) - loss((1 - h).squareRoot())) / (2 * h)
    "the derivative by w² is \(bySquare, .fixed(0))"
    let second = (loss(1 + h) - 2 * loss(1) + loss(1 - h)) / (h * h)
    "the second derivative by w is \(second, .fixed(0))"
  }

  @ClaimsBuilder private static func firstValue() throws -> [String] {
    let textbook = try TextbookRMSprop(.epsilonOutside)
    let v = textbook.run(steps: 100) { _, _ in 1 }.map(\.v)
    "S is \(v[9], .significant(3)) after 10 gradients of 1 and \(v[99], .significant(3)) after 100"
    var (theta, state): ([Double], State<Double>?) = ([0], State(squareAverage: [1]))
    textbook.step(&theta, gradient: [1], state: &state)
    let fromOne = -theta[0] / textbook.hyperparameters.learningRate
    let tensorFlow = try #require(Catalogue.entry("tensorflow-v1"))
    #expect(tensorFlow.dialect(Dialect.Switches()).initialSquareAverage == .one)
    "\(textbook.firstStep(1), .significant(3)) η long where S starts at 0, and "
      + "\(fromOne, .significant(3)) η where it starts at 1"
  }

  @ClaimsBuilder private static func constantGradients() throws -> [String] {
    let record = try DocumentRecord.of("0.10")
    let method = try PyTorchRMSprop(.init(alpha: 0.9, epsilon: 0))
    let end = { (gradient: Double) in method.run(steps: 50) { _, _ in gradient }[49].theta }
    let ends = [1e-3, 1, 1e3].map { Digits.fixed(15).written(end($0)) }
    let recorded = try record.numbers("ends").map { Digits.fixed(15).written($0) }
    #expect(Set(ends + recorded).count == 1)
    "50 gradients of 0.001, of 1 or of 1000 all bring θ from 0 to \(ends[0])"
    let powers = [0x1p-10, 1, 0x1p10].map(end)
    #expect(Set(powers).count == 1)
    #expect(try record.numbers("powers") == powers)

    let textbook = try TextbookRMSprop(.withoutEpsilon, learningRate: 1, alpha: 0.9)
    let lengths = [10, 0.1].map { last in
      let run = textbook.run(steps: 51) { t, _ in t == 51 ? last : 1 }
      return run[49].theta - run[50].theta
    }
    "after 50 gradients of 1 a gradient of 10 moves θ by \(lengths[0], .significant(3)) η, one of "
      + "0.1 by \(lengths[1], .significant(3)) η"
  }

  @ClaimsBuilder private static func momentum() throws -> [String] {
    let method = try PyTorchRMSprop(
      .init(learningRate: 0.1, alpha: 0.9, epsilon: 0, momentum: 0.9))
    let path = method.run(steps: 3) { _, _ in 1.0 }.map(\.theta)
    for (ours, torch) in zip(path, try DocumentRecord.of("0.12").numbers("path")) {
      #expect((ours - torch).magnitude < 1e-12)
    }
    "\(path[0], .fixed(6)), \(path[1], .fixed(6)) and \(path[2], .fixed(6))"

    let everything = try PyTorchRMSprop(
      .init(
        learningRate: 0.1, alpha: 0.75, epsilon: 0.125, weightDecay: 0.25, momentum: 0.5,
        centered: true))
    let all = everything.run(from: 0.5, steps: 3) { t, _ in [1, -0.5, 2][t - 1] }.map(\.theta)
    for (ours, torch) in zip(all, try DocumentRecord.of("0.12-everything").numbers("path")) {
      #expect((ours - torch).magnitude < 1e-12)
    }
  }
}
