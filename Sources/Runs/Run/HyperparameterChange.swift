public import RMSprop

/// Hyperparameters that are others from a step on; the rate is a step's own.
public struct HyperparameterChange: Equatable, Sendable {
  /// The step from which on they hold, counted from 0.
  public var step: Int
  /// ρ, ε, μ and λ, where they change.
  public var alpha, epsilon, momentum, weightDecay: Double?

  /// A change at a step; by default, of nothing.
  public init(
    step: Int, alpha: Double? = nil, epsilon: Double? = nil, momentum: Double? = nil,
    weightDecay: Double? = nil
  ) {
    self.step = step
    (self.alpha, self.epsilon) = (alpha, epsilon)
    (self.momentum, self.weightDecay) = (momentum, weightDecay)
  }

  /// Whether nothing changes.
  package var isEmpty: Bool {
    alpha == nil && epsilon == nil && momentum == nil && weightDecay == nil
  }
}

extension Hyperparameters {
  /// Applies a change.
  package mutating func change(_ change: HyperparameterChange) {
    alpha = change.alpha ?? alpha
    epsilon = change.epsilon ?? epsilon
    momentum = change.momentum ?? momentum
    weightDecay = change.weightDecay ?? weightDecay
  }
}

extension Run {
  /// The hyperparameters in a step, except its rate.
  public func hyperparameters(in step: Int) -> Hyperparameters {
    var h = hyperparameters
    for change in changes where change.step <= step { h.change(change) }
    return h
  }

  /// The first step that needs a momentum buffer which PyTorch has not made, because momentum was
  /// off when the state was; `nil` if none does.
  package var stepWithoutBuffer: Int? {
    if changes.isEmpty || reference != .pytorch { return nil }
    var (hasState, hasBuffer) = (initialState != nil, initialState?.momentumBuffer != nil)
    for (t, step) in steps.enumerated() where step.rows != nil {
      let hasMomentum = hyperparameters(in: t).momentum > 0
      if !hasState { (hasState, hasBuffer) = (true, hasMomentum) }
      if hasMomentum && !hasBuffer { return t }
    }
    return nil
  }

  /// The settings of a step as those of a run that never changes them.
  package func settled(in step: Int) -> Run {
    if changes.isEmpty { return self }
    var run = self
    run.hyperparameters = hyperparameters(in: step)
    run.changes = []
    return run
  }
}
