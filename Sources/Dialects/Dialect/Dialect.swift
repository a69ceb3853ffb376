/// One of the ways in which the world computes RMSprop: a choice on each axis in which programs of
/// that name differ.
///
/// The defaults are PyTorch's. Names of axes and values are those of `rmsprop identify`.
package struct Dialect: Hashable, Sendable {
  /// Where ε goes.
  package var epsilon: Epsilon
  /// v before the first step.
  package var initialSquareAverage: InitialSquareAverage
  /// What the buffer holds, and how it moves the parameter.
  package var momentum: Momentum
  /// On which side of the buffer the rate is.
  package var learningRate: LearningRate
  /// What weight decay acts on.
  package var weightDecay: WeightDecay
  /// What is divided by 1 − ρᵗ.
  package var biasCorrection: BiasCorrection
  /// What is done about a variance that is not positive.
  package var centered: Centered
  /// Whether the run ascends.
  package var maximize: Maximize

  /// A dialect with a choice on each axis; by default, PyTorch's choices.
  package init(
    epsilon: Epsilon = .outside, initialSquareAverage: InitialSquareAverage = .zero,
    momentum: Momentum = .heavy, learningRate: LearningRate = .outside,
    weightDecay: WeightDecay = .l2, biasCorrection: BiasCorrection = .none,
    centered: Centered = .raw, maximize: Maximize = .no
  ) {
    self.epsilon = epsilon
    self.initialSquareAverage = initialSquareAverage
    self.momentum = momentum
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.biasCorrection = biasCorrection
    self.centered = centered
    self.maximize = maximize
  }

  /// This dialect with one choice in place of its own.
  package func with(_ choice: Choice) -> Dialect {
    var changed = self
    switch choice {
    case .epsilon(let value): changed.epsilon = value
    case .initialSquareAverage(let value): changed.initialSquareAverage = value
    case .momentum(let value): changed.momentum = value
    case .learningRate(let value): changed.learningRate = value
    case .weightDecay(let value): changed.weightDecay = value
    case .biasCorrection(let value): changed.biasCorrection = value
    case .centered(let value): changed.centered = value
    case .maximize(let value): changed.maximize = value
    }
    return changed
  }

  /// The choice on an axis.
  package subscript(axis: Axis) -> Choice {
    switch axis {
    case .epsilon: .epsilon(epsilon)
    case .initialSquareAverage: .initialSquareAverage(initialSquareAverage)
    case .momentum: .momentum(momentum)
    case .learningRate: .learningRate(learningRate)
    case .weightDecay: .weightDecay(weightDecay)
    case .biasCorrection: .biasCorrection(biasCorrection)
    case .centered: .centered(centered)
    case .maximize: .maximize(maximize)
    }
  }

  /// This dialect with the run's direction: ascending or descending.
  package func ascending(_ isAscent: Bool) -> Dialect {
    with(.maximize(isAscent ? .yes : .no))
  }
}
