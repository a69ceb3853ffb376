import Comparisons
import Foundation
import RMSprop
import RealModule
import TestSupport

extension Claims {
  /// What the page of document 1's program says.
  static let batch = Claims(
    "docs/4-batch.md",
    given: "0.5 2.5 0.2 0.9 1e-9 0.1 150"
  ) {
    try BatchClaims.minimiser()
    try BatchClaims.meanAndSum()
    try BatchClaims.loops()
    try BatchClaims.relatives()
    try BatchClaims.cycle()
    try BatchClaims.rest()
    try BatchClaims.double()
  }
}

extension Document1 {
  static var model: SigmoidNeuron<Double> { SigmoidNeuron() }

  /// What is recorded of the exact run.
  struct Recorded: Decodable {
    struct Closest: Decodable { let epoch: Int, params, distance: [Double] }
    struct Limit: Decodable { let minimiser: [Double], closest: Closest, cycle: [[Double]] }
    struct Epoch: Decodable { let params: [Double] }
    let limit: Limit
    let steps: [Epoch]

    static func read() throws -> Recorded {
      let text = try Repository.text("Fixtures/batch/float64/document-1-sigmoid.json")
      return try JSONDecoder().decode(Recorded.self, from: Data(text.utf8))
    }
  }

  static func run(
    _ model: some BatchRMSprop.Model<Double> = Document1.model, epsilon: Double = 1e-9,
    epochs: Int
  ) throws -> [BatchRMSprop.Epoch<Double>] {
    try BatchRMSprop(epsilon: epsilon).train(model, from: start, on: data, epochs: epochs)
  }

  /// The sum of the gradients over the data.
  static func gradient(_ theta: [Double]) -> [Double] {
    data.map { model.gradient(WeightAndBias(weight: theta[0], bias: theta[1]), x: $0.x, y: $0.y) }
      .reduce([0, 0]) { [$0[0] + $1.weight, $0[1] + $1.bias] }
  }

  static func loss(_ theta: [Double]) -> Double {
    data.map { model.loss(WeightAndBias(weight: theta[0], bias: theta[1]), x: $0.x, y: $0.y) }
      .reduce(0, +)
  }
}

private enum BatchClaims {
  @ClaimsBuilder static func minimiser() throws -> [String] {
    "x = 0.5 with y = 0.2 and x = 2.5 with y = 0.9, and the start is w = b = −2"
    // w x + b = ln(y / (1 − y)) at both points.
    let targets = Document1.data.map { ($0.y / (1 - $0.y)) }
    let rise = Double.log(targets[1]) - Double.log(targets[0])
    let w = rise / (Document1.data[1].x - Document1.data[0].x)
    let b = Double.log(targets[0]) - w * Document1.data[0].x
    let loss = Document1.loss([w, b])
    "w x + b must be ln \(targets[0], .significant(2)) at the first and "
      + "ln \(targets[1], .fixed(0)) at the second, so the minimiser is w = \(w, .fixed(6)) and "
      + "b = \(b, .fixed(6)), with loss \(loss < 1e-30 ? 0 : loss, .fixed(0))"
  }

  /// The neuron, with half the gradient: the mean over two points is half of their sum.
  private struct Halved: BatchRMSprop.Model {
    func loss(_ parameters: WeightAndBias<Double>, x: Double, y: Double) -> Double {
      Document1.model.loss(parameters, x: x, y: y) / 2
    }
    func gradient(
      _ parameters: WeightAndBias<Double>, x: Double, y: Double
    ) -> WeightAndBias<Double> {
      let whole = Document1.model.gradient(parameters, x: x, y: y)
      return WeightAndBias(weight: whole.weight / 2, bias: whole.bias / 2)
    }
  }

