//  RMSprop as document 1's program runs it, completed
//
//  Method               d ← d + ∂L_i             for each data point i of the epoch      (B1)
//                       v ← β v + (1 − β) d²                                             (B2)
//                       r ← √(v + ε)                                                     (B3)
//                       θ ← θ − (η / r) d                                                (B4)
//  Order of operations  As the program has them: points in their order from d = 0, the square
//                       before its weight, η / r before d.
//  Special cases        Gradients are summed, not averaged: twice the data is twice the gradient.
//                       An epoch without data has d = 0. ε = 0: a zero sum on v = 0 is ∞ · 0, NaN.
//  Exactness            Each operation rounds once; none is fused.
//  Source               Document 1. Its lines lost their indentation; the update comes after the
//                       loop over the data, the usual reading. v starts at 0, as there.

/// RMSprop as document 1's program runs it: one step an epoch, by the sum of the gradients of all
/// data points, with ε inside the root.
///
/// A value of this type holds the hyperparameters, which stay the same from step to step. The
/// caller keeps the parameters, and a state for each of them.
public struct BatchRMSprop: Sendable {
  // MARK: Hyperparameters

  /// The hyperparameters, of which this program uses η, β (`alpha`) and ε; the others have
  /// PyTorch's defaults.
  public let hyperparameters: Hyperparameters

  /// An optimizer with these hyperparameters; by default with document 1's: η = 0.1, β = 0.9,
  /// ε = 1e-9.
  ///
  /// - Throws: `HyperparameterError`, if a value is negative or NaN.
  public init(
    learningRate: Double = 0.1, alpha: Double = 0.9, epsilon: Double = 1e-9
  ) throws(HyperparameterError) {
    self.hyperparameters = try Hyperparameters(
      learningRate: learningRate, alpha: alpha, epsilon: epsilon
    ).checked()
  }

  /// The hyperparameters as numbers of the parameters' type.
  public struct Coefficients<Number: Arithmetic> {
    @usableFromInline let learningRate, alpha, oneMinusAlpha, epsilon: Number

    /// Coefficients that are computed in double precision, then rounded once.
    @inlinable
    public init(_ hyperparameters: Hyperparameters, learningRate: Double? = nil) {
      self.learningRate = Number(learningRate ?? hyperparameters.learningRate, "\\eta")
      alpha = Number(hyperparameters.alpha, "\\beta")
      oneMinusAlpha = Number(oneMinus: hyperparameters.alpha, "(1 - \\beta)")
      epsilon = Number(hyperparameters.epsilon, "\\varepsilon")
    }
  }

  // MARK: The update of one coordinate

  /// Adds the gradient of one data point, `point`, to the epoch's sum `d`.
  @inlinable @inline(__always)
  public static func accumulate<Number: Arithmetic>(_ d: inout Number, _ point: Number) {
    d = (d + point).named("B1", "d_t")
  }

  /// One step of one coordinate: updates the parameter `theta` and its average of squares `v`, from
  /// the epoch's sum of gradients `d`.
  @inlinable @inline(__always)
  public static func update<Number: Arithmetic>(
    _ theta: inout Number, _ d: Number, squareAverage v: inout Number,
    _ constant: Coefficients<Number>
  ) {
    v = (constant.alpha * v + constant.oneMinusAlpha * (d * d)).named("B2", "v_t")
    let r = Number.squareRoot(of: v + constant.epsilon).named("B3", "r_t")
    theta = (theta - (constant.learningRate / r) * d).named("B4", "\\theta_t")
  }

  // MARK: The step of a whole parameter

