import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// Every law, the differential one last; the ids are unique.
  public static let all: [Law] = withoutOracle + [differential]

  /// The laws that no reference is needed for.
  package static let withoutOracle: [Law] =
    structure + symmetry + rate + firstSteps + constantGradients + averages + bounds
    + momentumAndDecay + centered + epsilon + batches + extremes

  /// The law of an id.
  public static func named(_ id: String) -> Law? { all.first { $0.id == id } }

  /// Agreement with the built-in implementation of the formula.
  static let differential = Law(
    "differential", "Each step is the reference's.",
    #"\theta_t = \theta_t^{\mathrm{reference}}"#,
    .ulps(16, of: "the largest parameter or step, a step; state, of its largest value"),
    when: "plain or well conditioned: v − m² ≥ v / 1024; λ = 0 or gradients above λ θ"
  ) { (draw) throws(Discard) in
    let run = try draw.run(draw.hyperparameters(.options))
    let reference = BuiltIn(draw.situation.capabilities.rounding ?? .fused)
    guard let expected = try? reference.results(of: run) else {
      throw draw.source.discard("no reference")
    }
    let stability = Stability(run, expected)
    return LawCase(draw, [run]) { check, t in
      for i in 0..<run.coordinates {
        var size = [Quantity: Double]()
        for s in 0..<run.steps.count where stability.steps[i] > s {
          for quantity in Quantity.allCases {
            guard let found = t[0][quantity], let numbers = expected[quantity] else { continue }
            let k = s * run.coordinates + i
            let start = quantity == .parameters ? run.parameters[i].magnitude : 0
            size[quantity] = max(size[quantity] ?? start, numbers[k].magnitude)
            check.close(
              found[k], numbers[k], of: size[quantity],
              times: Double(s + 1) * stability.condition[i],
              "\(quantity.rawValue) after step \(s), coordinate \(i)")
          }
        }
      }
    }
  }
}

/// How far a run can be compared beyond rounding.
private struct Stability {
  /// How many steps of each coordinate can be compared.
  var steps: [Int]
  /// What rounding errors grow by, at most.
  var condition: [Double]

  init(_ run: Run, _ result: Results) {
    let (h, n) = (run.hyperparameters, run.coordinates)
    steps = [Int](repeating: run.steps.count, count: n)
    condition = [Double](repeating: 1, count: n)
    for k in result.parameters.indices {
      let (s, i) = k.quotientAndRemainder(dividingBy: n)
      if h.centered, let v = result.squareAverage?[k], let m = result.gradientAverage?[k] {
        let variance = v - m * m
        if v > 0, variance < v / 1024 { steps[i] = min(steps[i], s) }
        if v > 0 { condition[i] = max(condition[i], v / max(variance, v / 1024)) }
      }
      if h.weightDecay > 0 {
        let before = s == 0 ? run.parameters[i] : result.parameter(s - 1, i)
        let (g, pull) = (run.gradient(s, i), h.weightDecay * before)
        let sum = (h.maximize ? -g : g) + pull
        let largest = max(g.magnitude, pull.magnitude)
        if largest > 0, sum.magnitude < largest / 64 { steps[i] = min(steps[i], s) }
        condition[i] *= 1 + h.weightDecay * 8
      }
    }
  }
}
