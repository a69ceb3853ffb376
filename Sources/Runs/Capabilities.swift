package import RMSprop

/// What an implementation can do, and how it rounds.
public struct Capabilities: Equatable, Sendable {
  /// The formulas that it follows.
  public var references: Set<Reference>
  /// The types that it computes in, in the order in which it names them.
  public var scalars: [Scalar]
  /// What it supports of what not every RMSprop does.
  public var features: Set<Feature>
  /// How it rounds fused operations, in PyTorch's order of operations; `nil` if that is not known.
  public var rounding: Rounding?
  /// How PyTorch is set up where it computes the same, where that changes bits.
  public var execution = Execution()
  /// The types of all quantities, for parameters whose state or arithmetic has another type.
  public var mixedScalars: [Scalar: Scalars] = [:]
  /// Whether its square root is known to be correctly rounded, as IEEE 754 asks.
  public var hasExactRoot: Bool
  /// Whether it takes subnormal numbers for zero.
  public var flushesSubnormals = false

  /// Capabilities of these parts; by default, everything of PyTorch's formula in float64 and
  /// float32, with a rounding that is not known.
  public init(
    references: Set<Reference> = [.pytorch], scalars: [Scalar] = [.float64, .float32],
    features: Set<Feature> = Set(Feature.allCases), rounding: Rounding? = nil,
    hasExactRoot: Bool = false
  ) {
    self.references = references
    self.scalars = scalars
    self.features = features
    self.rounding = rounding
    self.hasExactRoot = hasExactRoot
  }
}

extension Capabilities {
  /// Whether a step in a type keeps all its digits: they are not cut to 16 bits, nor to another
  /// type.
  package func keepsDigits(of scalar: Scalar) -> Bool {
    !scalar.hasSixteenBits && mixedScalars[scalar] == nil
  }
}

/// What not every RMSprop can do, by its name in the candidate protocol.
public enum Feature: String, CaseIterable, Sendable {
  /// A momentum buffer (μ).
  case momentum
  /// The centered variance, v − m² under the root.
  case centered
  /// An L2 penalty (λ).
  case weightDecay = "weight_decay"
  /// Ascending.
  case maximize
  /// A rate that changes from step to step.
  case schedule = "lr_schedule"
  /// Steps without a gradient.
  case missingGradient = "missing_gradient"
  /// Results hold state, not parameters alone.
  case state
  /// Hyperparameters beside the rate that change from step to step.
  case hyperparameterSchedule = "hyperparameter_schedule"
  /// A run that begins with state.
  case initialState = "initial_state"
  /// Several parameters, in groups.
  case tensors
  /// State that is given in the middle of a run, and taken by a fresh process.
  case saveAndLoad = "save_and_load"
  /// Gradients that are told after each step, and are what they were.
  case gradientsUntouched = "gradients_untouched"
}

extension Run {
  /// What an implementation must support to make this run.
  package var needs: Set<Feature> {
    var needs = hyperparameters.features
    if steps.contains(where: { $0.learningRate != nil }) { needs.insert(.schedule) }
    if steps.contains(where: { $0.rows == nil }) { needs.insert(.missingGradient) }
    if initialState != nil { needs.insert(.initialState) }
    if !changes.isEmpty { needs.insert(.hyperparameterSchedule) }
    return needs
  }
}

extension Hyperparameters {
  /// The features that these hyperparameters switch on.
  package var features: Set<Feature> {
    var features: Set<Feature> = []
    if momentum != 0 { features.insert(.momentum) }
    if centered { features.insert(.centered) }
    if weightDecay != 0 { features.insert(.weightDecay) }
    if maximize { features.insert(.maximize) }
    return features
  }
}
