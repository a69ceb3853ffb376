/// The settings of RMSprop, with PyTorch's names and defaults.
///
/// As in PyTorch, they are in double precision, whatever the parameters' type. The textbook and
/// batch variants use only `learningRate`, `alpha` and `epsilon`.
public struct Hyperparameters: Equatable, Sendable {
  /// η, the base learning rate (`lr`). Range: at least 0.
  public var learningRate: Double
  /// ρ, the fraction of the average of squares that is kept at each step (`alpha`). Range: at least
  /// 0. PyTorch accepts values above 1, too: then a gradient other than 0 gives NaN.
  public var alpha: Double
  /// ε, the guard against division by zero (`eps`). Range: at least 0.
  public var epsilon: Double
  /// λ, the factor of an L2 penalty (`weight_decay`). Range: at least 0.
  public var weightDecay: Double
  /// μ, the fraction of the momentum buffer that is kept at each step (`momentum`). Range: at least
  /// 0.
  public var momentum: Double
  /// Whether to divide by an estimate of the gradient's standard deviation instead of its root mean
  /// square.
  public var centered: Bool
  /// Whether to maximize the function instead of minimizing it.
  public var maximize: Bool

  /// Hyperparameters with these values, which are not checked here.
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

  /// The hyperparameters as given, if PyTorch accepts them.
  ///
  /// The checks and their order are those of `torch.optim.RMSprop.__init__`: each number must be at
  /// least 0. NaN is refused, +∞ and −0 are accepted, and there is no upper bound.
  ///
  /// - Throws: `HyperparameterError`, for the first number that is out of range.
  public func checked() throws(HyperparameterError) -> Hyperparameters {
    guard learningRate >= 0 else { throw .learningRate(learningRate) }
    guard epsilon >= 0 else { throw .epsilon(epsilon) }
    guard momentum >= 0 else { throw .momentum(momentum) }
    guard weightDecay >= 0 else { throw .weightDecay(weightDecay) }
    guard alpha >= 0 else { throw .alpha(alpha) }
    return self
  }
}
