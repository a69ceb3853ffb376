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
    let capabilities = draw.situation.capabilities
    let reference = BuiltIn(capabilities.rounding ?? .fused, capabilities.execution)
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
