package import RMSprop
package import Runs

/// Calls on a real `torch.optim.RMSprop`, and what came back.
///
/// The form is `rmsprop-behaviour/1` (`Fixtures/README.md`). Numbers are doubles; in a float32
/// behaviour each is the double that equals its float32.
package struct Behaviour: Sendable {
  /// A stable name, such as `behaviour/fused/float64/late-momentum`.
  package let id: String
  /// What it shows, in a sentence.
  package let about: String
  /// The type of the parameters.
  package let scalar: Scalar
  /// How fused operations were rounded.
  package let rounding: Rounding
  /// The calls, in order.
  package let calls: [Call]

  /// One call.
  package struct Call: Sendable {
    /// What was called, and with what.
    package let kind: Kind
    /// The exception that it raised, if any.
    package let raises: Raised?
    /// What a closure returned.
    package let returns: Double?
    /// What could be seen afterwards; `nil` while there is no optimizer.
    package let after: Seen?
  }

  /// What can be called.
  package enum Kind: Sendable {
    /// The initializer, with groups or, as a list, with their parameters alone.
    case makeOptimizer(defaults: Settings, groups: [Group], isList: Bool, foreach: Bool)
    /// New settings for a group, counted from 0.
    case set(group: Int, Settings)
    /// A step, with every parameter's gradient; `nil` is a missing one.
    case step([[Double]?])
    /// A step whose closure sets these gradients and returns this loss.
    case stepWithClosure([[Double]?], loss: Double)
    /// `zero_grad`, to missing gradients or to zeros.
    case zeroGradients(setToNone: Bool)
    /// `add_param_group`.
    case addGroup(Group)
    /// `load_state_dict`.
    case load(StateDictionary<Double>)
  }

  /// A group as it was given.
  package struct Group: Sendable {
    var parameters: [Parameter] = []
    var settings = Settings()
  }

  /// A parameter as it was given.
  package struct Parameter: Sendable {
    var shape: [Int] = []
    var isComplex = false
    var values: [Double] = []
  }

  /// Some hyperparameters.
  package struct Settings: Sendable {
    var learningRate, alpha, epsilon, weightDecay, momentum: Double?
    var centered, maximize: Bool?

    /// The hyperparameters that are set here, and the rest from others.
    func over(_ others: Hyperparameters) -> Hyperparameters {
      Hyperparameters(
        learningRate: learningRate ?? others.learningRate, alpha: alpha ?? others.alpha,
        epsilon: epsilon ?? others.epsilon, weightDecay: weightDecay ?? others.weightDecay,
        momentum: momentum ?? others.momentum, centered: centered ?? others.centered,
        maximize: maximize ?? others.maximize)
    }
  }

  /// An exception.
  package struct Raised: Equatable, Sendable {
    /// The exception's type in Python.
    package var type: String
    /// The exception's message.
    package var message: String
  }

  /// What can be seen of an optimizer from outside.
  package struct Seen: Sendable {
    var parameters: [[Double]] = []
    var gradients: [[Double]?] = []
    var dictionary = StateDictionary<Double>()
  }
}
