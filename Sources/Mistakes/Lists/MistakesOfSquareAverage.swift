import RMSprop

extension Mistake {
  /// Mistakes about v, the average of squares, and about ρ.
  static let squareAverageMistakes: [Mistake] = squareAverageRules + squareAverageStarts + alphas

  private static let squareAverageRules: [Mistake] = [
    Mistake(
      "square-average-not-kept", "v starts from 0 at every step.",
      effect: "Every step is η / √(1 − ρ) long, 10 η at ρ = 0.99, whatever came before."
    ).before { $0.v = $0.v.map { _ in 0 } },
    Mistake(
      "square-average-stale", "The step divides by the v of the step before.",
      effect: "The first step is η g / ε: 10⁸ η g at ε = 1e-8."
    ).replacing(.variance) {
      $0.s = $0.h.centered ? $0.old.v.addingProduct(-$0.m, $0.m) : $0.old.v
    },
    Mistake(
      "square-weight-forgotten", "g² enters v without the factor 1 − ρ.",
      effect: "v is 1 / (1 − ρ) times too large: at ρ = 0.99 every step is 10 times too short."
    ).replacing(.squareAverage) { $0.v = $0.h.alpha * $0.v + $0.g * $0.g },
    Mistake(
      "squares-summed", "Squares are added up and never decay, as in AdaGrad.",
      effect: "On a constant gradient, step t is η / √t: the rate dies."
    ).replacing(.squareAverage) { $0.v += $0.g * $0.g },
    Mistake(
      "square-average-not-decayed", "The old v is kept whole; only g² has its factor 1 − ρ.",
      effect: "On a constant gradient, step t is η / √((1 − ρ) t): the rate dies."
    ).replacing(.squareAverage) { $0.v += (1 - $0.h.alpha) * $0.g * $0.g },
    Mistake(
      "squares-averaged-uniformly", "v is the mean of all squares so far, whatever ρ is.",
      effect: "The first step is η instead of η / √(1 − ρ), and no spike is ever forgotten."
    ).replacing(.squareAverage) { $0.v += ($0.g * $0.g - $0.v) / Double($0.step) },
    Mistake(
      "magnitude-instead-of-square", "v averages |g|, and no root is taken.",
      effect: "The first step is η / (1 − ρ): 100 η instead of 10 η at ρ = 0.99."
    ).replacing(.squareAverage) {
      $0.v = $0.h.alpha * $0.v + (1 - $0.h.alpha) * abs($0.g)
    }.replacing(.denominator) { $0.r = $0.s + $0.h.epsilon },
    Mistake(
      "average-then-square", "v averages g, and the average is squared.",
      effect: "Gradients of alternating sign cancel: v stays near 0, and steps are far too long."
    ).replacing(.squareAverage) {
      $0.v = $0.h.alpha * $0.v + (1 - $0.h.alpha) * $0.g
    }.replacing(.variance) {
      $0.s = $0.v * $0.v
      if $0.h.centered { $0.s -= $0.m * $0.m }
    },
    Mistake(
      "root-forgotten", "The step divides by v + ε, without a root.",
      effect: "A gradient 1000 times as large makes a first step 1000 times as short."
    ).replacing(.denominator) { $0.r = $0.s + $0.h.epsilon },
    Mistake(
      "root-in-place", "Root and sum are computed in place: r overwrites v, unless centered.",
      effect: "Where v should be 1e-6, what is kept is 1e-3: later steps are far too short."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if !$0.h.centered { $0.v = $0.r }
    },
    Mistake(
      "two-tap-average", "What is kept is the last g², not v.",
      effect: "v forgets what is older than one step: on g = 1 at ρ = 0.9 it is 0.1, 1, 1.",
      origin: "deephealthproject/eddl@5ac2005a0b:src/optimizers/optim_rmsprop.cpp"
    ).replacing(.variance) {
      $0.follow(.variance)
      $0.v = $0.g * $0.g
    },
    Mistake(
      "square-keeps-sign", "g |g| enters v instead of g².",
      effect: "A first gradient below 0 makes v negative and the parameter NaN."
    ).replacing(.squareAverage) {
      $0.v = $0.h.alpha * $0.v + (1 - $0.h.alpha) * $0.g * abs($0.g)
    },
    Mistake(
      "square-average-never-shrinks", "v is never below what it was, as in AMSGrad.",
      effect: "After one large gradient, steps stay short for good."
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      if $0.v < $0.old.v { $0.v = $0.old.v }
    },
    Mistake(
      "square-average-by-difference", "v grows by (1 − ρ)(g² − v), instead of by two products.",
      effect: "After a g² that overflows, v is ∞ − ∞: NaN, where PyTorch's parameter stands still.",
      origin: "tensorflow/tensorflow: core/kernels/training_ops.cc"
    ).replacing(.squareAverage) {
      $0.v += (1 - $0.h.alpha) * ($0.g * $0.g - $0.v)
    },
    Mistake(
      "square-before-weight", "g² is formed before it is multiplied by 1 − ρ.",
      effect:
        "From |g| = 2⁵¹² ≈ 1.3e154, v is infinite: at ρ = 0.99, 10 times earlier than it should."
    ).replacing(.squareAverage) {
      $0.v = ($0.h.alpha * $0.v).addingProduct(1 - $0.h.alpha, $0.g * $0.g)
    }.enclosed(
      because: "Compiled PyTorch does this, and the bounds hold every PyTorch's order."),
    Mistake(
      "square-weight-negated", "The product of (ρ − 1) g and −g is added.",
      equalToTheBit: """
        ρ − 1 is exactly −(1 − ρ), so the exact product is the same, and it is rounded once with \
        the sum: the same bits.
        """
    ).replacing(.squareAverage) {
      $0.v = ($0.h.alpha * $0.v).addingProduct(($0.h.alpha - 1) * $0.g, -$0.g)
    },
    Mistake(
      "root-of-magnitude", "The root is of |v|, for ρ up to 1 and unless centered.",
      equalToTheBit: """
        For 0 ≤ ρ ≤ 1, v starts at 0 and sums products ρ v and (1 − ρ) g² of numbers that are not \
        negative, so v ≥ 0 or NaN, and |v| = v.
        """
    ).replacing(.variance) {
      $0.follow(.variance)
      if !$0.h.centered && $0.h.alpha <= 1 { $0.s = abs($0.s) }
    },
  ]

