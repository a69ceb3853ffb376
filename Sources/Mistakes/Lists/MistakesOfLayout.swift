import RMSprop

extension Mistake {
  /// Mistakes about which number belongs to which: coordinates, loops over them, missing gradients.
  static let layoutMistakes: [Mistake] = loops + couplings + missingGradients + gradientsInTime

  private static let loops: [Mistake] = [
    Mistake(
      "tail-forgotten", "A loop over vectors of 4 leaves out the last n mod 4 coordinates.",
      effect: "Up to 3 coordinates of every parameter are never trained."
    ).after { $0.restore($0.theta.count / 4 * 4..<$0.theta.count) },
    Mistake(
      "last-coordinate-forgotten", "The loop ends one coordinate early.",
      effect: "The last coordinate of every parameter is never trained."
    ).after { $0.restore($0.theta.indices.suffix(1)) },
    Mistake(
      "first-coordinate-forgotten", "The loop begins with the second coordinate.",
      effect: "The first coordinate of every parameter is never trained."
    ).after { $0.restore($0.theta.indices.prefix(1)) },
    Mistake(
      "grid-too-small", "Only the first 512 coordinates are updated.",
      effect: "Of a parameter with 1000 coordinates, 488 are never trained."
    ).after { $0.restore($0.theta.indices.dropFirst(512)) },
    Mistake(
      "scalar-skipped", "A parameter of one coordinate is not updated.",
      effect: "Scalars, such as a scale or a temperature, are never trained."
    ).after { if $0.theta.count == 1 { $0.restore($0.theta.indices) } },
    Mistake(
      "tail-average-forgotten", "v of the last n mod 4 coordinates is not stored.",
      effect: "Up to 3 coordinates make every step as if it were the first: 10 η at ρ = 0.99."
    ).after { step in
      for i in step.theta.count / 4 * 4..<step.theta.count { step.v[i] = step.old.v[i] }
    },
    Mistake(
      "gradient-reversed", "Coordinates are given each other's gradients, in reversed order.",
      effect: "Every coordinate but the middle one follows another's gradient."
    ).before { $0.gradient = $0.gradient.map { $0.reversed() } },
  ]

  private static let couplings: [Mistake] = [
    Mistake(
      "square-average-shared", "One v serves all coordinates, one after another.",
      effect: "A large gradient shortens the steps of all coordinates after it."
    ).before { step in
      guard let gradient = step.gradient, var shared = step.v.last else { return }
      let h = step.h
      for (i, given) in gradient.enumerated() {
        step.v[i] = shared
        let g = (h.maximize ? -given : given) + h.weightDecay * step.theta[i]
        shared = h.alpha * shared + (1 - h.alpha) * g * g
      }
    },
    Mistake(
      "square-average-of-first", "Every coordinate keeps the first one's v.",
      effect: "Steps of all coordinates have the first one's scale from the second step on."
    ).after { step in step.v = step.v.map { _ in step.v[0] } },
    Mistake(
      "square-averages-averaged", "v is averaged over coordinates after each step.",
      effect: "Coordinates no longer have rates of their own; one NaN is all coordinates'."
    ).after { step in
      let mean = step.v.reduce(0, +) / Double(step.v.count)
      step.v = step.v.map { _ in mean }
    },
    Mistake(
      "state-off-by-one", "State is looked up by a position that has moved: i takes i + 1's.",
      effect: "Every coordinate divides by another's v, and follows another's buffer."
    ).after {
      guard $0.gradient != nil && !$0.theta.isEmpty else { return }
      $0.v.append($0.v.removeFirst())
      $0.m.append($0.m.removeFirst())
      $0.b.append($0.b.removeFirst())
    },
    Mistake(
      "norm-clipped", "Gradients whose norm is above 1 are scaled down to norm 1.",
      effect: "A large gradient in one coordinate shortens the steps of all others."
    ).before {
      guard let gradient = $0.gradient else { return }
      let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 1 { $0.gradient = gradient.map { $0 / norm } }
    },
    Mistake(
      "gradient-divided-by-count", "Gradients are divided by the number of coordinates.",
      effect: "Steps of large parameters shrink where ε or λ matters, and nowhere else."
    ).before {
      let count = Double($0.theta.count)
      $0.gradient = $0.gradient?.map { $0 / count }
    },
    Mistake(
      "mean-shares-square-average", "m and v are one array: m's update overwrites v.",
      effect: "v − m² is formed of the same number twice; what is kept is no average of anything."
    ).replacing(.gradientAverage) {
      $0.m = $0.v
      $0.follow(.gradientAverage)
    }.replacing(.variance) {
      if $0.h.centered { $0.v = $0.m }
      $0.follow(.variance)
    },
  ]

