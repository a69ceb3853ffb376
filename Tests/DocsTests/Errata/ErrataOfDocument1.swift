import Relatives
import Foundation
import NumberSystems
import RMSprop
import Testing

/// The errata of the InsideAIML article.
enum ErrataOfDocument1 {
  static let all = [
    Erratum("1.1") { $0("answer", try DocumentRecord.of("1.1").exception) },
    Erratum("1.2") { page in
      let names = try DocumentRecord.of("1.2").words("missing").map { "`\($0)`" }
      page("names", names.dropLast().joined(separator: ", ") + " and " + names.last!)
    },
    Erratum("1.3") { $0("answer", try DocumentRecord.of("1.3").exception) },
    Erratum("1.4") {
      $0("prints", try DocumentRecord.of("1.4").prints.trimmingCharacters(in: .newlines))
    },
    Erratum("1.5", epsilonInside),
    Erratum("1.6", sum),
    Erratum("1.7", indentation),
    Erratum("1.8") { page in
      let best = try Document1Runs.recorded().limit.minimiser
      for part in Document1Runs.gradient(best) { #expect(part.magnitude < 1e-15) }
      #expect((best[0] - log(6)).magnitude < 1e-15)
      #expect((best[1] + log(4) + log(6) / 2).magnitude < 1e-15)
      #expect(try DocumentRecord.of("1.8").raises == nil)
      for (name, point) in zip(["first", "second"], Document1Runs.data) {
        page("\(name)-x", point.x, .shortest)
        page("\(name)-y", point.y, .shortest)
      }
      page("w", best[0], .fixed(6))
      page("b", best[1], .fixed(6))
    },
    Erratum("1.9", noMomentum),
    Erratum("1.10", sameGradients),
    Erratum("1.11") { page in
      let unrooted = try TextbookRMSprop(.withoutRoot, alpha: 0.9, epsilon: 0)
      let rooted = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9)
      for gradient in [0.001, 1000] {
        let name = "\(gradient, .significant(1))"
        page.row(
          name, ["gradient", "unrooted", "rooted"],
          [
            name, "\(unrooted.firstStep(gradient), .significant(3))",
            "\(rooted.firstStep(gradient), .significant(3))",
          ])
      }
    },
    Erratum("1.12", lostEquations),
    Erratum("1.13") { page in
      let rmsprop = try TextbookRMSprop(.epsilonOutside, learningRate: 0.1, alpha: 0.9)
      let adaGrad = try AdaGrad(learningRate: 0.1 / (1 - 0.9).squareRoot())
      var (theta, sum): ([Double], [Double]?) = ([0], nil)
      adaGrad.step(&theta, gradient: [1], squareSum: &sum)
      let first = rmsprop.run(steps: 1) { _, _ in 1 }[0].theta
      #expect((theta[0] - first).magnitude < 1e-7)
      page("rate", adaGrad.learningRate, .significant(3))
      page("first-step", -first, .significant(3))
    },
    Erratum("1.14", faster),
    Erratum("1.15", convergence),
    Erratum("1.16") { page in
      let average = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9).run(steps: 10) { _, _ in 1 }
      let adaGrad = try AdaGrad()
      var (theta, sum): ([Double], [Double]?) = ([0], nil)
      for _ in 0..<10 { adaGrad.step(&theta, gradient: [1], squareSum: &sum) }
      page("sum", sum![0], .significant(2))
      page("average", sum![0] / 10, .significant(1))
      page("v", average[9].v, .significant(3))
    },
  ]

  @Sendable private static func epsilonInside(_ page: inout ComputedValues) throws {
    for (epsilon, name) in [(1e-8, "1e-8"), (1e-9, "1e-9")] {
      let steps = try [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside].map {
        try TextbookRMSprop($0, learningRate: 1, alpha: 0.9, epsilon: epsilon).firstStep(1e-6)
      }
      page.row(
        name, ["epsilon", "outside", "inside", "ratio"],
        [
          name, "\(steps[0], .significant(3))", "\(steps[1], .significant(3))",
          "\(steps[0] / steps[1], .significant(4))",
        ])
    }
  }

  @Sendable private static func sum(_ page: inout ComputedValues) throws {
    let document1 = try BatchRMSprop()
    page("sum", Document1Runs.run(1, document1)[0][0], .fixed(6))
    page("mean", Document1Runs.run(1, document1, Document1Runs.Averaging())[0][0], .fixed(6))
    // Sum and mean are the same run to the last bit.
    let bare = try BatchRMSprop(epsilon: 0)
    #expect(
      Document1Runs.run(70, bare) == Document1Runs.run(70, bare, Document1Runs.Averaging()))
  }

  @Sendable private static func indentation(_ page: inout ComputedValues) throws {
    let after = try DocumentRecord.of("1.7-after").number("steps")
    let inside = try DocumentRecord.of("1.7-inside").number("steps")
    #expect(after == 1 && inside == 2)
    let runs = [
      ("after", Document1Runs.run(1000, try BatchRMSprop())),
      ("inside", try Document1Runs.runUpdatingInside(1000)),
    ]
    for (name, run) in runs {
      let ends = run.suffix(2).sorted { $0[0] < $1[0] }
      page.row(
        name, ["one-w", "one-b", "other-w", "other-b"],
        ends.flatMap { $0 }.map { "\($0, .fixed(5))" })
    }
  }

  @Sendable private static func noMomentum(_ page: inout ComputedValues) throws {
    let document1 = try BatchRMSprop()
    var (theta, state): ([Double], OptimizerState<Double>?) = ([0], nil)
    let momentum = try GradientDescentWithMomentum(learningRate: 0.1)
    var (other, average): ([Double], [Double]?) = ([0], nil)
    for _ in 0..<10 {
      document1.step(&theta, gradients: [[1]], state: &state)
      momentum.step(&other, gradient: [1], gradientAverage: &average)
    }
    let before = (theta[0], other[0])
    document1.step(&theta, gradients: [[0]], state: &state)
    momentum.step(&other, gradient: [0], gradientAverage: &average)
    page("document-1", before.0 - theta[0], .fixed(0))
    page("momentum", before.1 - other[0], .significant(3))
  }

  @Sendable private static func sameGradients(_ page: inout ComputedValues) throws {
    let gradient = Document1Runs.gradient([-2, -2])
    let rmsprop = Document1Runs.run(1, try BatchRMSprop())[0]
    let momentum = try GradientDescentWithMomentum(learningRate: 0.1)
    var (theta, average): ([Double], [Double]?) = ([-2, -2], nil)
    momentum.step(&theta, gradient: gradient, gradientAverage: &average)
    for (name, numbers) in [
      ("gradient", gradient), ("rmsprop", rmsprop.map { $0 + 2 }),
      ("momentum", theta.map { $0 + 2 }),
    ] {
      page.row(name, ["w", "b"], numbers.map { "\($0, .significant(3))" })
    }
  }

  @Sendable private static func lostEquations(_ page: inout ComputedValues) throws {
    for equation in try GradientDescentWithMomentum(learningRate: 0.1).equations {
      page(printed: equation.inline)
    }
    for equation in try BatchRMSprop().equations where equation.tag != "B1" {
      page(printed: equation.inline)
    }
    let adaGrad = try AdaGrad()
    var (theta, sum): ([Double], [Double]?) = ([0], nil)
    for _ in 0..<100 { adaGrad.step(&theta, gradient: [1], squareSum: &sum) }
    page("area", count: Int(sum![0]))
    page("side", sum![0].squareRoot(), .fixed(0))
  }

  @Sendable private static func faster(_ page: inout ComputedValues) throws {
    let valley = try ValleyRuns.adaGrad(200, learningRate: 1)
    page("adaGrad", valley.f[199], .significant(2))
    page("adaGrad-steps", count: valley.f.count)
    page("sum-x", valley.sum[0], .significant(3))
    page("sum-y", valley.sum[1], .significant(3))
    let rmsprop = try ValleyRuns.rmsprop(200, learningRate: 0.4, alpha: 0.9)
    page("rmsprop", rmsprop[199], .significant(2))

    let adaGrad = try AdaGrad(learningRate: 1)
    var (theta, sum): ([Double], [Double]?) = ([0], nil)
    let path = (0...1001).map { t in
      adaGrad.step(&theta, gradient: [t == 0 ? 100 : 1], squareSum: &sum)
      return theta[0]
    }
    let other = try TextbookRMSprop(.epsilonOutside, learningRate: 1, alpha: 0.9)
      .run(steps: 1002) { t, _ in t == 1 ? 100 : 1 }.map(\.theta)
    page("stalled", path[1000] - path[1001], .significant(2))
    page("recovered", other[1000] - other[1001], .significant(3))
  }

  @Sendable private static func convergence(_ page: inout ComputedValues) throws {
    let descent = try Document1Runs.runDescent(1000, learningRate: 1).map(Document1Runs.loss)
    let document1 = Document1Runs.run(1000, try BatchRMSprop()).map(Document1Runs.loss)
    page("early-epochs", "70")
    page("early-rmsprop", document1[69], .significant(2))
    page("early-descent", descent[69], .significant(2))
    page("descent", descent[999], .significant(2))
    let ends = document1.suffix(2).sorted()
    page("rmsprop-low", ends[0], .significant(3))
    page("rmsprop-high", ends[1], .significant(3))
    let slow = try Document1Runs.runDescent(1000, learningRate: 0.1).map(Document1Runs.loss)
    page("slow", slow[999], .significant(2))
  }
}
