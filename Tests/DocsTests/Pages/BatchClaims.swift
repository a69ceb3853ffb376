import Relatives
import RMSprop
import RealModule
import Testing

/// What the page of document 1's program says in numbers.
enum BatchClaims {
  static let page = Claims("docs/4-batch.md", given: "0.9 1e-9 0.1 150") { page in
    try minimiser(&page)
    try meanAndSum(&page)
    try loops(&page)
    try relatives(&page)
    try cycle(&page)
    try rest(&page)
    try double(&page)
  }

  private static func minimiser(_ page: inout ComputedValues) throws {
    for (name, point) in zip(["first", "second"], Document1.data) {
      page("\(name)-x", point.x, .shortest)
      page("\(name)-y", point.y, .shortest)
    }
    #expect(Document1.start.weight == Document1.start.bias)
    page("start", Document1.start.weight, .fixed(0))
    // w x + b = ln(y / (1 − y)) at both points.
    let targets = Document1.data.map { ($0.y / (1 - $0.y)) }
    let rise = Double.log(targets[1]) - Double.log(targets[0])
    let w = rise / (Document1.data[1].x - Document1.data[0].x)
    let b = Double.log(targets[0]) - w * Document1.data[0].x
    let loss = Document1Runs.loss([w, b])
    page("first-target", targets[0], .significant(2))
    page("second-target", targets[1], .fixed(0))
    page("exact-w", w, .fixed(6))
    page("exact-b", b, .fixed(6))
    page("least-loss", loss < 1e-30 ? 0 : loss, .fixed(0))
  }

  private static func meanAndSum(_ page: inout ComputedValues) throws {
    let sums = try Document1Runs.epochs(70)
    let means = try Document1Runs.epochs(70, Document1Runs.Averaging())
    // The mean over n points takes the steps of the sum with n² ε.
    let factor = Double(Document1.data.count * Document1.data.count)
    let raised = try Document1Runs.epochs(70, epsilon: factor * 1e-9)
    #expect(zip(means, raised).allSatisfy { $0.parameters == $1.parameters })
    page("raised-epsilon", factor, .fixed(0))
    let moved = [sums, means].map { $0[0].parameters.weight + 2 }
    page("first-v", sums[0].squareAverage.weight, .significant(2))
    page("longer", 100 * (moved[0] / moved[1] - 1), .significant(3))
    let outside = try [(1.0, 2e-3), (0.5, 1e-3)].map { factor, epsilon in
      try TextbookRMSprop(.epsilonOutside, epsilon: epsilon)
        .run(from: 1, steps: 50) { _, theta in factor * theta }.map(\.theta)
    }
    // With ε outside it takes those of the sum with n ε.
    #expect(outside[0] == outside[1])
    for epoch in [1, 10, 40, 70] {
      let (sum, mean) = (sums[epoch - 1].parameters.weight, means[epoch - 1].parameters.weight)
      page.row(
        "sum-\(epoch)", ["epoch", "summed", "averaged", "difference"],
        [
          "\(epoch)", "\(sum, .fixed(6))", "\(mean, .fixed(6))", "\(sum - mean, .significant(2))",
        ])
    }
  }

  private static func loops(_ page: inout ComputedValues) throws {
    let after = try Document1Runs.epochs(70)
    let inside = try Document1Runs.runUpdatingInside(1000)
    for epoch in [1, 5, 20, 70] {
      let (a, b) = (after[epoch - 1].parameters, inside[epoch - 1])
      page.row(
        "loop-\(epoch)", ["epoch", "after-w", "after-b", "inside-w", "inside-b"],
        ["\(epoch)"] + [a.weight, a.bias, b[0], b[1]].map { "\($0, .fixed(4))" })
    }
    for (name, end) in zip(["low", "high"], inside.suffix(2).sorted(by: { $0[0] < $1[0] })) {
      page("loop-\(name)-w", end[0], .fixed(4))
      page("loop-\(name)-b", end[1], .fixed(4))
    }
  }

