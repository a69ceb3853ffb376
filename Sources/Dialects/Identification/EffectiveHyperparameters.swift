import NumberSystems
import RMSprop

/// The hyperparameters that a run seems to have had, which may not be those that its trace
/// declares.
struct EffectiveHyperparameters: Sendable {
  /// A value, or the bracket in which it was found to lie.
  struct Value: Sendable {
    var lower, upper: Double
    init(_ value: Double) { (lower, upper) = (value, value) }
    init(from lower: Double, to upper: Double) { (self.lower, self.upper) = (lower, upper) }
    var middle: Double { lower == upper ? lower : lower / 2 + upper / 2 }
    var relativeWidth: Double { (upper - lower) / middle.magnitude }
    var inFloat32: Value { Value(Double(Float(middle))) }
  }

  /// The rule that gives each step its rate.
  enum Rate: Sendable {
    case declared
    /// The declared rate, rounded to float32.
    case inFloat32
    /// The declared rate, times a factor.
    case scaled(Value)
    /// One rate at every step.
    case constant(Value)
    /// The declared rate of the step before.
    case late
  }

  var rate = Rate.declared
  var alpha, epsilon, weightDecay, momentum: Value
  var centered: Bool
  /// What the run used as 1 − ρ, if that was formed in float32 or rounded to it.
  var complement: Double?
  /// Whether the factor of decoupled decay, 1 − η λ, is formed in float32.
  var shrinkageInFloat32 = false
  /// Whether the factor of decoupled decay, 1 − η λ, may be formed in float32 or not.
  var shrinksInFloat32OrNot = false
  /// Whether a missing gradient is taken for zeros.
  var missingIsZero = false
  /// What differs from the trace's declaration.
  var findings: [UndeclaredHyperparameter] = []

  /// The hyperparameters that a trace declares.
  init(_ declared: Hyperparameters) {
    alpha = Value(declared.alpha)
    epsilon = Value(declared.epsilon)
    weightDecay = Value(declared.weightDecay)
    momentum = Value(declared.momentum)
    centered = declared.centered
  }

  /// A copy with a change, and with the change among its findings.
  func changing(
    _ findings: UndeclaredHyperparameter..., by change: (inout EffectiveHyperparameters) -> Void
  ) -> EffectiveHyperparameters {
    var changed = self
    changed.findings += findings
    change(&changed)
    return changed
  }

  /// A copy with brackets that hold each value as it is, and as it is when float32 rounds it or
  /// what is computed from it.
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
