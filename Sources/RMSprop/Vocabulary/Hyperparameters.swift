/// What a person sets before training, in PyTorch's words and with PyTorch's defaults.
///
/// All are kept in double precision, whatever the parameters' type, as PyTorch keeps them.
/// The textbook and batch variants use `learningRate`, `alpha` and `epsilon` alone.
public struct Hyperparameters: Equatable, Sendable {
  /// η, the base learning rate (`lr`). Range: at least 0.
  public var learningRate: Double
  /// ρ, how much of the average of squares is kept at each step (`alpha`). Range: at least 0; above
  /// 1 it is accepted, as PyTorch does, and a gradient other than 0 gives NaN.
  public var alpha: Double
  /// ε, the guard against division by zero (`eps`). Range: at least 0.
  public var epsilon: Double
  /// λ, the factor of an L2 penalty (`weight_decay`). Range: at least 0.
  public var weightDecay: Double
  /// μ, how much of the momentum buffer is kept at each step (`momentum`). Range: at least 0.
  public var momentum: Double
  /// Whether to divide by an estimate of the standard deviation instead of the root mean square.
  public var centered: Bool
  /// Whether to ascend instead of descending.
  public var maximize: Bool

  /// Hyperparameters as given, not yet checked.
  public init(
    learningRate: Double = 1e-2, alpha: Double = 0.99, epsilon: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false, maximize: Bool = false
  ) {
    self.learningRate = learningRate
    self.alpha = alpha
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.momentum = momentum
    self.centered = centered
    self.maximize = maximize
  }

  /// These hyperparameters, if PyTorch would accept them.
  ///
  /// PyTorch's checks in PyTorch's order (`torch.optim.RMSprop.__init__`): each number must be at
  /// least 0. NaN is refused, +∞ and −0 are accepted, and there is no upper bound.
  ///
  /// - Throws: `HyperparameterError`, for the first that is out of range.
  public func checked() throws(HyperparameterError) -> Hyperparameters {
    guard learningRate >= 0 else { throw .learningRate(learningRate) }
    guard epsilon >= 0 else { throw .epsilon(epsilon) }
    guard momentum >= 0 else { throw .momentum(momentum) }
    guard weightDecay >= 0 else { throw .weightDecay(weightDecay) }
    guard alpha >= 0 else { throw .alpha(alpha) }
    return self
  }
}
