import NumberSystems
import RMSprop

extension Mistake {
  /// Mistakes about precision: numbers of too few bits, roots that are approximate, what becomes of
  /// numbers that are too small or too large, and of NaN.
  static let precisionMistakes: [Mistake] = narrowState + narrowNumbers + roots + extremes

  private static let narrowState: [Mistake] = [
    Mistake(
      "square-average-in-float32", "v is kept in float32.",
      effect:
        "Steps are wrong from the 8th digit on, and v overflows at 3.4e38 instead of 1.8e308.",
      origin: "BVLC/caffe@9b89154018:src/caffe/solvers/rmsprop_solver.cu"
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      $0.v = Double(Float($0.v))
    },
    Mistake(
      "mean-in-float32", "m is kept in float32.",
      effect: "Where v − m² nearly cancels, it is wrong altogether, and NaN comes early."
    ).replacing(.gradientAverage) {
      $0.follow(.gradientAverage)
      $0.m = Double(Float($0.m))
    },
    Mistake(
      "buffer-in-float32", "The buffer is kept in float32.",
      effect: "Steps with momentum are wrong from the 8th digit on."
    ).replacing(.buffer) {
      $0.follow(.buffer)
      $0.b = Double(Float($0.b))
    },
    Mistake(
      "parameters-in-float32", "Parameters are kept in float32.",
      effect: "Steps shorter than 6e-8 of the parameter are lost."
    ).replacing(.parameter) {
      $0.follow(.parameter)
      $0.theta = Double(Float($0.theta))
    },
    Mistake(
      "square-average-in-bfloat16", "v is kept in bfloat16.",
      effect:
        "At ρ = 0.999 and a constant g, v stops at 0.2 to 0.34 g²: what it gains is rounded away."
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      $0.v = Double(BrainFloat16.rounded(Float($0.v)))
    },
  ]

  private static let narrowNumbers: [Mistake] = [
    Mistake(
      "gradient-in-float32", "Gradients are rounded to float32.",
      effect: "Gradients below 7e-46 are lost, and above 3.4e38 they are infinite: NaN."
    ).before { $0.gradient = $0.gradient?.map { Double(Float($0)) } },
    Mistake(
      "quotient-in-float32", "r is rounded to float32.",
      effect: "Steps are wrong from the 8th digit on."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      $0.r = Double(Float($0.r))
    },
    Mistake(
      "alpha-in-float32", "ρ is rounded to float32.",
      effect: "0.99 becomes 0.99 + 1e-8, 1 − ρ is wrong by 1e-6, and steps in the 7th digit."
    ).setting { $0.alpha = Double(Float($0.alpha)) },
    Mistake(
      "rate-in-float32", "The rate is rounded to float32.",
      effect: "Every step is wrong by up to 6e-8 of its length."
    ).setting { $0.learningRate = Double(Float($0.learningRate)) },
    Mistake(
      "hyperparameters-in-float32", "Every hyperparameter is rounded to float32.",
      effect: "Every step is wrong in the 7th or 8th digit, and its errors add up."
    ).setting {
      $0.learningRate = Double(Float($0.learningRate))
      $0.alpha = Double(Float($0.alpha))
      $0.epsilon = Double(Float($0.epsilon))
      $0.weightDecay = Double(Float($0.weightDecay))
      $0.momentum = Double(Float($0.momentum))
    },
    Mistake(
      "complement-in-float32", "1 − ρ is computed in float32.",
      effect: "1 − 0.99 is wrong in the 7th digit, and v with it."
    ).replacing(.squareAverage) {
      let weight = Double(1 - Float($0.h.alpha))
      $0.v = ($0.h.alpha * $0.v).addingProduct(weight * $0.g, $0.g)
    },
    Mistake(
      "momentum-in-float32", "The momentum is rounded to float32.",
      effect: "0.9 becomes 0.9 − 2.4e-8: on a constant gradient steps are wrong in the 7th digit."
    ).setting { $0.momentum = Double(Float($0.momentum)) },
    Mistake(
      "epsilon-in-float16", "ε is rounded to float16.",
      effect: "1e-8 becomes 0, and a gradient of 0 gives 0/0: NaN.",
      origin: "google-deepmind/optax#1784"
    ).setting { $0.epsilon = Double(Binary16.rounded(Float($0.epsilon))) },
  ]

