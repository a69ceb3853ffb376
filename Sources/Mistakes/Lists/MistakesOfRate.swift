import RMSprop

extension Mistake {
  /// Mistakes about the rate η, its schedule, and the step itself.
  static let rateMistakes: [Mistake] = rateValues + schedules + steps

  private static let rateValues: [Mistake] = [
    Mistake(
      "rate-ignored", "The rate is accepted and ignored: it is always 1e-4.",
      effect: "With η = 0.01 asked for, steps are 100 times too short.",
      origin: "lisa-lab/DeepLearningTutorials@11c4651050:code/lstm.py"
    ).setting { $0.learningRate = 1e-4 },
    Mistake(
      "rate-forgotten", "Steps do not have the factor η.",
      effect: "At η = 0.01, steps are 100 times too long."
    ).setting { $0.learningRate = 1 },
    Mistake(
      "rate-squared", "Steps have the factor η twice.",
      effect: "At η = 0.01, steps are 100 times too short."
    ).setting { $0.learningRate *= $0.learningRate },
    Mistake(
      "rate-rooted", "The rate is under the root, with v.",
      effect: "At η = 0.01, steps have the factor 0.1 instead: they are 10 times too long."
    ).setting { $0.learningRate = $0.learningRate.squareRoot() },
    Mistake(
      "rate-or-default", "A rate of 0 is taken for none given and becomes 0.01.",
      effect: "Parameters move in the steps in which a schedule wants them still."
    ).setting { if $0.learningRate == 0 { $0.learningRate = 0.01 } },
    Mistake(
      "rate-clamped", "The rate is kept at 0.1 or below.",
      effect: "With η = 1 asked for, steps are 10 times too short."
    ).setting { $0.learningRate = min($0.learningRate, 0.1) },
    Mistake(
      "rate-corrected", "The rate has Adam's factor √(1 − ρᵗ).",
      effect: "The first step is η instead of 10 η at ρ = 0.99, and ε weighs 10 times less in it."
    ).replacing(.parameter) {
      let alpha = $0.h.alpha
      let power = (0..<$0.step).reduce(1) { power, _ in power * alpha }
      $0.descend(($0.h.momentum > 0 ? $0.b : $0.g / $0.r) * (1 - power).squareRoot())
    },
  ]

  private static let schedules: [Mistake] = [
    Mistake(
      "rate-read-once", "The rate is read when the optimizer is made, and never again.",
      effect: "A schedule has no effect, and training does not settle."
    ).before { $0.h.learningRate = $0.initialRate },
    Mistake(
      "rate-late", "A step takes the rate of the step before.",
      effect: "A schedule that goes down by the factor 10 makes one step 10 times too long."
    ).before { $0.h.learningRate = $0.lastRate },
    Mistake(
      "rate-as-factor", "A scheduled rate multiplies the one given at first.",
      effect: "A schedule from 0.01 to 0.001 goes to 1e-5."
    ).before {
      guard $0.h.learningRate != $0.initialRate else { return }
      $0.h.learningRate *= $0.initialRate
    },
    Mistake(
      "rate-over-root-of-step", "The rate is divided by √t at step t.",
      effect: "Step 100 is 10 times too short.",
      origin: "stan-dev/stan@9048555070:src/stan/variational/advi.hpp"
    ).replacing(.parameter) {
      $0.descend(($0.h.momentum > 0 ? $0.b : $0.g / $0.r) / Double($0.step).squareRoot())
    },
    Mistake(
      "rate-zero-skips", "A step at η = 0 is left out, averages and buffer included.",
      effect: "The averages miss what gradients did in a pause: the next step divides by an old v."
    ).before { if $0.h.learningRate == 0 { $0.gradient = nil } },
    Mistake(
      "rate-change-clears-state", "When the rate changes, the optimizer is made anew.",
      effect: "The step after each change is a first step: 10 η long at ρ = 0.99."
    ).before { if $0.h.learningRate != $0.lastRate { $0.clearState() } },
    Mistake(
      "first-step-lost", "The loop over the steps begins with the second.",
      effect: "The first gradient is never seen."
    ).before { if $0.index == 0 { $0.gradient = nil } },
  ]

  private static let steps: [Mistake] = [
    Mistake(
      "step-added", "The step is added to the parameter.",
      effect: "The run ascends where it should descend."
    ).replacing(.parameter) { $0.descend($0.h.momentum > 0 ? -$0.b : -$0.g / $0.r) },
    Mistake(
      "gradient-not-in-step", "The step is η / r: the gradient is missing from it.",
      effect: "Parameters only ever go down, and where gradients are 0 the fastest: by η / ε.",
      origin: "torch/optim@7ea4391:rmsprop.lua"
    ).replacing(.buffer) { $0.b = $0.h.momentum * $0.b + 1 / $0.r }
      .replacing(.parameter) { $0.descend($0.h.momentum > 0 ? $0.b : 1 / $0.r) },
    Mistake(
      "step-multiplied", "The gradient is multiplied by r instead of divided.",
      effect: "A gradient 10 times as large makes a first step 100 times as long."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      $0.r = 1 / $0.r
    },
    Mistake(
      "step-clipped", "No quotient g / r is allowed to be above 1 in magnitude.",
      effect: "The first step is η instead of 10 η at ρ = 0.99."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if abs($0.g) > $0.r { $0.r = abs($0.g) }
    },
    Mistake(
      "reciprocal-clamped", "1 / r is kept between 1e-8 and 100.",
      effect: "Where √v is below 0.01 steps are too short: at √v = 1e-4, 100 times.",
      origin: "torch/optim@a8fa134:rmsprop.lua"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.r < 0.01 { $0.r = 0.01 }
      if $0.r > 1e8 { $0.r = 1e8 }
    },
    Mistake(
      "parameter-replaced", "The parameter is set to its step instead of moved by it.",
      effect: "What a parameter was before is forgotten at every step."
    ).replacing(.parameter) {
      $0.theta = 0
      $0.follow(.parameter)
    },
    Mistake(
      "rate-subtracted", "η g / r is subtracted, instead of −η g / r being added.",
      equalToTheBit: """
        Rounding to nearest is symmetric: products, quotients and differences of negated numbers \
        are the negated ones, bit for bit.
        """
    ).replacing(.parameter) {
      $0.theta =
        $0.h.momentum > 0
        ? $0.theta.addingProduct($0.h.learningRate, -$0.b)
        : $0.theta - $0.h.learningRate * $0.g / $0.r
    },
  ]
}
