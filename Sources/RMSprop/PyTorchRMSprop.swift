//  RMSprop as torch.optim.RMSprop computes it
//
//  Method               g ← −g                          if maximize                      (P1)
//                       g ← g + λ θ                     if λ ≠ 0                 fused   (P2)
//                       v ← ρ v                                                          (P3)
//                       v ← v + ((1 − ρ) g) g                                    fused   (P4)
//                       m ← m + (1 − ρ)(g − m)          if centered, |1 − ρ| < ½ fused   (P5)
//                       m ← g + ((1 − ρ) − 1)(g − m)    if centered, else        fused   (P5')
//                       s ← v − m m                     if centered              fused   (P6)
//                       r ← √s                                                           (P7)
//                       r ← r + ε                                                        (P8)
//                       b ← μ b                         if μ > 0                         (P9)
//                       b ← b + g / r                   if μ > 0                         (P10)
//                       θ ← θ − η b                     if μ > 0                 fused   (P11)
//                       θ ← θ + (−η g) / r              if μ = 0                         (P12)
//  Order of operations  A line is one operation of PyTorch (P5 one lerp_), whose result is stored;
//                       "fused" rounds its last product and sum once, as PyTorch does on CPUs with
//                       fma.
//  Special cases        s < 0 by rounding makes θ NaN (centered, nearly constant gradients).
//                       ε = 0: a zero gradient on v = 0 is 0/0. ρ > 1, g ≠ 0: v < 0, so NaN.
//                       g = ±∞: v = ∞, θ = NaN. g² overflows: v = ∞, for ever if ρ > 0 (at ρ = 0
//                       the next step is NaN), and g / r = 0.
//  Exactness            0 ulp from torch 2.13.0 on the CPU, given a correctly rounded root; NaN by
//                       class.
//  Source               torch/optim/rmsprop.py, _single_tensor_rmsprop.

/// RMSprop as `torch.optim.RMSprop` computes it, operation for operation.
///
/// A value of this type holds the hyperparameters, which stay the same from step to step. The
/// caller keeps the parameters, and a state for each of them.
///
/// The number type decides the rounding: `Double` and `Float` round as PyTorch on a CPU with fma,
/// `Separate<Double>` and `Separate<Float>` (module `NumberSystems`) as PyTorch on a CPU without.
public struct PyTorchRMSprop: Sendable {
  // MARK: Hyperparameters

  /// The hyperparameters, all that PyTorch's RMSprop has.
  public let hyperparameters: Hyperparameters

  /// An optimizer with these hyperparameters; by default with PyTorch's: lr 0.01, alpha 0.99, eps
  /// 1e-8, everything else off.
  ///
  /// - Throws: `HyperparameterError`, if a value is negative or NaN: PyTorch refuses it, too.
  public init(_ hyperparameters: Hyperparameters = .init()) throws(HyperparameterError) {
    self.hyperparameters = try hyperparameters.checked()
  }

  /// An optimizer whose hyperparameters are not checked: PyTorch does not check those of a group.
  public init(unchecked hyperparameters: Hyperparameters) {
    self.hyperparameters = hyperparameters
  }

  /// The hyperparameters as numbers of the parameters' type, and the choice between P5 and P5'.
  public struct Coefficients<Number: Arithmetic> {
    @usableFromInline let minusLearningRate, alpha, oneMinusAlpha, epsilon: Number
    @usableFromInline let weightDecay, momentum, lerpWeight: Number
    @usableFromInline var lerpsFromGradient: Bool