  @ClaimsBuilder static func meanAndSum() throws -> [String] {
    let (sums, means) = (
      try Document1.run(epochs: 70), try Document1.run(Halved(), epochs: 70)
    )
    let raised = try Document1.run(epsilon: 4e-9, epochs: 70)
    let isRaised = zip(means, raised).allSatisfy { $0.parameters == $1.parameters }
    "that the sum would take with n² ε, here \(isRaised ? 4 : 0) ε"
    let moved = [sums, means].map { $0[0].parameters.weight + 2 }
    "v is \(sums[0].squareAverage.weight, .significant(2)) there, and the sum's step in w is "
      + "\(100 * (moved[0] / moved[1] - 1), .significant(3))% longer than the mean's"
    let outside = try [(1.0, 2e-3), (0.5, 1e-3)].map { factor, epsilon in
      try TextbookRMSprop(.epsilonOutside, epsilon: epsilon)
        .run(from: 1, steps: 50) { _, theta in factor * theta }.map(\.theta)
    }
    "takes the steps of the sum with \(outside[0] == outside[1] ? "n" : "another") ε"
    for epoch in [1, 10, 40, 70] {
      let (sum, mean) = (sums[epoch - 1].parameters.weight, means[epoch - 1].parameters.weight)
      "| \(epoch) | \(sum, .fixed(6)) | \(mean, .fixed(6)) | \(sum - mean, .significant(2)) |"
    }
  }

  @ClaimsBuilder static func loops() throws -> [String] {
    let after = try Document1.run(epochs: 70)
    let batch = try BatchRMSprop()
    var theta = [-2.0, -2.0]
    var state: State<Double>?
    let inside = (1...1000).map { _ in
      var rows: [[Double]] = []
      for point in Document1.data {
        let parameters = WeightAndBias(weight: theta[0], bias: theta[1])
        let g = Document1.model.gradient(parameters, x: point.x, y: point.y)
        rows.append([g.weight, g.bias])
        batch.step(&theta, gradients: rows, state: &state)
      }
      return theta
    }
    for epoch in [1, 5, 20, 70] {
      let (a, b) = (after[epoch - 1].parameters, inside[epoch - 1])
      "| \(epoch) | \(a.weight, .fixed(4)), \(a.bias, .fixed(4)) "
        + "| \(b[0], .fixed(4)), \(b[1], .fixed(4)) |"
    }
    let ends = inside.suffix(2).sorted { $0[0] < $1[0] }
    "between \(ends[0][0], .fixed(4)), \(ends[0][1], .fixed(4)) and "
      + "\(ends[1][0], .fixed(4)), \(ends[1][1], .fixed(4))"
  }

  @ClaimsBuilder static func relatives() throws -> [String] {
    let rmsprop = try Document1.run(epochs: 2000)
    let (descent, momentum) = (
      try GradientDescent(learningRate: 1), try GradientDescentWithMomentum(learningRate: 1)
    )
    var (plain, heavy, average): ([Double], [Double], [Double]?) = ([-2, -2], [-2, -2], nil)
    let losses = (1...2000).map { _ in
      descent.step(&plain, gradient: Document1.gradient(plain))
      momentum.step(&heavy, gradient: Document1.gradient(heavy), gradientAverage: &average)
      return (plain: Document1.loss(plain), heavy: Document1.loss(heavy))
    }
    let slow = try GradientDescent(learningRate: 0.1)
    let late = (1...1000).reduce([-2.0, -2.0]) { theta, _ in
      var next = theta
      slow.step(&next, gradient: Document1.gradient(theta))
      return next
    }
    "with η = 0.1, gradient descent is still at a loss of "
      + "\(Document1.loss(late), .significant(2)) after \(count: 1000) epochs"
    for epochs in [50, 1000, 2000] {
      // Of the two points that RMSprop alternates between, the worse.
      let worst = max(rmsprop[epochs - 1].loss, rmsprop[epochs - 2].loss)
      "| \(count: epochs) | \(worst, .significant(2)) "
        + "| \(losses[epochs - 1].plain, .significant(2)) "
        + "| \(losses[epochs - 1].heavy, .significant(2)) |"
    }
  }