  private static let missingGradients: [Mistake] = [
    Mistake(
      "missing-gradient-as-zero", "A missing gradient is taken for 0.",
      effect: "v decays, and momentum and weight decay move what should stay where it is."
    ).before { $0.gradient = $0.gradient ?? $0.theta.map { _ in 0 } },
    Mistake(
      "missing-gradient-repeated", "Where a gradient is missing, the last one is taken again.",
      effect: "Parameters that a batch does not reach move all the same."
    ).before { $0.gradient = $0.gradient ?? $0.lastGradient },
    Mistake(
      "missing-gradient-decays-state", "Where a gradient is missing, v, m and b decay.",
      effect: "The next step divides by too small a root: at ρ = 0.99, by 0.5 % for each pause."
    ).before {
      guard $0.gradient == nil else { return }
      let h = $0.h
      $0.v = $0.v.map { $0 * h.alpha }
      $0.m = $0.m.map { $0 * h.alpha }
      $0.b = $0.b.map { $0 * h.momentum }
    },
    Mistake(
      "missing-gradient-clears-state", "Where a gradient is missing, state is thrown away.",
      effect: "The step after a pause is a first step: 10 η long at ρ = 0.99."
    ).before { if $0.gradient == nil { $0.clearState() } },
    Mistake(
      "missing-gradient-decays-parameter", "Where a gradient is missing, θ loses η λ θ.",
      effect: "Frozen parameters shrink."
    ).before {
      guard $0.gradient == nil else { return }
      let kept = 1 - $0.h.learningRate * $0.h.weightDecay
      $0.theta = $0.theta.map { $0 * kept }
    },
    Mistake(
      "missing-gradient-moves-by-buffer", "Where a gradient is missing, θ moves by the buffer.",
      effect: "Parameters that a batch does not reach move by η b all the same."
    ).before { step in
      guard step.gradient == nil && step.h.momentum > 0 else { return }
      for i in step.theta.indices { step.theta[i] -= step.h.learningRate * step.b[i] }
    },
    Mistake(
      "zero-gradient-skipped", "Coordinates whose gradient is 0 are left as they are.",
      effect: "v does not decay there, and momentum and weight decay do not move them.",
      origin: "google-deepmind/sonnet@26b0518d42:sonnet/src/optimizers/rmsprop.py"
    ).after { step in
      guard let gradient = step.gradient else { return }
      step.restore(gradient.indices.filter { gradient[$0] == 0 })
    },
  ]

  private static let gradientsInTime: [Mistake] = [
    Mistake(
      "gradient-late", "A step takes the gradient of the step before, and the first takes zeros.",
      effect: "Every step is one step late."
    ).before { step in
      guard let gradient = step.gradient else { return }
      step.gradient = step.lastGradient ?? gradient.map { _ in 0 }
    },
    Mistake(
      "gradient-not-cleared", "The gradient of the step before is still in this one's.",
      effect: "Every gradient counts in two steps."
    ).before {
      guard let gradient = $0.gradient, let last = $0.lastGradient else { return }
      $0.gradient = zip(gradient, last).map { $0 + $1 }
    },
    Mistake(
      "gradient-signs-only", "Only the gradient's sign is used.",
      effect: "Steps are η / √(1 − ρᵗ) long whatever the gradients' sizes."
    ).before {
      $0.gradient = $0.gradient?.map { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }
    },
  ]
}