    /// Coefficients that are computed in double precision, then rounded once.
    ///
    /// With 16-bit parameters PyTorch computes in float32, but rounds λ (P2), ε (P8) and the η of
    /// P11 to 16 bits first: they are `stored`, the others are not.
    @inlinable
    public init(_ hyperparameters: Hyperparameters, learningRate: Double? = nil) {
      minusLearningRate = Number(-(learningRate ?? hyperparameters.learningRate), "(-\\eta)")
      alpha = Number.Order.factor(Number(hyperparameters.alpha, "\\rho"))
      oneMinusAlpha = Number(oneMinus: hyperparameters.alpha, "(1 - \\rho)")
      epsilon = Number(hyperparameters.epsilon, "\\varepsilon").stored
      weightDecay = Number(hyperparameters.weightDecay, "\\lambda").stored
      momentum = Number.Order.factor(Number(hyperparameters.momentum, "\\mu"))
      lerpsFromGradient = Number.Order.lerpsFromGradient(
        Number.self, alpha: hyperparameters.alpha)
      lerpWeight =
        lerpsFromGradient
        ? Number.Order.weightFromGradient(
          oneMinusAlpha: oneMinusAlpha, alpha: hyperparameters.alpha) : oneMinusAlpha
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: updates the parameter `theta`, its averages `v` and `m`, and its
  /// momentum buffer `b`.
  ///
  /// `m` is used only if centered, `b` only with momentum. A loop over this function vectorises if
  /// the switches are constants that the compiler knows. Fused operations vectorise if the build
  /// may use the CPU's fma; otherwise each is a call of libm, which gives the same bits slowly.
  @inlinable @inline(__always)
  public static func update<Number: Arithmetic>(
    _ theta: inout Number, _ gradient: Number, squareAverage v: inout Number,
    gradientAverage m: inout Number, momentumBuffer b: inout Number,
    _ constant: Coefficients<Number>, maximize: Bool, decay: Bool, centered: Bool, momentum: Bool
  ) {
    var g = gradient
    if maximize { g = (-g).named("P1", "g_t'") }
    if decay {
      g = Number.Order.decayed(g, theta, weightDecay: constant.weightDecay).named("P2", "g_t''")
    }

    v = (constant.alpha * v).named("P3", "v_t'")
    v = Number.Order.squareAverage(v, g, oneMinusAlpha: constant.oneMinusAlpha).named("P4", "v_t")

    var s = v
    if centered {
      m = Number.Order.gradientAverage(m, g, constant)
        .named(constant.lerpsFromGradient ? "P5'" : "P5", "m_t")
      s = Number.Order.variance(v, m).named("P6", "s_t")
    }
    var r = Number.squareRoot(of: s).named("P7", "r_t'")
    r = (r + constant.epsilon).named("P8", "r_t")

    if momentum {
      b = (constant.momentum * b).named("P9", "b_t'")
      b = (b + g / r).named("P10", "b_t")
      theta = Number.Order.moved(theta, by: b, minusLearningRate: constant.minusLearningRate.stored)
        .named("P11", "\\theta_t")
    } else {
      theta = Number.Order.moved(
        theta, by: g, over: r, minusLearningRate: constant.minusLearningRate
      )
      .named("P12", "\\theta_t")
    }
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// Without a gradient the step changes nothing, and creates no state.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers, or `nil` if the parameter has no gradient.
  ///   - state: `nil` before the first step with a gradient; then the state after the last step.
  ///   - learningRate: the learning rate of this step, instead of the hyperparameter. It is not
  ///     checked: PyTorch does not check the rate that a scheduler sets.
  /// - Precondition: gradient and state have the parameter's length. The state has a gradient
  ///   average if the step is centered, and a momentum buffer if it has momentum.
  @inlinable
  public func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradient: [Number]?, state: inout OptimizerState<Number>?,
    learningRate: Double? = nil
  ) {
    guard let gradient else { return }
    let (centered, momentum) = (hyperparameters.centered, hyperparameters.momentum > 0)
    if state == nil {
      state = OptimizerState(
        zeros: parameter.count, momentumBuffer: momentum, gradientAverage: centered)
    }
    // An array that this step does not use stays in the state, as in PyTorch.
    var (m, b): ([Number]?, [Number]?) = ([], [])
    if centered { swap(&m, &state!.gradientAverage) }
    if momentum { swap(&b, &state!.momentumBuffer) }
    precondition(m != nil, "a centered step needs a gradient average")
    precondition(b != nil, "a step with momentum needs a momentum buffer")
    state!.stepCount += 1
    step(
      parameter.mutableSpan, gradient: gradient.span,
      squareAverage: state!.squareAverage.mutableSpan, gradientAverage: m!.mutableSpan,
      momentumBuffer: b!.mutableSpan, learningRate: learningRate)
    if centered { swap(&m, &state!.gradientAverage) }
    if momentum { swap(&b, &state!.momentumBuffer) }
  }

  /// One step of a parameter, or of a part of it, in the caller's memory: a span over a C pointer,
  /// for example, or over the part that one of several threads updates.
  ///
  /// Coordinates do not depend on each other, so the steps of all parts, in any order, are the step
  /// of the whole.
  ///
  /// - Parameters:
  ///   - theta: the parameter, n numbers, updated. n may be 0.
  ///   - g: the gradient, n numbers.
  ///   - v: the average of squares, n numbers, updated. Zeros before the first step.
  ///   - m: the average of gradients, like `v`. Unused if not centered: then its length does not
  ///     matter.
  ///   - b: the momentum buffer, like `v`. Unused without momentum: then its length does not
  ///     matter.
  ///   - learningRate: the learning rate of this step, instead of the hyperparameter. Not checked.
  /// - Precondition: the spans that are used have the same length.
  @inlinable
  public func step<Number: Loadable>(
    _ theta: consuming MutableSpan<Number>, gradient g: Span<Number>,
    squareAverage v: consuming MutableSpan<Number>,
    gradientAverage m: consuming MutableSpan<Number>,
    momentumBuffer b: consuming MutableSpan<Number>, learningRate: Double? = nil
  ) {
    var constant = Coefficients<Number.Loaded>(hyperparameters, learningRate: learningRate)
    let lerpsFromGradient = constant.lerpsFromGradient
    let sweep = hyperparameters.maximize ? choose(On()) : choose(Off())
    sweep(&theta, g, &v, &m, &b, &constant)

    // Each of these functions chooses the position of one more switch.
    func choose(_ maximize: some Switch) -> Sweep<Number> {
      hyperparameters.weightDecay != 0 ? choose(maximize, On()) : choose(maximize, Off())
    }
    func choose(_ maximize: some Switch, _ decay: some Switch) -> Sweep<Number> {
      hyperparameters.momentum > 0 ? choose(maximize, decay, On()) : choose(maximize, decay, Off())
    }
    func choose(
      _ maximize: some Switch, _ decay: some Switch, _ momentum: some Switch
    ) -> Sweep<Number> {
      hyperparameters.centered
        ? choose(maximize, decay, momentum, On()) : choose(maximize, decay, momentum, Off())
    }
    func choose(
      _ maximize: some Switch, _ decay: some Switch, _ momentum: some Switch,
      _ centered: some Switch
    ) -> Sweep<Number> {
      centered.isOn && lerpsFromGradient
        ? Self.sweep(maximize, decay, momentum, centered, On())
        : Self.sweep(maximize, decay, momentum, centered, Off())
    }
  }

  /// A function that updates every coordinate. The coefficients are `inout` because that passes
  /// their address: a copy takes longer than the update of a coordinate.
  @usableFromInline
  typealias Sweep<Number: Loadable> = (
    _ theta: inout MutableSpan<Number>, _ g: Span<Number>, _ v: inout MutableSpan<Number>,
    _ m: inout MutableSpan<Number>, _ b: inout MutableSpan<Number>,
    _ constant: inout Coefficients<Number.Loaded>
  ) -> Void

  /// The function that updates every coordinate, with the switches in these positions.
  ///
  /// One loop serves all positions. Because they are types, the compiler makes a function for each
  /// combination, whose loop has no branches and vectorises.
  @inlinable
  static func sweep<Number: Loadable>(
    _ maximize: some Switch, _ decay: some Switch, _ momentum: some Switch,
    _ centered: some Switch, _ lerpsFromGradient: some Switch
  ) -> Sweep<Number> {
    { theta, g, v, m, b, constant in
      let n = theta.count
      precondition(g.count == n && v.count == n, "gradient and state need the parameter's length")
      precondition(!centered.isOn || m.count == n, "a centered step needs a gradient average")
      precondition(!momentum.isOn || b.count == n, "a step with momentum needs a momentum buffer")
      // The same value where it is used, but known to the compiler.
      constant.lerpsFromGradient = lerpsFromGradient.isOn
      for i in 0..<n {
        var (parameter, square) = (theta[i].loaded, v[i].loaded)
        var average = centered.isOn ? m[i].loaded : Number.Loaded(0, "0")
        var buffer = momentum.isOn ? b[i].loaded : Number.Loaded(0, "0")
        update(
          &parameter, g[i].loaded, squareAverage: &square, gradientAverage: &average,
          momentumBuffer: &buffer, constant, maximize: maximize.isOn, decay: decay.isOn,
          centered: centered.isOn, momentum: momentum.isOn)
        theta[i] = Number(storing: parameter)
        v[i] = Number(storing: square)
        if centered.isOn { m[i] = Number(storing: average) }
        if momentum.isOn { b[i] = Number(storing: buffer) }
      }
    }
  }
}

// MARK: The equations that differ from one PyTorch to another

extension EvaluationOrder {
  /// The constant itself.
  @inlinable @inline(__always)
  public static func factor<Number: Arithmetic>(_ constant: Number) -> Number { constant }

