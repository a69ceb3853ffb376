//  RMSprop as the documents print it
//
//  Method               v ← ρ v + (1 − ρ) g²                                             (T1)
//                       r ← √v,  √v + ε,  √(v + ε)  or  v + ε                            (T2)
//                       θ ← θ − η (g / r)                                                (T3)
//  Order of operations  As printed: the square before its weight, the fraction before η.
//  Special cases        Without ε, a zero gradient on v = 0 is 0/0: θ becomes NaN and stays NaN.
//                       The documents give v no first value; it is 0 here.
//  Exactness            Each operation rounds once; none is fused.
//  Source               Document 0 (no ε); document 2 (ε somewhere: the page lost its root sign).

/// RMSprop as the documents print it: one formula, in each of its readings.
///
/// A value of this type holds the hyperparameters, which stay the same from step to step. The
/// caller keeps the parameters, and a state for each of them.
public struct TextbookRMSprop: Sendable {
  // MARK: Hyperparameters

  /// A reading of the documents' formula: where ε stands.
  public enum Formula: String, CaseIterable, Sendable {
    /// g / √v, document 0. At v = 0 it divides by zero.
    case withoutEpsilon = "none"
    /// g / (√v + ε), document 2 with the root over v alone; also where PyTorch puts it.
    case epsilonOutside = "outside"
    /// g / √(v + ε), document 2 with the root over the sum.
    case epsilonInside = "inside"
    /// g / (v + ε), document 2 to the letter. It cannot be meant: the page calls the denominator a
    /// root mean square, and here steps grow without bound as gradients shrink.
    case withoutRoot = "unrooted"
  }

  /// The reading of the documents' formula.
  public let formula: Formula
  /// The hyperparameters, of which this formula uses η, ρ and ε; the others have PyTorch's
  /// defaults.
  public let hyperparameters: Hyperparameters

  /// An optimizer with this reading and these hyperparameters; by default η = 0.01 without ε
  /// (document 0) and 0.001 otherwise (document 2), ρ = 0.99, ε = 1e-8.
  ///
  /// - Throws: `HyperparameterError`, if a value is negative or NaN.
  public init(
    _ formula: Formula, learningRate: Double? = nil, alpha: Double = 0.99, epsilon: Double = 1e-8
  ) throws(HyperparameterError) {
    self.formula = formula
    self.hyperparameters = try Hyperparameters(
      learningRate: learningRate ?? (formula == .withoutEpsilon ? 0.01 : 0.001),
      alpha: alpha, epsilon: epsilon
    ).checked()
  }

  /// The hyperparameters as numbers of the parameters' type.
  public struct Coefficients<Number: Arithmetic> {
    @usableFromInline let learningRate, alpha, oneMinusAlpha, epsilon: Number

    /// Coefficients that are computed in double precision, then rounded once.
    @inlinable
    public init(_ hyperparameters: Hyperparameters, learningRate: Double? = nil) {
      self.learningRate = Number(learningRate ?? hyperparameters.learningRate, "\\eta")
      alpha = Number(hyperparameters.alpha, "\\rho")
      oneMinusAlpha = Number(oneMinus: hyperparameters.alpha, "(1 - \\rho)")
      epsilon = Number(hyperparameters.epsilon, "\\varepsilon")
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: updates the parameter `theta` and its average of squares `v`, from
  /// the gradient `g`.
  @inlinable @inline(__always)
  public static func update<Number: Arithmetic>(
    _ theta: inout Number, _ g: Number, squareAverage v: inout Number,
    _ constant: Coefficients<Number>, _ formula: Formula
  ) {
    v = (constant.alpha * v + constant.oneMinusAlpha * (g * g)).named("T1", "v_t")

    let r: Number
    switch formula {
    case .withoutEpsilon: r = Number.squareRoot(of: v).named("T2", "r_t")
    case .epsilonOutside: r = (Number.squareRoot(of: v) + constant.epsilon).named("T2", "r_t")
    case .epsilonInside: r = Number.squareRoot(of: v + constant.epsilon).named("T2", "r_t")
    case .withoutRoot: r = (v + constant.epsilon).named("T2", "r_t")
    }

    theta = (theta - constant.learningRate * (g / r)).named("T3", "\\theta_t")
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers. ±∞ makes its coordinate NaN; NaN stays in its coordinate.
  ///   - state: `nil` before the first step; then the state after the last step.
  ///   - learningRate: the learning rate of this step, instead of the hyperparameter. Not checked.
  /// - Precondition: gradient and state have the parameter's length.
  @inlinable
  public func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradient: [Number], state: inout OptimizerState<Number>?,
    learningRate: Double? = nil
  ) {
    var current = state.take() ?? OptimizerState(zeros: parameter.count)
    current.stepCount += 1
    let constant = Coefficients<Number>(hyperparameters, learningRate: learningRate)
    Self.sweep(
      parameter.mutableSpan, gradient.span, squareAverage: current.squareAverage.mutableSpan,
      constant, formula)
    state = current
  }

  /// One step of a weight and a bias, as document 2 writes it: one formula for both, but each with
  /// its own average (S_dw, S_db).
  @inlinable
  public func step<Number: Arithmetic>(
    _ parameters: inout WeightAndBias<[Number]>, gradients: WeightAndBias<[Number]>,
    states: inout WeightAndBias<OptimizerState<Number>?>, learningRate: Double? = nil
  ) {
    step(
      &parameters.weight, gradient: gradients.weight, state: &states.weight,
      learningRate: learningRate)
    step(
      &parameters.bias, gradient: gradients.bias, state: &states.bias, learningRate: learningRate)
  }

  /// The update of every coordinate. The reading is chosen outside the loops, which then vectorise.
  @inlinable @inline(__always)
  static func sweep<Number: Arithmetic>(
    _ theta: consuming MutableSpan<Number>, _ g: Span<Number>,
    squareAverage v: consuming MutableSpan<Number>, _ constant: Coefficients<Number>,
    _ formula: Formula
  ) {
    let n = theta.count
    precondition(g.count == n && v.count == n, "gradient and state need the parameter's length")
    switch formula {
    case .withoutEpsilon:
      for i in 0..<n { update(&theta[i], g[i], squareAverage: &v[i], constant, .withoutEpsilon) }
    case .epsilonOutside:
      for i in 0..<n { update(&theta[i], g[i], squareAverage: &v[i], constant, .epsilonOutside) }
    case .epsilonInside:
      for i in 0..<n { update(&theta[i], g[i], squareAverage: &v[i], constant, .epsilonInside) }
    case .withoutRoot:
      for i in 0..<n { update(&theta[i], g[i], squareAverage: &v[i], constant, .withoutRoot) }
    }
  }
}