  @ClaimsBuilder static func cycle() throws -> [String] {
    let limit = try Document1.Recorded.read().limit
    let (closest, cycle) = (limit.closest, limit.cycle.sorted { $0[0] < $1[0] })
    "though it comes within \(closest.distance.max()!, .significant(1)) of the best parameters"
    "comes within \(closest.distance[0], .significant(2)) of the minimiser in w, and within "
      + "\(closest.distance[1], .significant(2)) in b, at epoch \(closest.epoch)"
    "down to \(closest.distance.max()!, .significant(1)) at epoch \(closest.epoch), then up again"
    for (name, point) in zip(["one", "the other"], cycle) {
      "| \(name) | \(point[0], .fixed(4)) | \(point[1], .fixed(4)) |"
    }
    "| the minimiser | \(limit.minimiser[0], .fixed(4)) | \(limit.minimiser[1], .fixed(4)) |"
    "\(cycle[1][0] - cycle[0][0], .significant(1)) apart in w and "
      + "\(cycle[1][1] - cycle[0][1], .significant(1)) in b"
    // The package's own run ends there.
    let last = try Document1.run(epochs: 1000).suffix(2).map(\.parameters)
      .sorted { $0.weight < $1.weight }
    let isThere = zip(last, cycle).allSatisfy {
      ($0.weight - $1[0]).magnitude < 1e-6 && ($0.bias - $1[1]).magnitude < 1e-6
    }
    "In the end it alternates between \(isThere ? "two points" : "others"),"
  }

  /// The larger eigenvalue of the second derivatives of the loss, at the minimiser.
  private static func curvature() throws -> Double {
    let at = try Document1.Recorded.read().limit.minimiser
    let h = 1e-5
    func column(_ i: Int) -> [Double] {
      var (up, down) = (at, at)
      (up[i], down[i]) = (up[i] + h, down[i] - h)
      return zip(Document1.gradient(up), Document1.gradient(down)).map { ($0 - $1) / (2 * h) }
    }
    let (a, b, d) = (column(0)[0], column(0)[1], column(1)[1])
    return (a + d) / 2 + ((a - d) * (a - d) / 4 + b * b).squareRoot()
  }

  @ClaimsBuilder static func rest() throws -> [String] {
    let (eta, curvature) = (0.1, try curvature())
    let rate = eta / 1e-9.squareRoot()
    "its largest value, η/√ε = \(rate, .significant(4))"
    "at the minimiser, is \(curvature, .significant(3)), "
      + "and the product \(rate * curvature, .significant(3))"
    let epsilon = (eta * curvature / 2) * (eta * curvature / 2)
    "η/√ε · \(curvature, .significant(3)) is below 2 "
      + "if ε is above \(epsilon, .significant(2))"

    let minimiser = try Document1.Recorded.read().limit.minimiser
    let ends = try [1e-4, 1e-5].map { epsilon in
      try Document1.run(epsilon: epsilon, epochs: 20_000).suffix(2).map {
        ($0.parameters.weight - minimiser[0]).magnitude
      }.max()!
    }
    let bound = ends[0] < 1e-12 ? 1e-12 : ends[0]
    "With ε = 1e-4 the program ends less than \(bound, .significant(1)) away from "
      + "the minimiser; with 1e-5 it ends in a cycle again, "
      + "\(ends[1], .significant(1)) away in w"
  }

  @ClaimsBuilder static func double() throws -> [String] {
    let recorded = try Document1.Recorded.read()
    let run = try Document1.run(epochs: 96)
    let errors = zip(run, recorded.steps).flatMap { epoch, exact in
      [
        (epoch.parameters.weight - exact.params[0]).magnitude,
        (epoch.parameters.bias - exact.params[1]).magnitude,
      ]
    }
    "follows the exact run for \(recorded.steps.count) epochs to within "
      + "\(errors.max()! < 1e-13 ? 1e-13 : errors.max()!, .significant(1))"
    let distance = (run[95].parameters.weight - recorded.limit.minimiser[0]).magnitude
    "At epoch \(recorded.limit.closest.epoch) the double run is "
      + "\(distance > 1e-6 ? "already on its way out again" : "there")"
    "f − y loses its digits, and a rate of \(0.1 / 1e-9.squareRoot(), .significant(4)) multiplies"
    "the traces of this program stop at epoch \(recorded.steps.count)"
  }
}
