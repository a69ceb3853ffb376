import Relatives
import Dialects
import NumberSystems
import RMSprop
import Testing

/// The errata of the wiki article.
enum ErrataOfDocument0 {
  static let all = [
    Erratum("0.1") { $0("answer", try DocumentRecord.of("0.1").exception) },
    Erratum("0.2") { $0("answer", try DocumentRecord.of("0.2").exception) },
    Erratum("0.3", withoutBackward),
    Erratum("0.4", withoutEpsilon),
    Erratum("0.5") { page in
      let equation = try TextbookRMSprop(.withoutEpsilon).equations[0]
      #expect(!equation.inline.contains("alpha") && !equation.inline.contains("beta"))
      page(printed: equation.inline)
    },
    Erratum("0.6") { page in
      // Divided by dw, the product's average would be one of gradients: the m of centered.
      let centered = PyTorchRMSprop(unchecked: .init(alpha: 0.99, centered: true))
      let m = centered.run(steps: 1) { _, _ in -1.0 }[0].m
      page("average", m, .significant(1))
      page("root", m.squareRoot().isNaN ? "NaN" : "a number")
    },
    Erratum("0.7", square),
    Erratum("0.8", firstValue),
    Erratum("0.9") { page in
      // The denominator is the gradient over the step: η is 1.
      let textbook = try TextbookRMSprop(.withoutEpsilon, learningRate: 1)
      page("root", 4 / textbook.firstStep(4), .significant(3))
      page("inverse", 0.25 / textbook.firstStep(0.25), .significant(3))
    },
    Erratum("0.10", constantGradients),
    Erratum("0.11") { page in
      for alpha in [0.99, 0.9] {
        let v = try TextbookRMSprop(.withoutEpsilon, alpha: alpha).run(steps: 200) { _, _ in 1 }
        page("half-\(alpha)", count: v.firstIndex { $0.v >= 0.5 }! + 1)
        page("alpha-\(alpha)", alpha, .shortest)
      }
    },
    Erratum("0.12", momentum),
    Erratum("0.13") { page in
      let centered = PyTorchRMSprop(unchecked: .init(learningRate: 1, centered: true))
      let run = centered.run(steps: 2000) { t, _ in t % 2 == 0 ? 6.0 : 2 }
      page("denominator", 6 / (run[1998].theta - run[1999].theta), .significant(2))
      let recorded = try DocumentRecord.of("0.13").number("double")
      let step = FourFacts.firstNaN(0.1) ?? 0
      #expect(recorded == Double(step))
      page("step", count: step)
    },
    Erratum("0.14") { page in
      let rmsprop = try ValleyRuns.rmsprop(200, learningRate: 0.4, alpha: 0.9)
      let descent = try ValleyRuns.descent(200, learningRate: 0.4)
      for steps in [20, 200] {
        page("steps-\(steps)", "\(steps)")
        page("rmsprop-\(steps)", rmsprop[steps - 1], .significant(2))
        page("descent-\(steps)", descent[steps - 1], .significant(2))
      }
    },
    Erratum("0.15") { page in
      let alphas = Catalogue.entries.compactMap(\.defaults.alpha)
      page("programs", count: alphas.count)
      page("0.9", count: alphas.count { $0 == 0.9 })
      page("0.99", count: alphas.count { $0 == 0.99 })
    },
  ]

  @Sendable private static func withoutBackward(_ page: inout ComputedValues) throws {
    let without = try DocumentRecord.of("0.3-without-backward")
    #expect(try without.number("moved") == 0)
    page("states", try without.number("states"), .fixed(0))
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
    page("coordinates", count: steps.count)
    page("length", lengths.first!)
  }

