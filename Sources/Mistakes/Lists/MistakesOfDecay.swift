import RMSprop

extension Mistake {
  /// Mistakes about weight decay, about maximising, and about what else becomes of a gradient.
  static let decayMistakes: [Mistake] = decays + decouplings + gradients

  private static let decays: [Mistake] = [
    Mistake(
      "decay-ignored", "Weight decay is accepted and ignored.",
      effect: "A parameter whose gradient is 0 stays where it is instead of going to 0.",
      origin: "Oneflow-Inc/oneflow#5755"
    ).setting { $0.weightDecay = 0 },
    Mistake(
      "decay-subtracted", "λ θ is taken from the gradient.",
      effect: "A parameter whose gradient is 0 is driven away from 0 by steps of up to 10 η."
    ).replacing(.gradient) {
      $0.g = $0.signed - $0.pull
    },
    Mistake(
      "decay-negated-by-maximize", "λ θ is added before a gradient to ascend by is negated.",
      effect: "Where a run ascends, parameters are driven away from 0: invisible at λ = 0."
    ).replacing(.gradient) {
      $0.g = $0.gradient + $0.pull
      if $0.h.maximize { $0.g = -$0.g }
    },
    Mistake(
      "decay-doubled", "2 λ θ is added, the gradient of a penalty λ θ² instead of ½ λ θ².",
      effect:
        "Without other gradients nothing changes but ε's weight; with them, θ settles nearer to 0."
    ).setting { $0.weightDecay *= 2 },
    Mistake(
      "decay-of-sign", "λ sign(θ) is added, as for an L1 penalty.",
      effect: "The pull no longer depends on θ: at θ = 10 it is 10 times too weak."
    ).replacing(.gradient) {
      $0.g = $0.signed
      guard $0.theta != 0 else { return }
      $0.g += $0.theta > 0 ? $0.h.weightDecay : -$0.h.weightDecay
    },
    Mistake(
      "decay-scaled-by-rate", "η λ θ is added to the gradient.",
      effect: "At η = 0.01 the decay's weight beside the gradient is 100 times too small."
    ).replacing(.gradient) {
      $0.g = $0.signed + $0.h.learningRate * $0.pull
    },
    Mistake(
      "decay-after-averages", "λ θ is added to the gradient after v and m have seen it.",
      effect: "Where gradients are far below λ θ, a step is η λ θ / √v: far too long."
    ).replacing(.gradient) { $0.g = $0.signed }
      .replacing(.denominator) {
        $0.follow(.denominator)
        $0.g += $0.pull
      },
    Mistake(
      "decay-only-in-averages", "v and m see g + λ θ, but the step is by g.",
      effect: "Nothing decays: a parameter whose gradient is 0 stays where it is."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      $0.g = $0.signed
    },
    Mistake(
      "decay-always-added", "0 · θ is added to the gradient where there is no weight decay.",
      effect: "A parameter that overflows to ∞ becomes 0 · ∞: NaN."
    ).replacing(.gradient) {
      $0.g = $0.signed.addingProduct($0.h.weightDecay, $0.theta)
    },
  ]

