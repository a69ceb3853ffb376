package import GoldenTraces
import RMSprop

/// The first cases that a candidate gets: so small that a person can check them by hand. They judge
/// its form, and what holds in every RMSprop there is.
package enum SmokeCases {
  /// The cases, for a candidate that computes in `scalar`.
  package static func cases(_ scalar: Trace.Scalar, _ reference: Trace.Reference) -> [Trace] {
    func gradient(_ numbers: [Double]) -> Trace.Gradient {
      reference == .batch ? .points([numbers]) : .single(numbers)
    }
    func trace(
      _ name: String, _ about: String, _ parameters: [Double], _ gradients: [[Double]],
      epsilon: Double = 1
    ) -> Trace {
      Trace(
        id: "smoke/\(name)", about: about, scalar: scalar, reference: reference,
        hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.75, epsilon: epsilon),
        parameters: parameters, steps: gradients.map { Trace.Step(gradient: gradient($0)) })
    }
    return [
      trace("one-step", "v = 1/4 · 2² = 1, r = 1 + 1, θ = 1 − 1/2 · 2/2 = 1/2", [1], [[2]]),
      trace("zero-gradient", "Without a gradient there is no step.", [1, -3], [[0, 0], [0, 0]]),
      trace("signs", "Steps go against the gradient.", [0, 0, 0], [[2, -2, 6]]),
      trace(
        "two-steps", "v = 1, then 3/4 · 1 + 1/4 · 1² = 1: the average is kept.", [1], [[2], [1]]),
      trace("scales", "One rate for large and small.", [0, 0], [[1000, 0.001]], epsilon: 1e-8),
    ]
  }

  /// What is wrong with an answer to a smoke case, whatever RMSprop gave it; `nil` if nothing is.
  static func problem(_ steps: [Trace.Results], to trace: Trace) -> String? {
    guard trace.id.hasPrefix("smoke/") else { return nil }
    for (t, results) in steps.enumerated() {
      for quantity in Trace.Quantity.allCases {
        if let i = results[quantity]?.firstIndex(where: { !$0.isFinite }) {
          return "steps[\(t)].\(quantity.rawValue)[\(i)] is not finite"
        }
      }
      if trace.id == "smoke/zero-gradient", results[.parameters] != trace.parameters {
        return "steps[\(t)].params changed, by a zero gradient on fresh state"
      }
    }
    return nil
  }
}
