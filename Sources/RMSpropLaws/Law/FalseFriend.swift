package import Runs
import RMSprop

/// Something that looks true of RMSprop and is not, with runs that show it.
package struct FalseFriend: Sendable {
  /// The statement's name, such as `loss-falls`.
  package let id: String
  /// What looks true, in a sentence.
  package let claim: String
  /// Why it is not, in a sentence.
  package let truth: String
  /// The runs that show it.
  package let runs: [Run]
  /// Whether what came back of the runs refutes the claim.
  package let refutes: @Sendable ([Results]) -> Bool

  init(
    _ id: String, _ claim: String, butIn truth: String, _ runs: [Run],
    _ refutes: @escaping @Sendable ([Results]) -> Bool
  ) {
    (self.id, self.claim, self.truth, self.runs) = (id, claim, truth, runs)
    self.refutes = refutes
  }

  /// Every one; the ids are unique.
  package static let all: [FalseFriend] = [
    FalseFriend(
      "step-is-rate", "No step is longer than η.",
      butIn: "The first is η / √(1 − α) long: 10 η at α = 0.99.",
      [run([1])]
    ) { t in t[0].parameters[0] < -9.9 },
    FalseFriend(
      "loss-falls", "A step against the gradient of ½ θ² makes it smaller, if η < 1.",
      butIn: "From θ = 1, the first step at η = 0.5 leads to θ = −4.",
      [run([1], from: 1) { $0.learningRate = 0.5 }]
    ) { t in abs(t[0].parameters[0]) > 3.9 },
    FalseFriend(
      "shift-invariance", "A centered step's divisor does not change if all gradients are shifted.",
      butIn: "At finite t, the weight αᵗ lies at 0: m is not yet the mean.",
      [0.0, 10].map { shift in
        quiet([1, 2, 1 + shift]).with { run in
          run.hyperparameters.centered = true
          for t in 0..<2 { run.gradients[t] += shift }
        }
      }
    ) { t in
      let (plain, shifted) = (1 / t[0].parameters[2], 11 / t[1].parameters[2])
      return abs(plain - shifted) > 0.5 * abs(plain)
    },
    FalseFriend(
      "rotation", "In turned coordinates, a run is the run, turned.",
      butIn: "Each coordinate has its own average: (1, 0) and (3, 4) / 5 move differently far.",
      [[1, 0], [0.6, 0.8]].map { gradient in
        Run(
          hyperparameters: Hyperparameters(learningRate: 1), parameters: [0, 0],
          gradients: gradient)
      }
    ) { t in
      func length(_ numbers: [Double]) -> Double {
        numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      }
      return length(t[1].parameters) > 1.4 * length(t[0].parameters)
    },
    FalseFriend(
      "monotone-in-alpha", "The larger α, the longer a step.",
      butIn: "The first one, yes; after a spike, a large α remembers it and shortens steps.",
      [0.5, 0.9].flatMap { alpha in
        [[1.0], [100] + [Double](repeating: 1, count: 9)].map { quiet($0) { $0.alpha = alpha } }
      }
    ) { t in
      let (first, spiked) = (abs(t[0].parameters[0]), abs(t[1].parameters[9]))
      return abs(t[2].parameters[0]) > first && abs(t[3].parameters[9]) < spiked
    },
    FalseFriend(
      "mean-shows", "Gradients that are averaged over a batch give another run than their sum.",
      butIn: "Without ε, the scale of gradients does not matter.",
      [1, 2].map { points in
        Run(
          reference: .batch, hyperparameters: Hyperparameters(epsilon: 0), parameters: [1],
          gradients: points == 1 ? [2, -3] : [1, 3, -5, -1], points: points)
      }
    ) { t in t[0].parameters == t[1].parameters },
    FalseFriend(
      "ascent-mirrors", "To ascend is to go as far in the other direction.",
      butIn: "With weight decay, λ θ pulls towards 0 in both.",
      [false, true].map { up in
        run([1], from: 1) { ($0.maximize, $0.weightDecay) = (up, 1) }
      }
    ) { t in abs((t[0].parameters[0] - 1) + (t[1].parameters[0] - 1)) > 1 },
    FalseFriend(
      "continuity", "Nearly equal gradients make nearly equal steps.",
      butIn: "Without ε, the first step jumps by 2 η / √(1 − α) where the gradient passes 0.",
      [1e-30, -1e-30].map { g in run([g]) { $0.epsilon = 0 } }
    ) { t in abs(t[0].parameters[0] - t[1].parameters[0]) > 19 },
    FalseFriend(
      "halves", "Two steps at half the rate are one step, if the gradient is the same.",
      butIn: "v has grown by the second.",
      [run([1]), run([1, 1]) { $0.learningRate = 0.5 }]
    ) { t in abs(t[0].parameters[0] - t[1].parameters[1]) > 1 },
    FalseFriend(
      "centered-is-finite", "A centered run of ordinary gradients stays finite.",
      butIn: "v − m² may be negative by rounding: at α = 0 where g² is rounded down.",
      [0.1, 0.3, 0.7, 1.1, 1.3].map { g in
        run([g]) { ($0.alpha, $0.centered) = (0, true) }
      }
    ) { t in t.contains { $0.parameters[0].isNaN } },
  ]

  /// One coordinate of PyTorch's formula, at rate 1 and α = 0.99.
  private static func run(
    _ gradients: [Double], from start: Double = 0,
    _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> Run {
    Run(
      hyperparameters: Hyperparameters(learningRate: 1), parameters: [start], gradients: gradients
    ).setting(change)
  }

  /// A run of these gradients in which only the last step moves.
  private static func quiet(
    _ gradients: [Double], _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> Run {
    run(gradients, change).quiet
  }
}
