import Relatives
import RMSprop

/// What page 6 says in numbers.
enum RelativesClaims {
  static let page = Claims(
    "docs/6-relatives.md",
    given: "0.9 0.4 0.1 0.001 20 50 70 100 200 300 1000 30 45"
  ) { page in
    try races(&page)
    try cliff(&page)
    try rates(&page)
    try oscillations(&page)
    try neuron(&page)
    try schedules(&page)
  }

  private static let contenders: [(method: Method, rate: Double)] = [
    (.gradientDescent, 0.4), (.momentum, 4), (.adaGrad, 0.4), (.adaGrad, 2), (.rmsprop, 0.4),
    (.rmsprop, 0.1),
  ]
  private static let valley = NarrowValley()

  /// A number with two digits.
  private static func value(_ number: Double) -> String { "\(number, .significant(2))" }
  /// A rate with one.
  private static func rate(_ number: Double) -> String { "\(number, .significant(1))" }

  private static func races(_ page: inout ComputedValues) throws {
    let counts = [20, 50, 200, 1000]
    for (method, eta) in contenders {
      let path = try method.path(eta, on: valley, steps: 1000)
      page.row(
        "race-\(method)-\(rate(eta))", ["rate"] + counts.map { "\($0)" },
        [rate(eta)] + counts.map { value(valley.value(path[$0])) })
    }
    page("rates", count: (0...100).count)
    for method in Method.allCases {
      for steps in counts {
        let best = try method.best(on: TurnedValley(), steps: steps)
        page("best-\(method)-\(steps)", value(best.value))
        page("best-\(method)-\(steps)-rate", value(best.rate))
      }
    }
  }

  private static func cliff(_ page: inout ComputedValues) throws {
    let cliff = Cliff()
    let adaGrad = try Method.adaGrad.path(0.1 / 0.1.squareRoot(), on: cliff, steps: 1000)
    let rmsprop = try Method.rmsprop.path(0.1, on: cliff, steps: 1000)
    for (method, path) in [(Method.adaGrad, adaGrad), (.rmsprop, rmsprop)] {
      for steps in [1, 100, 300, 1000] {
        page("cliff-\(method)-\(steps)", path[steps][0] - cliff.start[0], .fixed(2))
      }
      page("cliff-\(method)-last", value(path[1000][0] - path[999][0]))
    }
    page("cliff-adaGrad-rest", adaGrad[1000][0] - adaGrad[300][0], .fixed(2))
  }

  private static func rates(_ page: inout ComputedValues) throws {
    let curvature = valley.gradient([0, 1])[1]
    page("limit", 2 / curvature, .shortest)
    page("limit-momentum", 2 * (1 + 0.9) / ((1 - 0.9) * curvature), .fixed(1))
    page("floor", valley.value([0.5, 0.5]), .fixed(3))
    for eta in [0.4, 1, 10, 100] {
      let ends = try [Method.gradientDescent, .rmsprop].map { method in
        let last = valley.value(try method.path(eta, on: valley, steps: 1000)[1000])
        return last.isFinite ? value(last) : "overflow"
      }
      page.row(
        "large-\(rate(eta))", ["rate", "gradientDescent", "rmsprop"], [rate(eta)] + ends)
    }
    let first = try [Method.gradientDescent, .rmsprop].map { method in
      let path = try method.path(0.4, on: valley, steps: 1)
      return (path[1][1] - path[0][1]).magnitude
    }
    page("first-gradientDescent", first[0], .fixed(1))
    page("first-rmsprop", first[1], .fixed(2))
    page("small-gradientDescent", 0.4 * 0.001, .shortest)
  }

  private static func oscillations(_ page: inout ComputedValues) throws {
    for (method, eta) in contenders + [(.rmsprop, 1)] {
      let path = try method.path(eta, on: valley, steps: 200)
      // y begins below 0: what is above is beyond the floor.
      let beyond = [30, 200].map { path[...$0].map { max(0, $0[1]) }.max()! }
      page.row(
        "swing-\(method)-\(rate(eta))", ["rate", "30", "200", "x"],
        [rate(eta)] + (beyond + [path[30][0]]).map(value))
    }
  }

  private static func neuron(_ page: inout ComputedValues) throws {
    let neuron = NeuronSurface()
    for (method, eta) in [(Method.gradientDescent, 1.0), (.adaGrad, 1), (.rmsprop, 0.1)] {
      let path = try method.path(eta, on: neuron, steps: 1000)
      page("neuron-\(method)-rate", rate(eta))
      for epoch in [10, 30, 70, 300, 1000] {
        // Where it ends is a cycle of two points: the larger loss of two epochs.
        let loss = max(
          neuron.value(path[epoch]), method == .rmsprop ? neuron.value(path[epoch - 1]) : 0)
        page("neuron-\(method)-\(epoch)", loss, .significant(1))
      }
    }
  }

  private static func schedules(_ page: inout ComputedValues) throws {
    for eta in [0.1, 0.4, 1] {
      for steps in [50, 200, 1000] {
        page.row(
          "schedule-\(rate(eta))-\(steps)",
          ["rate", "steps"] + Schedule.allCases.map { "\($0)" },
          [rate(eta), "\(steps)"]
            + Schedule.allCases.map { value(valley.value($0.end(eta, on: valley, steps: steps))) })
      }
    }
    page("momentum-shrinks", (1 + 0.9) / (1 - 0.9), .fixed(0))
  }
}