  private static let roots: [Mistake] = [
    Mistake(
      "root-in-float32", "The root is taken in float32.",
      effect: "Steps are wrong from the 8th digit on, and below v = 7e-46 the root is 0."
    ).replacing(.denominator) { $0.r = Double(Float($0.s).squareRoot()) + $0.h.epsilon },
    Mistake(
      "reciprocal-root-of-12-bits", "The root's reciprocal has 12 bits, as from `rsqrtps`.",
      effect: "Steps are too short by up to 2⁻¹² of their length, 2.4e-4."
    ).replacing(.denominator) { $0.r = 1 / coarse(1 / $0.s.squareRoot()) + $0.h.epsilon },
    Mistake(
      "reciprocal-root-in-vectors", "The root's reciprocal has 12 bits but in the last n mod 4.",
      effect: "All coordinates but the last few make steps too short by up to 2.4e-4 of them.",
      origin: "attractivechaos/kann@e260712e41:kann.c"
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.index < $0.count / 4 * 4 { $0.r = 1 / coarse(1 / $0.s.squareRoot()) + $0.h.epsilon }
    },
    Mistake(
      "reciprocal-root-by-bits",
      "The root's reciprocal is guessed from its bits, and refined once.",
      effect: "Steps are up to 0.18 % too short, and ε = 0 no longer gives NaN."
    ).replacing(.denominator) {
      let half = Double(bitPattern: 0x5FE6_EB50_C7B5_37A9 &- ($0.s.bitPattern >> 1))
      $0.r = 1 / (half * (1.5 - 0.5 * $0.s * half * half)) + $0.h.epsilon
    },
    Mistake(
      "divided-by-reciprocal", "The gradient is multiplied by 1 / r where that is a normal number.",
      equalUpToRounding: """
        With 1 / r normal, g · (1 / r) is rounded twice and g / r once: they differ by at most two \
        ulps. Without weight decay only b and θ read them; with it, PyTorch's lines are kept.
        """
    ).replacing(.buffer) {
      let reciprocal = 1 / $0.r
      guard reciprocal.isNormal && $0.h.weightDecay == 0 else { return $0.follow(.buffer) }
      $0.b = $0.h.momentum * $0.b + $0.g * reciprocal
    }.replacing(.parameter) {
      let (reciprocal, plain) = (1 / $0.r, $0.h.momentum == 0 && $0.h.weightDecay == 0)
      guard reciprocal.isNormal && plain else { return $0.follow(.parameter) }
      $0.theta += -$0.h.learningRate * $0.g * reciprocal
    },
  ]

  private static let extremes: [Mistake] = [
    Mistake(
      "flush-to-zero", "Gradients, v and ε below 2.2e-308 become 0.",
      effect: "Gradients below 1.5e-153 at ρ = 0.99 leave v at 0: with ε = 0, steps are infinite."
    ).setting { if $0.epsilon.isSubnormal { $0.epsilon = 0 } }.replacing(.gradient) {
      $0.follow(.gradient)
      if $0.g.isSubnormal { $0.g = 0 }
    }.replacing(.squareAverage) {
      $0.follow(.squareAverage)
      if $0.v.isSubnormal { $0.v = 0 }
    },
    Mistake(
      "overflow-saturated", "A v that overflows becomes the largest number, 1.8e308.",
      effect: "A gradient of 1e200 moves a parameter by 7e45 η; PyTorch leaves it where it is."
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      if $0.v == .infinity { $0.v = .greatestFiniteMagnitude }
    }.enclosed(
      because: "What overflows in one order may stay finite in another: bounds begin at 1.8e308."
    ),
    Mistake(
      "overflow-forgotten", "A v that overflows becomes 0.",
      effect: "A gradient of 1e200 moves a parameter by η g / ε: 1e208 η at ε = 1e-8."
    ).replacing(.squareAverage) {
      $0.follow(.squareAverage)
      if $0.v == .infinity { $0.v = 0 }
    },
    Mistake(
      "nan-gradient-zeroed", "A gradient that is NaN counts as 0.",
      effect: "A loss that has broken down goes unseen: parameters stay finite."
    ).before { $0.gradient = $0.gradient?.map { $0.isNaN ? 0 : $0 } },
    Mistake(
      "quotient-nan-zeroed", "A quotient 0/0 counts as 0.",
      effect: "With ε = 0, a gradient of 0 leaves the parameter alone; PyTorch's becomes NaN."
    ).replacing(.denominator) {
      $0.follow(.denominator)
      if $0.g == 0 && $0.r == 0 { $0.r = 1 }
    },
    Mistake(
      "non-finite-step-skipped", "A step with a gradient that is not finite is left out.",
      effect: "A loss that has broken down goes unseen: parameters stay finite."
    ).before { if $0.gradient?.contains(where: { !$0.isFinite }) == true { $0.gradient = nil } },
  ]
}

/// The number without all but 12 bits of its fraction.
private func coarse(_ x: Double) -> Double { Double(bitPattern: x.bitPattern & ~(1 << 40 - 1)) }
