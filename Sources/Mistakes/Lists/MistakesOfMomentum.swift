import RMSprop

extension Mistake {
  /// Mistakes about the momentum buffer b.
  static let momentumMistakes: [Mistake] = bufferRules + bufferUses + momentumValues

  private static let bufferRules: [Mistake] = [
    Mistake(
      "rate-in-buffer", "What is added to the buffer has the factor η, not what is taken from it.",
      effect: "A step at η = 0 still moves by μ b, and a new rate does not act on what b holds.",
      origin: "pytorch/pytorch#32545"
    ).replacing(.buffer) {
      $0.b = $0.h.momentum * $0.b + $0.h.learningRate * $0.g / $0.r
    }.replacing(.parameter) {
      guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
      $0.theta -= $0.b
    },
    Mistake(
      "rate-in-buffer-and-out", "The rate is a factor of what enters the buffer, and of the step.",
      effect: "Steps have the factor η²: at η = 0.01 they are 100 times too short."
    ).replacing(.buffer) {
      $0.b = $0.h.momentum * $0.b + $0.h.learningRate * $0.g / $0.r
    },
    Mistake(
      "momentum-damped", "What is added to the buffer has the factor 1 − μ.",
      effect: "Steps are 1 / (1 − μ) times too short: 10 times at μ = 0.9."
    ).replacing(.buffer) {
      $0.b = $0.h.momentum * $0.b + (1 - $0.h.momentum) * ($0.g / $0.r)
    },
    Mistake(
      "momentum-of-gradients", "The buffer adds up gradients, and the sum is divided by r.",
      effect: "After one large gradient, all that the buffer held is divided by the new, larger r.",
      origin: "fastai/fastai@0a20fa1b1c:fastai/optimizer.py"
    ).replacing(.buffer) { $0.b = $0.h.momentum * $0.b + $0.g }
      .replacing(.parameter) {
        guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
        $0.descend($0.b / $0.r)
      },
    Mistake(
      "momentum-before-square", "Gradients go through the buffer first; v averages b².",
      effect:
        "On a constant gradient steps tend to η instead of η / (1 − μ): μ has hardly an effect."
    ).replacing(.gradient) {
      $0.follow(.gradient)
      guard $0.h.momentum > 0 else { return }
      $0.b = $0.h.momentum * $0.b + $0.g
      $0.g = $0.b
    }.replacing(.buffer) { _ in }
      .replacing(.parameter) {
        guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
        $0.descend($0.g / $0.r)
      },
    Mistake(
      "momentum-inside-quotient", "The sum μ b + g is divided by r, and the quotient is kept.",
      effect: "The buffer is divided again at every step: where r is below μ, it grows without end."
    ).replacing(.buffer) { $0.b = ($0.h.momentum * $0.b + $0.g) / $0.r },
    Mistake(
      "momentum-subtracted", "μ b is taken from the quotient instead of added to it.",
      effect: "On a constant gradient steps tend to η / (1 + μ): 19 times too short at μ = 0.9."
    ).replacing(.buffer) { $0.b = $0.g / $0.r - $0.h.momentum * $0.b },
    Mistake(
      "momentum-weight-swapped", "What is kept of the buffer is 1 − μ.",
      effect: "At μ = 0.9, steps on a constant gradient tend to 1.11 η instead of 10 η."
    ).replacing(.buffer) { $0.b = (1 - $0.h.momentum) * $0.b + $0.g / $0.r },
    Mistake(
      "momentum-of-downhill", "The buffer keeps μ² of itself and adds 1 + μ quotients.",
      effect: "The first step is 1 + μ times too long: 1.9 times at μ = 0.9.",
      origin: "lmjohns3/downhill@42111ab03b"
    ).replacing(.buffer) {
      let mu = $0.h.momentum
      $0.b = mu * mu * $0.b + (1 + mu) * ($0.g / $0.r)
    },
    Mistake(
      "buffer-fused", "For μ up to 1, μ b and the quotient are added with one rounding.",
      equalUpToRounding: """
        One rounding fewer, of a product μ b that cannot overflow: b differs by half an ulp of it \
        a step. Without weight decay only the step reads b; with it, PyTorch's line is kept.
        """
    ).replacing(.buffer) {
      guard $0.h.momentum <= 1 && $0.h.weightDecay == 0 else { return $0.follow(.buffer) }
      $0.b = ($0.g / $0.r).addingProduct($0.h.momentum, $0.b)
    },
  ]