  /// One epoch's step of a whole parameter.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradients: one row of n numbers for each data point, in the data's order.
  ///   - state: `nil` before the first step; then the state after the last step.
  ///   - learningRate: the learning rate of this step, instead of the hyperparameter. Not checked.
  /// - Precondition: each row and the state have the parameter's length.
  @inlinable
  public func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradients: [[Number]], state: inout OptimizerState<Number>?,
    learningRate: Double? = nil
  ) {
    var sum = [Number](repeating: Number(0, "0"), count: parameter.count)
    for row in gradients { Self.sweep(sum.mutableSpan, adding: row.span) }
    var current = state.take() ?? OptimizerState(zeros: parameter.count)
    current.stepCount += 1
    Self.sweep(
      parameter.mutableSpan, sum.span, squareAverage: current.squareAverage.mutableSpan,
      Coefficients(hyperparameters, learningRate: learningRate))
    state = current
  }

  /// Adds the gradient of one data point to the epoch's sum, in every coordinate.
  @inlinable @inline(__always)
  static func sweep<Number: Arithmetic>(
    _ sum: consuming MutableSpan<Number>, adding point: Span<Number>
  ) {
    let n = sum.count
    precondition(point.count == n, "each row of gradients needs the parameter's length")
    for i in 0..<n { accumulate(&sum[i], point[i]) }
  }

  /// The update of every coordinate.
  @inlinable @inline(__always)
  static func sweep<Number: Arithmetic>(
    _ theta: consuming MutableSpan<Number>, _ d: Span<Number>,
    squareAverage v: consuming MutableSpan<Number>, _ constant: Coefficients<Number>
  ) {
    let n = theta.count
    precondition(v.count == n, "the state needs the parameter's length")
    for i in 0..<n { update(&theta[i], d[i], squareAverage: &v[i], constant) }
  }

  // MARK: The training of a model

  /// A model with a weight and a bias. Document 1 trains such a model, but does not show it.
  public protocol Model<Number> {
    /// The type of parameters and data.
    associatedtype Number: Arithmetic

    /// The loss at one data point.
    func loss(_ parameters: WeightAndBias<Number>, x: Number, y: Number) -> Number

    /// The gradient of the loss at one data point: `grad_w` and `grad_b` of document 1.
    func gradient(
      _ parameters: WeightAndBias<Number>, x: Number, y: Number
    ) -> WeightAndBias<Number>
  }

  /// The results of one epoch.
  public struct Epoch<Number> {
    /// w and b after the epoch's step.
    public let parameters: WeightAndBias<Number>
    /// v_w and v_b after the epoch's step.
    public let squareAverage: WeightAndBias<Number>
    /// The loss at these parameters, summed over the data.
    public let loss: Number
  }

  /// Document 1's program: each epoch adds up the gradients of all data points (X, Y), then takes
  /// one step.
  ///
  /// - Parameters:
  ///   - model: the neuron and its loss.
  ///   - initial: w and b before the first epoch (`init_w`, `init_b`).
  ///   - data: the points, in the order in which their gradients are added.
  ///   - epochs: the number of epochs (`max_epochs`). Range: at least 0.
  /// - Returns: the results of every epoch, in order.
  public func train<M: Model>(
    _ model: M, from initial: WeightAndBias<M.Number>, on data: [(x: M.Number, y: M.Number)],
    epochs: Int
  ) -> [Epoch<M.Number>] {
    var theta = [initial.weight, initial.bias]
    var state: OptimizerState<M.Number>?
    return (0..<epochs).map { _ in
      let before = WeightAndBias(weight: theta[0], bias: theta[1])
      let gradients = data.map { point in
        let gradient = model.gradient(before, x: point.x, y: point.y)
        return [gradient.weight, gradient.bias]
      }
      step(&theta, gradients: gradients, state: &state)
      let after = WeightAndBias(weight: theta[0], bias: theta[1])
      let v = state!.squareAverage
      return Epoch(
        parameters: after, squareAverage: WeightAndBias(weight: v[0], bias: v[1]),
        loss: data.reduce(M.Number(0, "0")) { $0 + model.loss(after, x: $1.x, y: $1.y) })
    }
  }
}

extension BatchRMSprop.Epoch: Sendable where Number: Sendable {}
extension BatchRMSprop.Epoch: Equatable where Number: Equatable {}