  private static func relatives(_ page: inout ComputedValues) throws {
    let rmsprop = try Document1Runs.epochs(2000)
    let (descent, momentum) = (
      try GradientDescent(learningRate: 1), try GradientDescentWithMomentum(learningRate: 1)
    )
    var (plain, heavy, average): ([Double], [Double], [Double]?) = ([-2, -2], [-2, -2], nil)
    let losses = (1...2000).map { _ in
      descent.step(&plain, gradient: Document1Runs.gradient(plain))
      momentum.step(&heavy, gradient: Document1Runs.gradient(heavy), gradientAverage: &average)
      return (plain: Document1Runs.loss(plain), heavy: Document1Runs.loss(heavy))
    }
    let late = 1000
    let slow = try Document1Runs.runDescent(late, learningRate: 0.1)[late - 1]
    page("slow-loss", Document1Runs.loss(slow), .significant(2))
    page("slow-epochs", count: late)
    for epochs in [50, 1000, 2000] {
      // Of the two points that RMSprop alternates between, the worse.
      let worst = max(rmsprop[epochs - 1].loss, rmsprop[epochs - 2].loss)
      page.row(
        "loss-\(epochs)", ["epochs", "rmsprop", "descent", "momentum"],
        [
          "\(count: epochs)", "\(worst, .significant(2))",
          "\(losses[epochs - 1].plain, .significant(2))",
          "\(losses[epochs - 1].heavy, .significant(2))",
        ])
    }
  }

  private static func cycle(_ page: inout ComputedValues) throws {
    let limit = try Document1Runs.recorded().limit
    let (closest, cycle) = (limit.closest, limit.cycle.sorted { $0[0] < $1[0] })
    page("closest", closest.distance.max()!, .significant(1))
    page("closest-w", closest.distance[0], .significant(2))
    page("closest-b", closest.distance[1], .significant(2))
    page("closest-epoch", count: closest.epoch)
    for (name, point) in zip(["one", "other", "minimiser"], cycle + [limit.minimiser]) {
      page.row("cycle-\(name)", ["w", "b"], point.map { "\($0, .fixed(4))" })
    }
    page("cycle-apart-w", cycle[1][0] - cycle[0][0], .significant(1))
    page("cycle-apart-b", cycle[1][1] - cycle[0][1], .significant(1))
    // The package's own run ends there, between two points.
    let last = try Document1Runs.epochs(1000).suffix(2).map(\.parameters)
      .sorted { $0.weight < $1.weight }
    #expect(
      cycle.count == 2
        && zip(last, cycle).allSatisfy {
          ($0.weight - $1[0]).magnitude < 1e-6 && ($0.bias - $1[1]).magnitude < 1e-6
        })
  }

  /// The larger eigenvalue of the second derivatives of the loss, at the minimiser.
  private static func curvature() throws -> Double {
    let at = try Document1Runs.recorded().limit.minimiser
    let h = 1e-5
    func column(_ i: Int) -> [Double] {
      var (up, down) = (at, at)
      (up[i], down[i]) = (up[i] + h, down[i] - h)
      return zip(Document1Runs.gradient(up), Document1Runs.gradient(down))
        .map { ($0 - $1) / (2 * h) }
    }
    let (a, b, d) = (column(0)[0], column(0)[1], column(1)[1])
    return (a + d) / 2 + ((a - d) * (a - d) / 4 + b * b).squareRoot()
  }

  private static func rest(_ page: inout ComputedValues) throws {
    let (eta, curvature) = (0.1, try curvature())
    let rate = eta / 1e-9.squareRoot()
    page("largest-rate", rate, .significant(4))
    page("curvature", curvature, .significant(3))
    page("rate-times-curvature", rate * curvature, .significant(3))
    page("least-epsilon", (eta * curvature / 2) * (eta * curvature / 2), .significant(2))

    let minimiser = try Document1Runs.recorded().limit.minimiser
    let ends = try [1e-4, 1e-5].map { epsilon in
      try Document1Runs.epochs(20_000, epsilon: epsilon).suffix(2).map {
        ($0.parameters.weight - minimiser[0]).magnitude
      }.max()!
    }
    page("raised-far", "1e-4")
    page("raised-far-distance", ends[0] < 1e-12 ? 1e-12 : ends[0], .significant(1))
    page("raised-little", "1e-5")
    page("raised-little-distance", ends[1], .significant(1))
  }

  private static func double(_ page: inout ComputedValues) throws {
    let recorded = try Document1Runs.recorded()
    let run = try Document1Runs.epochs(96)
    let errors = zip(run, recorded.steps).flatMap { epoch, exact in
      [
        (epoch.parameters.weight - exact.params[0]).magnitude,
        (epoch.parameters.bias - exact.params[1]).magnitude,
      ]
    }
    page("exact-epochs", count: recorded.steps.count)
    // Other machines' exp may round otherwise: a bound, not a value.
    page("exact-error", errors.max()! < 1e-13 ? 1e-13 : errors.max()!, .significant(1))
    // Already on its way out again.
    #expect((run[95].parameters.weight - recorded.limit.minimiser[0]).magnitude > 1e-6)
    #expect(recorded.limit.closest.epoch == run.count)
  }
}
