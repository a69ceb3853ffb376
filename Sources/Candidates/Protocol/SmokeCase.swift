package import GoldenTraces
import RMSprop
package import Runs

/// One of the first cases that a candidate gets, so small that a person can check it by hand. These
/// cases judge the form of an answer, and what is true of every RMSprop.
package struct SmokeCase {
  /// What the candidate is asked.
  package let run: Run
  /// What a person would compute, in words.
  package let about: String
  /// What must hold of the answer, besides finite numbers.
  private let law: Law

  private enum Law {
    case none
    /// A zero gradient on fresh state moves nothing.
    case nothingMoves
  }

  /// The cases, for a candidate that computes in `scalar`.
  package static func all(_ scalar: Scalar, _ reference: Reference) -> [SmokeCase] {
    func make(
      _ name: String, _ about: String, _ parameters: [Double], _ gradients: [[Double]],
      epsilon: Double = 1, _ law: Law = .none
    ) -> SmokeCase {
      var run = Run(
        id: "smoke/\(name)", reference: reference, scalar: scalar,
        hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.75, epsilon: epsilon),
        parameters: parameters)
      // Numbers of the type, as in every golden trace: programs round what they are given at
      // different times.
      for gradient in gradients { run.append(StepInputs(gradient: gradient.map(scalar.rounded))) }
      return SmokeCase(run: run, about: about, law: law)
    }
    return [
      make("one-step", "v = 1/4 · 2² = 1, r = 1 + 1, θ = 1 − 1/2 · 2/2 = 1/2", [1], [[2]]),
      make(
        "zero-gradient", "Without a gradient there is no step.", [1, -3], [[0, 0], [0, 0]],
        .nothingMoves),
      make("signs", "Steps go against the gradient.", [0, 0, 0], [[2, -2, 6]]),
      make(
        "two-steps", "v = 1, then 3/4 · 1 + 1/4 · 1² = 1: the average is kept.", [1], [[2], [1]]),
      // Within what float16 holds.
      make("scales", "One rate for large and small.", [0, 0], [[100, 0.01]], epsilon: 1e-4),
    ]
  }

  /// The case as a trace, with what the built-in implementation makes of it.
  package var trace: Trace {
    get throws { try Trace(run, results: try BuiltIn().results(of: run), about: about) }
  }

  /// What is wrong with an answer, whatever RMSprop gave it; `nil` if nothing is.
  package func problem(_ results: Results) -> String? {
    for t in 0..<results.steps {
      for quantity in Quantity.allCases {
        let numbers = results[quantity, step: t].map(Array.init)
        if let i = numbers?.firstIndex(where: { !$0.isFinite }) {
          return "steps[\(t)].\(quantity.rawValue)[\(i)] is not finite"
        }
      }
      if law == .nothingMoves,
        results[.parameters, step: t].map(Array.init) != run.parameters
      {
        return "steps[\(t)].params changed, by a zero gradient on fresh state"
      }
    }
    return nil
  }
}