  /// x + a y, fused.
  @inlinable @inline(__always)
  public static func added<Number: Arithmetic>(_ x: Number, _ a: Number, _ y: Number) -> Number {
    x.addingProduct(a, y)
  }

  /// g + λ θ, as `added` adds.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number { added(g, weightDecay, theta) }

  /// v′ + ((1 − ρ) g) g, fused.
  @inlinable @inline(__always)
  public static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    v.addingProduct(oneMinusAlpha * g, g)
  }

  /// The weight is looked at after it is rounded.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    Number.rounded(1 - alpha).magnitude >= 0.5
  }

  /// (1 − ρ) − 1, rounded again.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    oneMinusAlpha - Number(1, "1")
  }

  /// m + (1 − ρ)(g − m), or g + ((1 − ρ) − 1)(g − m), fused.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    (constant.lerpsFromGradient ? g : m).addingProduct(constant.lerpWeight, g - m)
  }

  /// v − m m, fused.
  @inlinable @inline(__always)
  public static func variance<Number: Arithmetic>(_ v: Number, _ m: Number) -> Number {
    v.addingProduct(-m, m)
  }

  /// θ + (−η) b, as `added` adds.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    added(theta, minusLearningRate, b)
  }

  /// θ + (−η g) / r: each operation rounds.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number {
    theta + minusLearningRate * g / r
  }
}