  private static let bufferUses: [Mistake] = [
    Mistake(
      "buffer-stale", "The parameter moves by the buffer of the step before.",
      effect: "The first step does nothing, and every other is one step late."
    ).replacing(.parameter) {
      guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
      $0.descend($0.old.b)
    },
    Mistake(
      "momentum-of-nesterov", "The parameter moves by u + μ b, u being the quotient in b.",
      effect: "The first step is 1 + μ times too long: 1.9 times at μ = 0.9.",
      origin: "google-deepmind/optax@2edbcbe239:optax/_src/alias.py"
    ).replacing(.parameter) {
      guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
      $0.descend($0.g / $0.r + $0.h.momentum * $0.b)
    },
    Mistake(
      "buffer-masked", "Where the buffer is against the gradient, the parameter does not move.",
      effect: "Momentum no longer carries a parameter over a change of the gradient's sign.",
      origin: "huggingface/pytorch-image-models@aa4b5850c1:timm/optim/rmsprop_tf.py"
    ).replacing(.parameter) {
      guard $0.h.momentum > 0 && $0.b * $0.g < 0 else { return $0.follow(.parameter) }
    },
    Mistake(
      "buffer-added", "With momentum, the step goes up.",
      effect: "The loss climbs, as soon as there is momentum."
    ).replacing(.parameter) {
      guard $0.h.momentum > 0 else { return $0.follow(.parameter) }
      $0.descend(-$0.b)
    },
    Mistake(
      "buffer-restarts-with-sign",
      "Where the gradient is against the buffer, the buffer is cleared.",
      effect: "Momentum no longer carries a parameter over a change of the gradient's sign."
    ).replacing(.buffer) {
      if $0.b * $0.g < 0 { $0.b = 0 }
      $0.follow(.buffer)
    },
  ]

  private static let momentumValues: [Mistake] = [
    Mistake(
      "momentum-ignored", "The momentum is accepted and ignored.",
      effect: "On a constant gradient steps are 1 / (1 − μ) times too short: 10 times at μ = 0.9.",
      origin: "bitsandbytes-foundation/bitsandbytes@95f9af309d:bitsandbytes/optim/rmsprop.py"
    ).setting { $0.momentum = 0 },
    Mistake(
      "momentum-ignored-unless-centered", "The momentum is ignored unless the run is centered.",
      effect: "On a constant gradient plain steps are 10 times too short at μ = 0.9.",
      origin: "apache/mxnet@f70c7b7b1e"
    ).setting { if !$0.centered { $0.momentum = 0 } },
    Mistake(
      "momentum-or-default", "A momentum of 0 is taken for none given and becomes 0.9.",
      effect: "On a constant gradient steps become 10 times too long."
    ).setting { if $0.momentum == 0 { $0.momentum = 0.9 } },
    Mistake(
      "momentum-below-one", "The momentum is kept below 1: it is at most 0.99.",
      effect: "At μ = 1, which forgets nothing, a step counts for 100 steps and no more."
    ).setting { $0.momentum = min($0.momentum, 0.99) },
    Mistake(
      "momentum-squared", "The momentum is applied twice to the buffer.",
      effect: "On a constant gradient at μ = 0.9, steps tend to 5.3 η instead of 10 η."
    ).replacing(.buffer) {
      $0.b *= $0.h.momentum
      $0.follow(.buffer)
    },
  ]
}
