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

  /// The differential law's name.
  package static let differentialID = "differential"

  /// Agreement with the built-in implementation of the formula.
  static let differential = Law(
    differentialID, "Each step is the reference's.",
    #"\theta_t = \theta_t^{\mathrm{reference}}"#,
    .ulps(16, of: "the largest parameter or step, a step; state, of its largest value"),
    when: "plain or well conditioned: v − m² ≥ v / 1024; λ = 0 or gradients above λ θ"
  ) { (draw) throws(Discard) in
    let run = try draw.run(draw.hyperparameters(.options))
    let expected = try draw.reference(run)
    let stability = Stability(run, expected)
    return LawCase(draw, [run]) { check, t in check.near(t[0], to: expected, of: run, stability) }
  }
}
