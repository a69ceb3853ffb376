import PropertyCheck
package import Runs
import Text

extension Law {
  /// Agreement with a standard, in the place of the differential law: every value is one that some
  /// order of evaluation of the standard gives.
  package static func agreement(with standard: any Standard) -> Law {
    Law(
      differential.id, "Each step is one of \(standard.name).",
      #"\theta_t \in \Theta_t^{\mathrm{reference}}"#, .inequality(),
      when: "any options; what has no bound that leaves half of its digits is not judged",
      of: [.pytorch]
    ) { (draw) throws(Discard) in
      let kind: Draw.Gradients = draw.source.boolean(probability: 0.2) ? .wild : .ordinary
      let run = try draw.run(draw.hyperparameters(.options), kind)
      guard standard.obstacle(to: run) == nil else { throw draw.source.discard("not its run") }
      return LawCase(draw, [run]) { check, t in
        guard var bounds = try? standard.bounds(of: run) else { return }
        var comparison = Comparison(.bound, run.scalars)
        for s in run.steps.indices {
          let seen = t[0][step: s]
          comparison.compare(
            step: s, expected: seen, actual: seen, bounds: bounds.step(run[step: s]))
        }
        guard comparison.values > 0 else { return }
        check.require(
          comparison.firstDivergence == nil,
          comparison.firstDivergence.map {
            "\($0.quantity.rawValue) after step \($0.step), coordinate \($0.coordinate): "
              + "\(decimal($0.actual)) is of no order of evaluation"
          } ?? "")
      }
    }
  }

  /// Whether an implementation keeps the law in a few hundred cases, always the same.
  package func isKept(by implementation: any Implementation) -> Bool {
    guard obstacle(for: implementation.capabilities) == nil else { return true }
    var campaign = Campaign(cases: 500, seed: 1, timeLimit: nil, jobs: 1, regressions: [])
    campaign.shrinkAttempts = 0
    return campaign.check(property(of: implementation)).failure == nil
  }
}