  @Sendable private static func withoutEpsilon(_ page: inout ComputedValues) throws {
    let record = try DocumentRecord.of("0.4")
    let start = 0.5
    let printed = try TextbookRMSprop(.withoutEpsilon).run(from: start, steps: 1) { _, _ in 0 }[0]
    #expect(try printed.theta.isNaN && record.numbers("without")[0].isNaN)
    let guarded = try TextbookRMSprop(.epsilonOutside).run(from: start, steps: 1) { _, _ in 0 }[0]
    #expect(try record.numbers("with_eps") == [guarded.theta])
    page("start", start, .shortest)
    page("without", printed.theta.isNaN ? "NaN" : "a number")
    page("with", guarded.theta, .shortest)
  }

  /// ½ (w − 3)² at w = 1: three readings of ∂w².
  @Sendable private static func square(_ page: inout ComputedValues) throws {
    let neuron = LinearNeuron<Double>()
    let loss = { (w: Double) in neuron.loss(WeightAndBias(weight: w, bias: 0), x: 1, y: 3) }
    let slope = neuron.gradient(WeightAndBias(weight: 1, bias: 0), x: 1, y: 3).weight
    let v = try TextbookRMSprop(.withoutEpsilon, alpha: 0).run(steps: 1) { _, _ in slope }[0].v
    page("slope", slope, .fixed(0))
    page("square", v, .fixed(0))
    let h = 1e-3
    let bySquare = (loss((1 + h).squareRoot()) - loss((1 - h).squareRoot())) / (2 * h)
    page("by-square", bySquare, .fixed(0))
    page("second", (loss(1 + h) - 2 * loss(1) + loss(1 - h)) / (h * h), .fixed(0))
  }

  @Sendable private static func firstValue(_ page: inout ComputedValues) throws {
    let textbook = try TextbookRMSprop(.epsilonOutside)
    let v = textbook.run(steps: 100) { _, _ in 1 }.map(\.v)
    page("after-10", v[9], .significant(3))
    page("after-100", v[99], .significant(3))
    var (theta, state): ([Double], OptimizerState<Double>?) = (
      [0], OptimizerState(squareAverage: [1])
    )
    textbook.step(&theta, gradient: [1], state: &state)
    let tensorFlow = try #require(Catalogue.entry("tensorflow-v1"))
    #expect(tensorFlow.dialect(Dialect.Switches()).initialSquareAverage == .one)
    page("from-0", textbook.firstStep(1), .significant(3))
    page("from-1", -theta[0] / textbook.hyperparameters.learningRate, .significant(3))
  }

  @Sendable private static func constantGradients(_ page: inout ComputedValues) throws {
    let record = try DocumentRecord.of("0.10")
    let method = try PyTorchRMSprop(.init(alpha: 0.9, epsilon: 0))
    let end = { (gradient: Double) in method.run(steps: 50) { _, _ in gradient }[49].theta }
    let ends = [1e-3, 1, 1e3].map { Digits.fixed(15).written(end($0)) }
    let recorded = try record.numbers("ends").map { Digits.fixed(15).written($0) }
    #expect(Set(ends + recorded).count == 1)
    page("end", ends[0])
    let powers = [0x1p-10, 1, 0x1p10].map(end)
    #expect(Set(powers).count == 1)
    #expect(try record.numbers("powers") == powers)

    let textbook = try TextbookRMSprop(.withoutEpsilon, learningRate: 1, alpha: 0.9)
    for (name, last) in [("larger", 10), ("smaller", 0.1)] {
      let run = textbook.run(steps: 51) { t, _ in t == 51 ? last : 1 }
      page(name, run[49].theta - run[50].theta, .significant(3))
    }
  }

  @Sendable private static func momentum(_ page: inout ComputedValues) throws {
    let method = try PyTorchRMSprop(
      .init(learningRate: 0.1, alpha: 0.9, epsilon: 0, momentum: 0.9))
    let path = method.run(steps: 3) { _, _ in 1.0 }.map(\.theta)
    for (ours, torch) in zip(path, try DocumentRecord.of("0.12").numbers("path")) {
      #expect((ours - torch).magnitude < 1e-12)
    }
    for (index, theta) in path.enumerated() { page("step-\(index + 1)", theta, .fixed(6)) }

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
