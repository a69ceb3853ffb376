import RMSprop

extension Mistake {
  /// Mistakes about m, the average of gradients, and about the variance s = v − m².
  static let centeredMistakes: [Mistake] = gradientAverages + variances

  private static let gradientAverages: [Mistake] = [
    Mistake(
      "centered-ignored", "`centered` is accepted and ignored: m stays 0.",
      effect: "The first centered step is shorter by the factor √ρ; later ones by more.",
      origin: "seetaresearch/dragon@66cf99f119:dragon/kernels/training/cpu/rmsprop_kernel.cc"
    ).setting { $0.centered = false },
    Mistake(
      "centered-always", "Runs are centered whether or not that is asked for.",
      effect: "The first step is longer by the factor 1 / √ρ; constant gradients end in NaN.",
      origin: "spragunr/deep_q_rl@34202491f5:deep_q_rl/updates.py"
    ).setting { $0.centered = true },
    Mistake(
      "mean-stale", "The variance is formed with the m of the step before.",
      effect: "The first centered step is as long as one that is not centered."
    ).replacing(.variance) {
      $0.s = $0.h.centered ? $0.v.addingProduct(-$0.old.m, $0.old.m) : $0.v
    },
    Mistake(
      "mean-frozen", "m is set at the first step and never updated.",
      effect: "m stays (1 − ρ) g₁: v − m² is all but v, and steps are too short."
    ).replacing(.gradientAverage) { if $0.step == 1 { $0.follow(.gradientAverage) } },
    Mistake(
      "mean-of-squares", "m averages g² instead of g.",
      effect: "The run no longer depends on the signs of past gradients; large ones give NaN.",
      origin: "keras-team/keras@v2.9.0:keras/optimizers/optimizer_experimental/rmsprop.py"
    ).replacing(.gradientAverage) {
      $0.m = $0.h.alpha * $0.m + (1 - $0.h.alpha) * $0.g * $0.g
    },
    Mistake(
      "mean-weights-swapped", "m moves towards g by ρ instead of 1 − ρ.",
      effect: "At ρ = 0.99, m is nearly g: the first v − m² is negative, and the parameter NaN."
    ).replacing(.gradientAverage) { $0.m += $0.h.alpha * ($0.g - $0.m) },
    Mistake(
      "mean-without-decay", "m averages the gradient before weight decay, v after it.",
      effect: "Where weight decay dominates, m stays near 0 and the run is as if not centered."
    ).replacing(.gradientAverage) {
      let g = $0.g
      $0.g = $0.h.maximize ? -$0.gradient : $0.gradient
      $0.follow(.gradientAverage)
      $0.g = g
    },
    Mistake(
      "mean-by-products", "m is ρ m + (1 − ρ) g instead of PyTorch's lerp.",
      effect:
        "m is rounded otherwise; where v − m² all but cancels, steps lose their digits one by one.",
      origin: "pytorch/pytorch@dbaa829f5d:torch/csrc/api/src/optim/rmsprop.cpp"
    ).replacing(.gradientAverage) {
      $0.m = ($0.h.alpha * $0.m).addingProduct(1 - $0.h.alpha, $0.g)
    }.enclosed(
      because:
        "It is one of the orders of evaluation that the bounds are for, in exact terms the same."
    ),
    Mistake(
      "gradient-centered", "The step is by (g − m) / r instead of g / r, if centered.",
      effect: "On a constant gradient the numerator decays as ρᵗ g: training stops."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.h.centered { $0.g -= $0.m }
    },
  ]

  private static let variances: [Mistake] = [
    Mistake(
      "mean-added", "m² is added to v instead of taken from it.",
      effect: "On a constant gradient, centered steps tend to η / √2 instead of growing."
    ).replacing(.variance) {
      $0.s = $0.h.centered ? $0.v.addingProduct($0.m, $0.m) : $0.v
    },
    Mistake(
      "mean-not-squared", "m is taken from v instead of m².",
      effect: "A first gradient between 0 and 1 makes v − m negative, and the parameter NaN."
    ).replacing(.variance) { $0.s = $0.h.centered ? $0.v - $0.m : $0.v },
    Mistake(
      "mean-after-root", "|m| is taken from the root of v, if centered.",
      effect: "At ρ = 0.99 the first centered step is 11.1 η instead of 10.05 η."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.h.centered { $0.r = $0.v.squareRoot() - abs($0.m) + $0.h.epsilon }
    },
    Mistake(
      "variance-kept", "v − m² is written back into v.",
      effect: "v shrinks at every step until it is negative, and the parameter NaN.",
      origin: "keras-team/keras@v2.9.0:keras/optimizers/optimizer_experimental/rmsprop.py"
    ).replacing(.variance) {
      $0.follow(.variance)
      $0.v = $0.s
    },
    Mistake(
      "variance-clamped", "A negative variance is taken for 0.",
      effect: "Where rounding makes v − m² negative, a step is η g / ε instead of NaN."
    ).replacing(.variance) {
      $0.follow(.variance)
      if $0.s < 0 { $0.s = 0 }
    },
    Mistake(
      "variance-of-magnitude", "The root is of |v − m²|.",
      effect: "Where rounding makes v − m² negative, a step is of some length instead of NaN."
    ).replacing(.variance) {
      $0.follow(.variance)
      $0.s = abs($0.s)
    },
    Mistake(
      "variance-guarded", "Where the variance is not above 0, the parameter is left as it is.",
      effect: "Where rounding makes v − m² negative, training stands still instead of giving NaN.",
      origin: "mindspore@07f9793acf"
    ).replacing(.buffer) { if !($0.h.centered && $0.s <= 0) { $0.follow(.buffer) } }
      .replacing(.parameter) { if !($0.h.centered && $0.s <= 0) { $0.follow(.parameter) } },
    Mistake(
      "variance-minus-epsilon", "The root is of v − (m² + ε) if centered, and nothing is added.",
      effect: "A centered first gradient of 0 becomes the root of −ε: NaN.",
      origin: "tensorflow/tfjs@0fc04d958e:tfjs-core/src/optimizers/rmsprop_optimizer.ts"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.h.centered { $0.r = ($0.v - ($0.m * $0.m + $0.h.epsilon)).squareRoot() }
    },
    Mistake(
      "variance-corrected", "v and m are divided by 1 − ρᵗ if centered, as in Adam.",
      effect: "The first variance is g² − g², so that the first step is η g / ε or NaN."
    ).replacing(.variance) {
      $0.follow(.variance)
      guard $0.h.centered else { return }
      let alpha = $0.h.alpha
      let weight = 1 - (0..<$0.step).reduce(1) { power, _ in power * alpha }
      let mean = $0.m / weight
      $0.s = $0.v / weight - mean * mean
    },
  ]
}
