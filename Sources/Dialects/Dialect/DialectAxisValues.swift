extension Dialect {
  /// Where ε goes, s being v or v − m².
  package enum Epsilon: String, AxisValue {
    case outside
    case inside
    case none
    case floor
    case both
    case minusInside = "minus_inside"

    package var words: String {
      switch self {
      case .outside: "ε outside the root"
      case .inside: "ε inside the root"
      case .none: "no ε"
      case .floor: "ε as the least root"
      case .both: "ε inside the root and outside"
      case .minusInside: "ε subtracted inside the root"
      }
    }

    package var formula: String? {
      switch self {
      case .outside: "√v + ε"
      case .inside: "√(v + ε)"
      case .none: "√v"
      case .floor: "max(√v, ε)"
      case .both: "√(v + ε) + ε"
      case .minusInside: "√(v − ε)"
      }
    }
  }

  /// v before the first step. With 1 the first steps are short; with g₁² v after the first step is
  /// g₁², too. Some programs let their caller give any number, whose name in reports is the number.
  package enum InitialSquareAverage: AxisValue {
    case number(Double)
    case epsilon
    case firstGradientSquared

    package static let zero = InitialSquareAverage.number(0)
    package static let one = InitialSquareAverage.number(1)

    /// The values that programs have without being asked; other numbers are their callers'.
    package static let allCases: [InitialSquareAverage] = [
      .zero, .one, .epsilon, .firstGradientSquared,
    ]

    // A type with raw values would be compared by these, and numbers written each time.
    package static func == (a: Self, b: Self) -> Bool {
      switch (a, b) {
      case (.number(let a), .number(let b)): a == b
      case (.epsilon, .epsilon), (.firstGradientSquared, .firstGradientSquared): true
      default: false
      }
    }

    package func hash(into hasher: inout Hasher) {
      switch self {
      case .number(let number): hasher.combine(number)
      case .epsilon: hasher.combine(-1)
      case .firstGradientSquared: hasher.combine(-2)
      }
    }

    package init?(rawValue: String) {
      switch rawValue {
      case "eps": self = .epsilon
      case "first_gradient_squared": self = .firstGradientSquared
      default:
        guard let number = Double(rawValue), number.isFinite else { return nil }
        self = .number(number)
      }
    }

    package var rawValue: String {
      switch self {
      case .number(let number): Self.text(number)
      case .epsilon: "eps"
      case .firstGradientSquared: "first_gradient_squared"
      }
    }

    package var words: String {
      switch self {
      case .number(let number): "v beginning with \(Self.text(number))"
      case .epsilon: "v beginning with ε"
      case .firstGradientSquared: "v beginning with the first g²"
      }
    }

    package var formula: String? {
      switch self {
      case .number(let number): "v₀ = \(Self.text(number))"
      case .epsilon: "v₀ = ε"
      case .firstGradientSquared: "v₀ = g₁²"
      }
    }

    /// A number that reads back as itself; a whole one without a fraction.
    private static func text(_ number: Double) -> String {
      let text = "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
  }

  /// What the buffer b holds, and how it moves θ; u is g / r.
  package enum Momentum: String, AxisValue {
    case heavy
    case damped
    case raw
    case nesterov
    case downhill

    package var words: String {
      switch self {
      case .heavy: "a heavy ball's momentum"
      case .damped: "damped momentum"
      case .raw: "momentum of the gradient before it is divided"
      case .nesterov: "Nesterov's momentum"
      case .downhill: "downhill's form of momentum"
      }
    }

    package var formula: String? {
      switch self {
      case .heavy: "b = μ b + g / r"
      case .damped: "b = μ b + (1 − μ) g / r"
      case .raw: "b = μ b + g, θ = θ − η b / r"
      case .nesterov: "b = μ b + u, θ = θ − η (u + μ b) with u = g / r"
      case .downhill: "b = μ² b + (1 + μ) g / r"
      }
    }
  }

  /// On which side of the buffer the rate is.
  package enum LearningRate: String, AxisValue {
    case outside
    case inside

    package var words: String {
      switch self {
      case .outside: "the rate outside the buffer"
      case .inside: "the rate inside the buffer"
      }
    }

    package var formula: String? {
      switch self {
      case .outside: "b = μ b + g / r, θ = θ − η b"
      case .inside: "b = μ b + η g / r, θ = θ − b"
      }
    }
  }

  /// What weight decay acts on: the gradient, or the parameter before the step.
  package enum WeightDecay: String, AxisValue {
    case l2
    case decoupled
    case decoupledUnscaled = "decoupled_unscaled"
    case l2AfterSquareAverage = "l2_after_square_avg"

    package var words: String {
      switch self {
      case .l2: "decay in the gradient"
      case .decoupled: "decoupled decay"
      case .decoupledUnscaled: "decoupled decay without the rate"
      case .l2AfterSquareAverage: "decay in the gradient after the averages"
      }
    }

    package var formula: String? {
      switch self {
      case .l2: "g = g + λ θ, before the averages"
      case .decoupled: "θ = θ − η λ θ"
      case .decoupledUnscaled: "θ = θ − λ θ"
      case .l2AfterSquareAverage: "g = g + λ θ, after the averages"
      }
    }
  }

  /// What is divided by 1 − ρᵗ at step t.
  package enum BiasCorrection: String, AxisValue {
    case none
    case v
    case vm

    package var words: String {
      switch self {
      case .none: "no correction of bias"
      case .v: "v corrected for bias"
      case .vm: "v and m corrected for bias"
      }
    }

    package var formula: String? {
      switch self {
      case .none: "v"
      case .v, .vm: "v / (1 − ρᵗ)"
      }
    }
  }

  /// What is done about a variance that is not positive: nothing, it becomes 0, or parameter and
  /// buffer stay as they are.
  package enum Centered: String, AxisValue {
    case raw
    case clamp
    case `guard`

    package var words: String {
      switch self {
      case .raw: "the variance as it comes"
      case .clamp: "the variance clamped at zero"
      case .guard: "no step where the variance is not positive"
      }
    }

    package var formula: String? {
      switch self {
      case .raw: "v − m²"
      case .clamp: "max(v − m², 0)"
      case .guard: nil
      }
    }
  }

  /// Whether the run ascends.
  package enum Maximize: String, AxisValue {
    case no
    case yes

    package var words: String {
      switch self {
      case .no: "descent"
      case .yes: "ascent"
      }
    }

    package var formula: String? { nil }
  }
}