  private static let decouplings: [Mistake] = [
    Mistake(
      "decay-decoupled", "θ loses η λ θ before the step, and the gradient is left alone.",
      effect: "At g = 0 a step is η λ θ: 10⁴ times shorter than 10 η, at λ θ = 0.001.",
      origin: "keras-team/keras@3422977a5e:keras/src/optimizers/rmsprop.py"
    ).replacing(.gradient) {
      $0.g = $0.signed
      $0.theta -= $0.h.learningRate * $0.pull
    },
    Mistake(
      "decay-unscaled", "θ loses λ θ before the step, whatever the rate.",
      effect: "Parameters decay at η = 0 too.",
      origin: "flashlight/flashlight@f5f717f337:flashlight/fl/optim/RMSPropOptimizer.cpp"
    ).replacing(.gradient) {
      $0.g = $0.signed
      $0.theta -= $0.pull
    },
    Mistake(
      "decay-after-step", "θ loses η λ θ after the step, and the gradient is left alone.",
      effect: "At g = 0 a step is η λ θ: 10⁴ times shorter than 10 η, at λ θ = 0.001."
    ).replacing(.gradient) { $0.g = $0.signed }
      .replacing(.parameter) {
        $0.follow(.parameter)
        $0.theta -= $0.h.learningRate * $0.pull
      },
    Mistake(
      "decay-beside-quotient", "λ θ is added to g / r instead of to g.",
      effect: "At g = 0 a first step is η λ θ instead of 10 η.",
      origin: "apache/mxnet, before 7510ef1470"
    ).replacing(.gradient) { $0.g = $0.signed }
      .replacing(.buffer) {
        $0.b = $0.h.momentum * $0.b + ($0.g / $0.r + $0.pull)
      }.replacing(.parameter) {
        guard $0.h.weightDecay != 0 else { return $0.follow(.parameter) }
        $0.descend($0.h.momentum > 0 ? $0.b : $0.g / $0.r + $0.pull)
      },
    Mistake(
      "decay-of-rate", "λ is read as a decay of the rate: η / (1 + λ (t − 1)).",
      effect: "Parameters do not decay, and the rate is halved at step 1 + 1 / λ."
    ).replacing(.gradient) { $0.g = $0.signed }
      .replacing(.parameter) {
        guard $0.h.weightDecay != 0 else { return $0.follow(.parameter) }
        let divisor = 1 + $0.h.weightDecay * Double($0.step - 1)
        $0.descend(($0.h.momentum > 0 ? $0.b : $0.g / $0.r) / divisor)
      },
  ]

  private static let gradients: [Mistake] = [
    Mistake(
      "maximize-ignored", "`maximize` is accepted and ignored.",
      effect: "A run that should ascend descends."
    ).setting { $0.maximize = false },
    Mistake(
      "maximize-negated-last", "λ θ is taken from a gradient to ascend by; then both are negated.",
      equalToTheBit: """
        −(g − λ θ) = −g + λ θ, and rounding to nearest is symmetric: the same bits, except for \
        the sign of a zero, on which no step depends.
        """
    ).replacing(.gradient) {
      guard $0.h.maximize && $0.h.weightDecay != 0 else { return $0.follow(.gradient) }
      $0.g = -$0.gradient.addingProduct(-$0.h.weightDecay, $0.theta)
    },
    Mistake(
      "gradient-clipped", "Gradients are clipped to ±1.",
      effect: "A gradient of 1000 enters v as 1 instead of 10⁶: later steps are far too long."
    ).before { $0.gradient = $0.gradient?.map { $0 > 1 ? 1 : $0 < -1 ? -1 : $0 } },
    Mistake(
      "gradient-clipped-after-averages", "Gradients are clipped to ±5 after v has seen them.",
      effect: "After one huge gradient v is huge, and later steps are tiny.",
      origin: "karpathy/recurrentjs@84d69349c5:src/recurrent.js"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if abs($0.g) > 5 { $0.g = $0.g > 0 ? 5 : -5 }
    },
    Mistake(
      "gradient-clipped-if-centered", "Gradients are clipped to ±1, but only if centered.",
      effect: "A limit that was set has no effect on plain runs.",
      origin: "Kotlin/kotlindl@0f36d1b481"
    ).replacing(.gradient) {
      $0.follow(.gradient)
      if $0.h.centered && abs($0.g) > 1 { $0.g = $0.g > 0 ? 1 : -1 }
    },
    Mistake(
      "gradient-clipped-unless-scalar", "Gradients are clipped to ±1, but not a single number's.",
      effect: "A limit that was set has no effect on scalars, such as a scale or a temperature.",
      origin: "gorgonia/gorgonia@d7a3ce27c9:solvers.go"
    ).replacing(.gradient) {
      $0.follow(.gradient)
      if $0.count > 1 && abs($0.g) > 1 { $0.g = $0.g > 0 ? 1 : -1 }
    },
    Mistake(
      "gradient-sign-lost", "The step is by |g| / r.",
      effect: "Parameters only ever go down."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      $0.g = abs($0.g)
    },
  ]
}

extension Mistake.Coordinate {
  /// The gradient to descend by, before weight decay.
  fileprivate var signed: Double { h.maximize ? -gradient : gradient }

  /// λ θ; 0 where there is no weight decay, for an infinite θ too.
  fileprivate var pull: Double { h.weightDecay == 0 ? 0 : h.weightDecay * theta }
}
