/// One of the ways in which the world computes RMSprop: a choice on each axis in which programs of
/// that name differ.
///
/// The defaults are PyTorch's. Names of axes and values are those of `rmsprop identify`.
public struct Dialect: Hashable, Sendable {
  /// Where ε goes.
  public var epsilon = Epsilon.outside
  /// v before the first step.
  public var initialSquareAverage = InitialSquareAverage.zero
  /// What the buffer holds, and how it moves the parameter.
  public var momentum = Momentum.heavy
  /// On which side of the buffer the rate is.
  public var learningRate = LearningRate.outside
  /// What weight decay acts on.
  public var weightDecay = WeightDecay.l2
  /// What is divided by 1 − ρᵗ.
  public var biasCorrection = BiasCorrection.none
  /// What is done about a variance that is not positive.
  public var centered = Centered.raw
  /// Whether the run ascends.
  public var maximize = Maximize.no

  /// PyTorch's choices.
  public init() {}

  /// PyTorch's choices, but for what `change` changes.
  public init(_ change: (inout Dialect) -> Void) { change(&self) }

  /// Where ε goes, s being v or v − m².
  public enum Epsilon: String, CaseIterable, Sendable {
    /// √s + ε.
    case outside
    /// √(s + ε).
    case inside
    /// √s.
    case none
    /// max(√s, ε).
    case floor
    /// √(s + ε) + ε.
    case both
    /// √(s − ε).
    case minusInside = "minus_inside"
  }

  /// v before the first step.
  public enum InitialSquareAverage: String, CaseIterable, Sendable {
    /// 0.
    case zero = "0"
    /// 1: the first steps are short.
    case one = "1"
    /// ε.
    case epsilon = "eps"
    /// g₁², so that v after the first step is g₁² too.
    case firstGradientSquared = "first_gradient_squared"
  }

  /// What the buffer b holds, u being g / r.
  public enum Momentum: String, CaseIterable, Sendable {
    /// b ← μ b + u; θ moves by b.
    case heavy
    /// b ← μ b + (1 − μ) u; θ moves by b.
    case damped
    /// b ← μ b + g; θ moves by b / r.
    case raw
    /// b ← μ b + u; θ moves by u + μ b.
    case nesterov
    /// b ← μ² b + (1 + μ) u; θ moves by b.
    case downhill
  }

  /// On which side of the buffer the rate is.
  public enum LearningRate: String, CaseIterable, Sendable {
    /// θ ← θ − η b.
    case outside
    /// What is added to b has the factor η; θ ← θ − b.
    case inside
  }

  /// What weight decay acts on.
  public enum WeightDecay: String, CaseIterable, Sendable {
    /// g ← g + λ θ, before the averages.
    case l2
    /// θ ← θ − η λ θ, before the step.
    case decoupled
    /// θ ← θ − λ θ, before the step.
    case decoupledUnscaled = "decoupled_unscaled"
    /// g ← g + λ θ, after the averages.
    case l2AfterSquareAverage = "l2_after_square_avg"
  }

  /// What is divided by 1 − ρᵗ at step t.
  public enum BiasCorrection: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// v.
    case v
    /// v and m.
    case vm
  }

  /// What is done about a variance that is not positive.
  public enum Centered: String, CaseIterable, Sendable {
    /// Nothing.
    case raw
    /// s ← max(s, 0).
    case clamp
    /// Where what is under the root is not positive, parameter and buffer stay as they are.
    case `guard`
  }

  /// Whether the run ascends.
  public enum Maximize: String, CaseIterable, Sendable {
    /// It descends.
    case no
    /// It ascends.
    case yes
  }
}

extension Dialect {
  /// An axis on which dialects differ, by its name in reports.
  public enum Axis: String, CaseIterable, Sendable {
    /// Where ε goes.
    case epsilon
    /// v before the first step.
    case initialSquareAverage = "initial_square_avg"
    /// What the buffer holds.
    case momentum
    /// Where the rate enters.
    case learningRate = "lr"
    /// What weight decay acts on.
    case weightDecay = "weight_decay"
    /// What is divided by 1 − ρᵗ.
    case biasCorrection = "bias_correction"
    /// What is done about a variance that is not positive.
    case centered
    /// Whether the run ascends.
    case maximize

    /// Every value on this axis.
    public var values: [String] {
      switch self {
      case .epsilon: Epsilon.allCases.map(\.rawValue)
      case .initialSquareAverage: InitialSquareAverage.allCases.map(\.rawValue)
      case .momentum: Momentum.allCases.map(\.rawValue)
      case .learningRate: LearningRate.allCases.map(\.rawValue)
      case .weightDecay: WeightDecay.allCases.map(\.rawValue)
      case .biasCorrection: BiasCorrection.allCases.map(\.rawValue)
      case .centered: Centered.allCases.map(\.rawValue)
      case .maximize: Maximize.allCases.map(\.rawValue)
      }
    }
  }

  /// The choice on an axis; a value that the axis has not is not taken.
  public internal(set) subscript(axis: Axis) -> String {
    get {
      switch axis {
      case .epsilon: epsilon.rawValue
      case .initialSquareAverage: initialSquareAverage.rawValue
      case .momentum: momentum.rawValue
      case .learningRate: learningRate.rawValue
      case .weightDecay: weightDecay.rawValue
      case .biasCorrection: biasCorrection.rawValue
      case .centered: centered.rawValue
      case .maximize: maximize.rawValue
      }
    }
    set {
      switch axis {
      case .epsilon: epsilon = .init(rawValue: newValue) ?? epsilon
      case .initialSquareAverage:
        initialSquareAverage = .init(rawValue: newValue) ?? initialSquareAverage
      case .momentum: momentum = .init(rawValue: newValue) ?? momentum
      case .learningRate: learningRate = .init(rawValue: newValue) ?? learningRate
      case .weightDecay: weightDecay = .init(rawValue: newValue) ?? weightDecay
      case .biasCorrection: biasCorrection = .init(rawValue: newValue) ?? biasCorrection
      case .centered: centered = .init(rawValue: newValue) ?? centered
      case .maximize: maximize = .init(rawValue: newValue) ?? maximize
      }
    }
  }

  /// Makes a choice on an axis; a value that the axis has not is not taken.
  public mutating func choose(_ value: String, on axis: Axis) { self[axis] = value }
}
