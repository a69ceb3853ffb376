import RMSprop

extension Mistake {
  /// Mistakes about ε and the denominator r = √s + ε.
  static let epsilonMistakes: [Mistake] = epsilonPlaces + epsilonValues

  private static let epsilonPlaces: [Mistake] = [
    Mistake(
      "epsilon-forgotten", "ε is not added at all.",
      effect: "A parameter whose gradient is 0 from the start becomes 0/0: NaN."
    ).replacing(.denominator) { $0.r = $0.s.squareRoot() },
    Mistake(
      "epsilon-inside", "ε is added under the root.",
      effect: "Where √v is far below ε, a step is η g / √ε: 10⁴ times too short at ε = 1e-8.",
      origin: "pytorch/pytorch#23796"
    ).replacing(.denominator) { $0.r = ($0.s + $0.h.epsilon).squareRoot() },
    Mistake(
      "epsilon-inside-and-outside", "ε is added under the root and once more after it.",
      effect: "Where √v is far below ε, a step is η g / (√ε + ε): 10⁴ times too short at ε = 1e-8.",
      origin: "NervanaSystems/neon@8c3fb8a93b:neon/optimizers/optimizer.py"
    ).replacing(.denominator) { $0.r = ($0.s + $0.h.epsilon).squareRoot() + $0.h.epsilon },
    Mistake(
      "epsilon-subtracted", "ε is taken from the root instead of added.",
      effect:
        "Where √v is below ε the parameter climbs; where they are equal, the step is infinite."
    ).replacing(.denominator) { $0.r = $0.s.squareRoot() - $0.h.epsilon },
    Mistake(
      "epsilon-subtracted-inside", "ε is taken from v under the root.",
      effect: "Where v is below ε, the root is of a negative number and the parameter becomes NaN."
    ).replacing(.denominator) { $0.r = ($0.s - $0.h.epsilon).squareRoot() },
    Mistake(
      "epsilon-floor", "The denominator is the larger of the root and ε, not their sum.",
      effect: "Where √v = ε, a step is twice too long.",
      origin: "mila-iqia/blocks@c69c2dc2b9:blocks/algorithms/__init__.py"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      let root = $0.s.squareRoot()
      if !root.isNaN { $0.r = max(root, $0.h.epsilon) }
    },
    Mistake(
      "epsilon-squared-inside", "ε² is added under the root.",
      effect: "Steps are too long, by up to √2, which is where √v = ε."
    ).replacing(.denominator) {
      $0.r = ($0.s + $0.h.epsilon * $0.h.epsilon).squareRoot()
    },
    Mistake(
      "epsilon-added-to-gradient", "ε is added to the numerator too.",
      effect: "A parameter whose gradient is always 0 moves down by η at every step."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      $0.g += $0.h.epsilon
    },
    Mistake(
      "epsilon-kept-in-square-average", "ε is added into v, which is kept, at every step.",
      effect: "v tends to the mean square plus ε / (1 − ρ): plus 100 ε at ρ = 0.99.",
      origin: "torch/optim@c40e73f:rmsprop.lua"
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      $0.v += $0.h.epsilon
    }.replacing(.denominator) { $0.r = $0.s.squareRoot() },
    Mistake(
      "epsilon-after-quotient", "ε is added to g / √s, after the division.",
      effect: "0/0 is not guarded against, and every step goes down by η ε more than it should."
    ).replacing(.denominator) { $0.r = $0.s.squareRoot() }
      .replacing(.buffer) { $0.b = $0.h.momentum * $0.b + ($0.g / $0.r + $0.h.epsilon) }
      .replacing(.parameter) {
        $0.descend($0.h.momentum > 0 ? $0.b : $0.g / $0.r + $0.h.epsilon)
      },
    Mistake(
      "epsilon-only-at-zero", "ε stands in for a root of 0 and is not added to any other.",
      effect: "However far a gradient is below ε, the first step is η / √(1 − ρ), 10 η at ρ = 0.99."
    ).replacing(.denominator) {
      $0.r = $0.s.squareRoot()
      if $0.r == 0 { $0.r = $0.h.epsilon }
    },
    Mistake(
      "epsilon-moves-with-momentum", "With momentum, ε is added under the root.",
      effect: "A momentum of 1e-30 makes steps on tiny gradients 10⁴ times shorter at ε = 1e-8.",
      origin: "keras-team/keras@v2.6.0:keras/optimizer_v2/rmsprop.py"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.h.momentum > 0 { $0.r = ($0.s + $0.h.epsilon).squareRoot() }
    },
    Mistake(
      "epsilon-moves-if-centered", "If centered, ε is added under the root.",
      effect: "On a constant gradient, centered steps tend to η g / √ε instead of η g / ε.",
      origin: "apache/mxnet@f70c7b7b1e"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.h.centered { $0.r = ($0.s + $0.h.epsilon).squareRoot() }
    },
  ]

  private static let epsilonValues: [Mistake] = [
    Mistake(
      "epsilon-squared", "ε² is added instead of ε.",
      effect: "At ε = 1e-8 the guard is 1e-16: steps on tiny gradients are 10⁸ times too long."
    ).setting { $0.epsilon *= $0.epsilon },
    Mistake(
      "epsilon-rooted", "√ε is added instead of ε.",
      effect: "At ε = 1e-8 the guard is 1e-4: steps on tiny gradients are 10⁴ times too short."
    ).setting { $0.epsilon = $0.epsilon.squareRoot() },
    Mistake(
      "epsilon-or-default", "An ε of 0 is taken for none given and becomes 1e-7.",
      effect:
        "With ε = 0, steps depend on the scale of gradients: where √v = 1e-7 they are halved.",
      origin: "keras-team/keras@v2.6.0:keras/optimizer_v2/rmsprop.py"
    ).setting { if $0.epsilon == 0 { $0.epsilon = 1e-7 } },
    Mistake(
      "epsilon-ignored", "ε is accepted and ignored: it is always 1e-8.",
      effect:
        "With ε = 1 asked for, a first gradient of 0.01 moves 1001 times too far at ρ = 0.99.",
      origin: "fastai/fastai@0a20fa1b1c:fastai/optimizer.py"
    ).setting { $0.epsilon = 1e-8 },
    Mistake(
      "epsilon-at-least-1e-7", "An ε below 1e-7 is raised to 1e-7.",
      effect: "At ε = 1e-8, steps on tiny gradients are 10 times too short.",
      origin: "FluxML/Optimisers.jl@b3595f5c96:src/utils.jl"
    ).setting { $0.epsilon = max($0.epsilon, 1e-7) },
    Mistake(
      "epsilon-fixed-inside", "ε is accepted and ignored: 1e-4 is added under the root.",
      effect: "Gradients far below 0.01 make steps of 100 η g, whatever ε is.",
      origin: "apache/mxnet#4493"
    ).replacing(.denominator) { $0.r = ($0.s + 1e-4).squareRoot() },
    Mistake(
      "epsilon-first", "The root is added to ε instead of ε to the root.",
      equalToTheBit: "A sum is rounded once, and its operands may be exchanged: the same bits."
    ).replacing(.denominator) { $0.r = $0.h.epsilon + $0.s.squareRoot() },
  ]
}
