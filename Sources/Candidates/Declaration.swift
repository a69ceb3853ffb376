public import GoldenTraces
import RMSprop

/// What a candidate says of itself when it is greeted.
public struct Declaration: Equatable, Sendable {
  /// Its name.
  public var name: String
  /// Its version, if it says one.
  public var version: String?
  /// What it is written in, if it says so.
  public var language: String?
  /// The types that it computes in.
  public var scalars: [Trace.Scalar]
  /// How it rounds fused operations; `nil` if that is not known.
  public var rounding: Trace.Rounding?
  /// Whether its square root is known to be correctly rounded, as IEEE 754 asks.
  public var hasExactRoot: Bool
  /// The formula that it follows.
  public var reference: Trace.Reference
  /// What it can do.
  public var supports: Set<Feature>

  /// A declaration of these parts; by default of PyTorch's formula in float64, with a changing
  /// rate, and of nothing else.
  public init(
    name: String, version: String? = nil, language: String? = nil,
    scalars: [Trace.Scalar] = [.float64], rounding: Trace.Rounding? = nil,
    hasExactRoot: Bool = false, reference: Trace.Reference = .pytorch,
    supports: Set<Feature> = [.schedule]
  ) {
    self.name = name
    self.version = version
    self.language = language
    self.scalars = scalars
    self.rounding = rounding
    self.hasExactRoot = hasExactRoot
    self.reference = reference
    self.supports = supports
  }

  /// What not every RMSprop can do, by its name in the protocol.
  public enum Feature: String, CaseIterable, Sendable {
    /// A momentum buffer.
    case momentum
    /// The centered variance.
    case centered
    /// An L2 penalty.
    case weightDecay = "weight_decay"
    /// Ascending.
    case maximize
    /// A rate that changes from step to step.
    case schedule = "lr_schedule"
    /// Steps without a gradient.
    case missingGradient = "missing_gradient"
    /// Its replies hold state, not parameters alone.
    case state
  }
}

extension Trace {
  /// What an implementation must support to run this trace.
  var needs: Set<Declaration.Feature> {
    var needs: Set<Declaration.Feature> = []
    if hyperparameters.momentum != 0 { needs.insert(.momentum) }
    if hyperparameters.centered { needs.insert(.centered) }
    if hyperparameters.weightDecay != 0 { needs.insert(.weightDecay) }
    if hyperparameters.maximize { needs.insert(.maximize) }
    if steps.contains(where: { $0.learningRate != nil }) { needs.insert(.schedule) }
    if steps.contains(where: { $0.gradient == .missing }) { needs.insert(.missingGradient) }
    return needs
  }
}
