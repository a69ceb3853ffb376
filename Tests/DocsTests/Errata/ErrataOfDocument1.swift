import Comparisons
import Foundation
import NumberSystems
import RMSprop
import Testing

extension Erratum {
  /// The InsideAIML article's.
  static let ofDocument1 = [
    Erratum("1.1") { try DocumentRecord.of("1.1").exception },
    Erratum("1.2") {
      let names = try DocumentRecord.of("1.2").words("missing").map { "`\($0)`" }
      names.dropLast().joined(separator: ", ") + " and " + names.last!
    },
    Erratum("1.3") { try DocumentRecord.of("1.3").exception },
    Erratum("1.4") {
      let prints = try DocumentRecord.of("1.4").prints.trimmingCharacters(in: .newlines)
      "Python prints `\(prints)`"
    },
    Erratum("1.5") { try epsilonInside() },
    Erratum("1.6") { try sum() },
    Erratum("1.7") { try indentation() },
    Erratum("1.8") {
      let best = try Document1Runs.recorded().limit.minimiser
      for part in Document1Runs.gradient(best, Document1Runs.data) {
        #expect(part.magnitude < 1e-15)
      }
      #expect((best[0] - log(6)).magnitude < 1e-15)
      #expect((best[1] + log(4) + log(6) / 2).magnitude < 1e-15)
      #expect(try DocumentRecord.of("1.8").raises == nil)
      let points = Document1Runs.data.map { "(\($0.x, .shortest), \($0.y, .shortest))" }
      "neuron on the two points \(points[0]) and \(points[1])"
      "w = ln 6 = \(best[0], .fixed(6)) and b = −ln 4 − ½ ln 6 = \(best[1], .fixed(6))"
    },
    Erratum("1.9") { try noMomentum() },
    Erratum("1.10") { try sameGradients() },
    Erratum("1.11") {
      let unrooted = try TextbookRMSprop(.withoutRoot, alpha: 0.9, epsilon: 0)
      let rooted = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9)
      for gradient in [0.001, 1000] {
        "| \(gradient, .significant(1)) | \(unrooted.firstStep(gradient), .significant(3)) "
          + "| \(rooted.firstStep(gradient), .significant(3)) |"
      }
    },
    Erratum("1.12") { try lostEquations() },
    Erratum("1.13") {
      let rmsprop = try TextbookRMSprop(.epsilonOutside, learningRate: 0.1, alpha: 0.9)
      let adaGrad = try AdaGrad(learningRate: 0.1 / (1 - 0.9).squareRoot())
      var (theta, sum): ([Double], [Double]?) = ([0], nil)
      adaGrad.step(&theta, gradient: [1], squareSum: &sum)
      let first = rmsprop.run(steps: 1) { _, _ in 1 }[0].theta
      #expect((theta[0] - first).magnitude < 1e-7)
      "0.1 and ρ = 0.9 it is \(adaGrad.learningRate, .significant(3)), and both first steps are "
        + "\(-first, .significant(3)) long"
    },
    Erratum("1.14") { try faster() },
    Erratum("1.15") { try convergence() },
    Erratum("1.16") {
      let average = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9).run(steps: 10) { _, _ in 1 }
      let adaGrad = try AdaGrad()
      var (theta, sum): ([Double], [Double]?) = ([0], nil)
      for _ in 0..<10 { adaGrad.step(&theta, gradient: [1], squareSum: &sum) }
      "After 10 gradients of 1 AdaGrad's sum is \(sum![0], .significant(2)), its plain average is "
        + "\(sum![0] / 10, .significant(1)), and v is \(average[9].v, .significant(3))"
    },
  ]

  @ClaimsBuilder private static func epsilonInside() throws -> [String] {
    for (epsilon, name) in [(1e-8, "1e-8"), (1e-9, "1e-9")] {
      let steps = try [TextbookRMSprop.Formula.epsilonOutside, .epsilonInside].map {
        try TextbookRMSprop($0, learningRate: 1, alpha: 0.9, epsilon: epsilon).firstStep(1e-6)
      }
      "| \(name) | \(steps[0], .significant(3)) | \(steps[1], .significant(3)) "
        + "| \(steps[0] / steps[1], .significant(4)) |"
    }
  }

  @ClaimsBuilder private static func sum() throws -> [String] {
    let document1 = try BatchRMSprop()
    let sum = Document1Runs.run(1, document1)[0][0]
    let mean = Document1Runs.run(1, document1, Document1Runs.Averaging())[0][0]
    "After the first epoch w is \(sum, .fixed(6)) with the sum and \(mean, .fixed(6)) with the mean"
    let bare = try BatchRMSprop(epsilon: 0)
    let same = Document1Runs.run(70, bare) == Document1Runs.run(70, bare, Document1Runs.Averaging())
    "With ε = 0 the two runs are \(same ? "the same to the last bit" : "different")"
  }

  @ClaimsBuilder private static func indentation() throws -> [String] {
    let after = try DocumentRecord.of("1.7-after").number("steps")
    let inside = try DocumentRecord.of("1.7-inside").number("steps")
    #expect(after == 1 && inside == 2)
    let ends = [
      Document1Runs.run(1000, try BatchRMSprop()), try Document1Runs.runUpdatingInside(1000),
    ].map { $0.suffix(2).sorted { $0[0] < $1[0] } }
    for (place, end) in zip(["after the loop", "inside it"], ends) {
      "| \(place) | (\(end[0][0], .fixed(5)), \(end[0][1], .fixed(5))) "
        + "| (\(end[1][0], .fixed(5)), \(end[1][1], .fixed(5))) |"
    }
  }

  @ClaimsBuilder private static func noMomentum() throws -> [String] {
    let document1 = try BatchRMSprop()
    var (theta, state): ([Double], State<Double>?) = ([0], nil)
    let momentum = try GradientDescentWithMomentum(learningRate: 0.1)
    var (other, average): ([Double], [Double]?) = ([0], nil)
    for _ in 0..<10 {
      document1.step(&theta, gradients: [[1]], state: &state)
      momentum.step(&other, gradient: [1], gradientAverage: &average)
    }
    let before = (theta[0], other[0])
    document1.step(&theta, gradients: [[0]], state: &state)
    momentum.step(&other, gradient: [0], gradientAverage: &average)
    "moves document 1's parameter by \(before.0 - theta[0], .fixed(0)), and gradient descent with "
      + "momentum by \(before.1 - other[0], .significant(3))"
  }

  @ClaimsBuilder private static func sameGradients() throws -> [String] {
    let gradient = Document1Runs.gradient([-2, -2], Document1Runs.data)
    let rmsprop = Document1Runs.run(1, try BatchRMSprop())[0]
    let momentum = try GradientDescentWithMomentum(learningRate: 0.1)
    var (theta, average): ([Double], [Double]?) = ([-2, -2], nil)
    momentum.step(&theta, gradient: gradient, gradientAverage: &average)
    "| gradient | \(gradient[0], .significant(3)) | \(gradient[1], .significant(3)) |"
    "| step of RMSprop | \(rmsprop[0] + 2, .significant(3)) | \(rmsprop[1] + 2, .significant(3)) |"
    "| step of momentum | \(theta[0] + 2, .significant(3)) | \(theta[1] + 2, .significant(3)) |"
  }

  @ClaimsBuilder private static func lostEquations() throws -> [String] {
    for equation in try GradientDescentWithMomentum(learningRate: 0.1).equations {
      "$\(equation.symbol) = \(equation.formula.inlineLaTeX)$"
    }
    for equation in try BatchRMSprop().equations where equation.tag != "B1" {
      "$\(equation.symbol) = \(equation.formula.inlineLaTeX)$"
    }
    let adaGrad = try AdaGrad()
    var (theta, sum): ([Double], [Double]?) = ([0], nil)
    for _ in 0..<100 { adaGrad.step(&theta, gradient: [1], squareSum: &sum) }
    "after 100 gradients of 1 AdaGrad's square has the area \(count: Int(sum![0])) and the side "
      + "\(sum![0].squareRoot(), .fixed(0))"
  }

  @ClaimsBuilder private static func faster() throws -> [String] {
    let valley = try ValleyRuns.adaGrad(200, learningRate: 1)
    "AdaGrad at η = 1 is at \(valley.f[199], .significant(2)) after 200 steps, and its sums have "
      + "stopped at \(valley.sum[0], .significant(3)) and \(valley.sum[1], .significant(3))"
    let rmsprop = try ValleyRuns.rmsprop(200, learningRate: 0.4, alpha: 0.9)
    "RMSprop at η = 0.4 and ρ = 0.9 is at \(rmsprop[199], .significant(2))"

    let adaGrad = try AdaGrad(learningRate: 1)
    var (theta, sum): ([Double], [Double]?) = ([0], nil)
    let path = (0...1001).map { t in
      adaGrad.step(&theta, gradient: [t == 0 ? 100 : 1], squareSum: &sum)
      return theta[0]
    }
    let other = try TextbookRMSprop(.epsilonOutside, learningRate: 1, alpha: 0.9)
      .run(steps: 1002) { t, _ in t == 1 ? 100 : 1 }.map(\.theta)
    "moves θ by \(path[1000] - path[1001], .significant(2)) η with AdaGrad and by "
      + "\(other[1000] - other[1001], .significant(3)) η with RMSprop"
  }

  @ClaimsBuilder private static func convergence() throws -> [String] {
    let descent = try Document1Runs.runDescent(1000, learningRate: 1).map(Document1Runs.loss)
    let document1 = Document1Runs.run(1000, try BatchRMSprop()).map(Document1Runs.loss)
    "after 70 epochs the loss of RMSprop is \(document1[69], .significant(2)) and that of gradient "
      + "descent with η = 1 is \(descent[69], .significant(2))"
    let ends = document1.suffix(2).sorted()
    "After 1000 epochs gradient descent is at \(descent[999], .significant(2)), and RMSprop "
      + "alternates between \(ends[0], .significant(3)) and \(ends[1], .significant(3))"
    let slow = try Document1Runs.runDescent(1000, learningRate: 0.1).map(Document1Runs.loss)
    "at \(slow[999], .significant(2)) with document 1's own η"
  }
}
