extension Dialect.Axis {
  /// A choice on this axis, in words for the middle of a sentence.
  public func words(_ value: String) -> String {
    switch (self, value) {
    case (.epsilon, "outside"): "ε outside the root"
    case (.epsilon, "inside"): "ε inside the root"
    case (.epsilon, "none"): "no ε"
    case (.epsilon, "floor"): "ε as the least root"
    case (.epsilon, "both"): "ε inside the root and outside"
    case (.epsilon, "minus_inside"): "ε subtracted inside the root"
    case (.initialSquareAverage, "first_gradient_squared"): "v beginning with the first g²"
    case (.initialSquareAverage, "eps"): "v beginning with ε"
    case (.initialSquareAverage, let number): "v beginning with \(number)"
    case (.momentum, "heavy"): "a heavy ball's momentum"
    case (.momentum, "damped"): "damped momentum"
    case (.momentum, "raw"): "momentum of the gradient before it is divided"
    case (.momentum, "nesterov"): "Nesterov's momentum"
    case (.momentum, "downhill"): "downhill's form of momentum"
    case (.learningRate, "inside"): "the rate inside the buffer"
    case (.learningRate, _): "the rate outside the buffer"
    case (.weightDecay, "l2"): "decay in the gradient"
    case (.weightDecay, "decoupled"): "decoupled decay"
    case (.weightDecay, "decoupled_unscaled"): "decoupled decay without the rate"
    case (.weightDecay, _): "decay in the gradient after the averages"
    case (.biasCorrection, "v"): "v corrected for bias"
    case (.biasCorrection, "vm"): "v and m corrected for bias"
    case (.biasCorrection, _): "no correction of bias"
    case (.centered, "clamp"): "the variance clamped at zero"
    case (.centered, "guard"): "no step where the variance is not positive"
    case (.centered, _): "the variance as it comes"
    case (.maximize, "yes"): "ascent"
    case (.maximize, _): "descent"
    default: value
    }
  }

  /// The formula of a choice on this axis, where one line says it.
  public func formula(_ value: String) -> String? {
    switch (self, value) {
    case (.epsilon, "outside"): "√v + ε"
    case (.epsilon, "inside"): "√(v + ε)"
    case (.epsilon, "none"): "√v"
    case (.epsilon, "floor"): "max(√v, ε)"
    case (.epsilon, "both"): "√(v + ε) + ε"
    case (.epsilon, "minus_inside"): "√(v − ε)"
    case (.initialSquareAverage, "eps"): "v₀ = ε"
    case (.initialSquareAverage, "first_gradient_squared"): "v₀ = g₁²"
    case (.initialSquareAverage, let number): "v₀ = \(number)"
    case (.momentum, "heavy"): "b = μ b + g / r"
    case (.momentum, "damped"): "b = μ b + (1 − μ) g / r"
    case (.momentum, "raw"): "b = μ b + g, θ = θ − η b / r"
    case (.momentum, "nesterov"): "b = μ b + u, θ = θ − η (u + μ b) with u = g / r"
    case (.momentum, "downhill"): "b = μ² b + (1 + μ) g / r"
    case (.learningRate, "outside"): "b = μ b + g / r, θ = θ − η b"
    case (.learningRate, "inside"): "b = μ b + η g / r, θ = θ − b"
    case (.weightDecay, "l2"): "g = g + λ θ, before the averages"
    case (.weightDecay, "decoupled"): "θ = θ − η λ θ"
    case (.weightDecay, "decoupled_unscaled"): "θ = θ − λ θ"
    case (.weightDecay, "l2_after_square_avg"): "g = g + λ θ, after the averages"
    case (.biasCorrection, "none"): "v"
    case (.biasCorrection, "v"), (.biasCorrection, "vm"): "v / (1 − ρᵗ)"
    case (.centered, "raw"): "v − m²"
    case (.centered, "clamp"): "max(v − m², 0)"
    default: nil
    }
  }

  /// What to change in order to compute what PyTorch does; `nil` if nothing.
  public func change(from value: String) -> String? {
    let pytorch = Dialect()[self]
    guard value != pytorch, self != .maximize else { return nil }
    let sentence = "PyTorch has \(words(pytorch))"
    guard let mine = formula(value), let theirs = formula(pytorch) else { return sentence + "." }
    return "\(sentence): change \(mine) to \(theirs)."
  }
}

extension Identification {
  /// The choices that are settled and are not PyTorch's, in words.
  public var peculiarities: [String] {
    Dialect.Axis.allCases.compactMap { axis in
      guard let values = axes[axis], values.count == 1, values[0] != Dialect()[axis] else {
        return nil
      }
      return axis.words(values[0])
    }
  }

  /// What to change, axis by axis, in order to compute what PyTorch does.
  public var changes: [String] {
    Dialect.Axis.allCases.compactMap { axis in
      guard let values = axes[axis], values.count == 1 else { return nil }
      return axis.change(from: values[0])
    }
  }
}