  private static let squareAverageStarts: [Mistake] = [
    Mistake(
      "square-average-starts-at-one", "v is 1 before the first step.",
      effect: "The first step is η g / √(ρ + (1 − ρ) g²): on small gradients, gradient descent.",
      origin: "tensorflow/tensorflow@0304934138:python/training/rmsprop.py"
    ).before { if $0.index == 0 { $0.v = $0.v.map { _ in 1 } } },
    Mistake(
      "square-average-starts-at-epsilon", "v is ε before the first step.",
      effect: "First steps on gradients far below √ε, 1e-4 at ε = 1e-8, are far too short.",
      origin: "deeplearning4j@137391791c"
    ).before { step in if step.index == 0 { step.v = step.v.map { _ in step.h.epsilon } } },
    Mistake(
      "square-average-starts-at-first-square", "The first g² becomes v, without the factor 1 − ρ.",
      effect: "The first step is η instead of η / √(1 − ρ): 10 times too short at ρ = 0.99.",
      origin: "stan-dev/stan@9048555070:src/stan/variational/advi.hpp"
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      if $0.step == 1 { $0.v = $0.g * $0.g }
    },
    Mistake(
      "square-average-starts-at-one-if-seen",
      "v is 1 at first, but only if the first step of all has a gradient.",
      effect: "Parameters that join later start at 0: their first step is up to 10 η at ρ = 0.99.",
      origin: "coreylowman/dfdx@4722a99d30:dfdx/src/nn/optim/rmsprop.rs"
    ).before { if $0.index == 0 && $0.gradient != nil { $0.v = $0.v.map { _ in 1 } } },
    Mistake(
      "square-average-corrected", "v is divided by 1 − ρᵗ before the root, as in Adam.",
      effect: "Step t is √(1 − ρᵗ) times as long: the first is η instead of 10 η at ρ = 0.99.",
      origin: "google-deepmind/optax@2edbcbe239:optax/_src/transform.py"
    ).replacing(.variance) {
      $0.s = $0.v / (1 - power($0.h.alpha, $0.step))
      if $0.h.centered { $0.s -= $0.m * $0.m }
    },
    Mistake(
      "square-average-correction-kept", "v is divided by 1 − ρᵗ, and the quotient is kept.",
      effect: "On a constant gradient, v is g² / (1 − ρ²) at step 2: 50 g² at ρ = 0.99."
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      $0.v /= 1 - power($0.h.alpha, $0.step)
    },
  ]

  private static let alphas: [Mistake] = [
    Mistake(
      "alpha-swapped", "ρ and 1 − ρ have changed places.",
      effect: "At ρ = 0.99, v is nearly the last g²: the first step is 1.005 η instead of 10 η.",
      origin: "RubixML/ML@85e5e9a71d:src/NeuralNet/Optimizers/RMSProp.php"
    ).setting { $0.alpha = 1 - $0.alpha },
    Mistake(
      "alpha-ignored", "ρ is accepted and ignored: it is always 0.99.",
      effect: "With ρ = 0.9 asked for, the first step is √10 times too long."
    ).setting { $0.alpha = 0.99 },
    Mistake(
      "alpha-or-default", "A ρ of 0 is taken for none given and becomes 0.99.",
      effect: "With ρ = 0 asked for, under which all steps are η long, the first is 10 η."
    ).setting { if $0.alpha == 0 { $0.alpha = 0.99 } },
    Mistake(
      "alpha-below-one", "ρ is kept below 1: it is at most 0.999.",
      effect: "At ρ = 1 PyTorch's v stays 0 and steps are η g / ε; here the first is 31.6 η."
    ).setting { $0.alpha = min($0.alpha, 0.999) },
    Mistake(
      "alpha-warms-up", "At step t, v is averaged with (1 + t) / (10 + t) where ρ is above it.",
      effect: "At ρ = 0.99 the first step is 1.106 η instead of 10 η."
    ).replacing(.squareAverage) {
      let t = Double($0.step)
      let alpha = min($0.h.alpha, (1 + t) / (10 + t))
      $0.v = (alpha * $0.v).addingProduct((1 - alpha) * $0.g, $0.g)
    },
    Mistake(
      "alpha-swapped-with-momentum", "ρ is read as the momentum, and the momentum as ρ.",
      effect: "The defaults run as descent by signs, with a momentum of 0.99: up to 100 η a step.",
      origin: "pytorch/pytorch#810"
    ).setting { ($0.alpha, $0.momentum) = ($0.momentum, $0.alpha) },
    Mistake(
      "alpha-swapped-with-epsilon", "ρ is read as ε, and ε as ρ.",
      effect: "By default v is all but the last g², and steps are η g / (|g| + 0.99)."
    ).setting { ($0.alpha, $0.epsilon) = ($0.epsilon, $0.alpha) },
  ]
}

/// x to the n.
private func power(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { y, _ in y * x } }
