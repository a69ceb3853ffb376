import NumberSystems
import RMSprop

/// The hyperparameters that a run seems to have had, which may not be those that its trace
/// declares.
struct EffectiveHyperparameters: Sendable {
  /// A value, or where it was found to lie.
  struct Value: Sendable {
    var lower, upper: Double
    init(_ value: Double) { (lower, upper) = (value, value) }
    init(from lower: Double, to upper: Double) { (self.lower, self.upper) = (lower, upper) }
    var middle: Double { lower == upper ? lower : lower / 2 + upper / 2 }
    var relativeWidth: Double { (upper - lower) / middle.magnitude }
    var inFloat32: Value { Value(Double(Float(middle))) }
  }

  /// Which rate each step has.
  enum Rate: Sendable {
    case declared
    /// The declared one, rounded to float32.
    case inFloat32
    /// The declared one, times this.
    case scaled(Value)
    /// This one at every step.
    case constant(Value)
    /// That of the step before.
    case late
  }

  var rate = Rate.declared
  var alpha, epsilon, weightDecay, momentum: Value
  var centered: Bool
  /// What 1 − ρ is, if not that of ρ: formed in float32, or rounded to it.
  var complement: Double?
  /// Whether the factor of decoupled decay, 1 − η λ, is formed in float32.
  var shrinkageInFloat32 = false
  /// Whether it may be.
  var shrinksInFloat32OrNot = false
  /// Whether a missing gradient is taken for zeros.
  var missingIsZero = false
  /// What differs from the trace's declaration.
  var findings: [UndeclaredHyperparameter] = []

  /// As the trace declares them.
  init(_ declared: Hyperparameters) {
    alpha = Value(declared.alpha)
    epsilon = Value(declared.epsilon)
    weightDecay = Value(declared.weightDecay)
    momentum = Value(declared.momentum)
    centered = declared.centered
  }

  /// The same, but for a change that is a finding.
  func changing(
    _ findings: UndeclaredHyperparameter..., by change: (inout EffectiveHyperparameters) -> Void
  ) -> EffectiveHyperparameters {
    var changed = self
    changed.findings += findings
    change(&changed)
    return changed
  }

  /// Brackets that hold each value, and what it is when float32 rounds it or what is made of it.
  var roundedOrNot: EffectiveHyperparameters {
    var rough = self
    func around(_ value: Value) -> Value {
      Value(from: value.lower * (1 - 0x1p-22), to: value.upper * (1 + 0x1p-22))
    }
    rough.alpha = Value(from: alpha.lower - 0x1p-22, to: alpha.upper + 0x1p-22)
    (rough.epsilon, rough.momentum) = (around(epsilon), around(momentum))
    rough.weightDecay = around(weightDecay)
    rough.rate = .scaled(around(Value(1)))
    rough.shrinksInFloat32OrNot = true
    return rough
  }

  var switches: Dialect.Switches {
    Dialect.Switches(
      momentum: momentum.upper > 0, centered: centered, weightDecay: weightDecay.upper != 0)
  }
}

extension EffectiveHyperparameters.Rate {
  /// The rate of a step for which `declared` is declared, and `before` for the step before.
  func value(_ declared: Double, before: Double) -> EffectiveHyperparameters.Value {
    switch self {
    case .declared: .init(declared)
    case .inFloat32: .init(Double(Float(declared)))
    case .scaled(let factor):
      .init(from: declared * factor.lower, to: declared * factor.upper)
    case .constant(let value): value
    case .late: .init(before)
    }
  }
}
