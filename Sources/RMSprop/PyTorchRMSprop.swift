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
/// A value of this type holds what does not change from step to step. Parameters and state are the
/// caller's, one state for each parameter.
///
/// The number type decides the rounding: `Double` and `Float` fuse where PyTorch does on a CPU with
/// fma; `Separate<Double>` and `Separate<Float>` (module `NumberSystems`) round as PyTorch without
/// it.
public struct PyTorchRMSprop: Sendable {
  // MARK: Hyperparameters

  /// All of PyTorch's.
  public let hyperparameters: Hyperparameters

  /// Hyperparameters as given, or PyTorch's defaults: lr 0.01, alpha 0.99, eps 1e-8, and no more.
  ///
  /// - Throws: `HyperparameterError`, if a value is negative or NaN, as PyTorch does.
  public init(_ hyperparameters: Hyperparameters = .init()) throws(HyperparameterError) {
    self.hyperparameters = try hyperparameters.checked()
  }

  /// Hyperparameters of any value, as PyTorch takes those that are set for a group.
  public init(unchecked hyperparameters: Hyperparameters) {
    self.hyperparameters = hyperparameters
  }

  /// The hyperparameters as numbers of the parameters' type, and how they choose P5.
  public struct Coefficients<Number: Arithmetic> {
    @usableFromInline let minusLearningRate, alpha, oneMinusAlpha, epsilon: Number
    @usableFromInline let weightDecay, momentum, lerpWeight: Number
    @usableFromInline var lerpsFromGradient: Bool

    /// Each formed in double precision, then rounded once. What PyTorch adds (P2, P8, P11) it
    /// stores as a parameter first; what it multiplies by it does not.
    @inlinable
    public init(_ hyperparameters: Hyperparameters, learningRate: Double? = nil) {
      minusLearningRate = Number(-(learningRate ?? hyperparameters.learningRate), "(-\\eta)")
      alpha = Number(hyperparameters.alpha, "\\rho")
      oneMinusAlpha = Number(1 - hyperparameters.alpha, "(1 - \\rho)")
      epsilon = Number(hyperparameters.epsilon, "\\varepsilon").stored
      weightDecay = Number(hyperparameters.weightDecay, "\\lambda").stored
      momentum = Number(hyperparameters.momentum, "\\mu")
      lerpsFromGradient = Number.rounded(1 - hyperparameters.alpha).magnitude >= 0.5
      lerpWeight = lerpsFromGradient ? oneMinusAlpha - Number(1, "1") : oneMinusAlpha
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: `theta`, its averages `v` and `m` and its buffer `b`, by
  /// `gradient`.
  ///
  /// What is optional is computed and then selected, because a loop over an `if` that assigns does
  /// not vectorise; the switches are literals at each call. Fused operations vectorise
  /// where the build may use the hardware's, else each is a call of libm: the same bits, slowly.
  @inlinable @inline(__always)
  public static func update<Number: Arithmetic>(
    _ theta: inout Number, _ gradient: Number, squareAverage v: inout Number,
    gradientAverage m: inout Number, momentumBuffer b: inout Number,
    _ constant: Coefficients<Number>, maximize: Bool, decay: Bool, centered: Bool, momentum: Bool
  ) {
    let negated = (-gradient).named("P1", "g_t'")
    let signed = maximize ? negated : gradient
    let decayed = signed.addingProduct(constant.weightDecay, theta).named("P2", "g_t''")
    let g = decay ? decayed : signed

    v = (constant.alpha * v).named("P3", "v_t'")
    v = v.addingProduct(constant.oneMinusAlpha * g, g).named("P4", "v_t")

    var s = v
    if centered {
      let start = constant.lerpsFromGradient ? g : m
      m = start.addingProduct(constant.lerpWeight, g - m)
        .named(constant.lerpsFromGradient ? "P5'" : "P5", "m_t")
      s = v.addingProduct(-m, m).named("P6", "s_t")
    }
    var r = Number.squareRoot(of: s).named("P7", "r_t'")
    r = (r + constant.epsilon).named("P8", "r_t")

    if momentum {
      b = (constant.momentum * b).named("P9", "b_t'")
      b = (b + g / r).named("P10", "b_t")
      theta = theta.addingProduct(constant.minusLearningRate.stored, b).named("P11", "\\theta_t")
    } else {
      theta = (theta + constant.minusLearningRate * g / r).named("P12", "\\theta_t")
    }
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// A missing gradient changes nothing: neither parameter nor state, which is not created either.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers, or `nil` if there is none.
  ///   - state: `nil` before the first step with a gradient, then what the last step left.
  ///   - learningRate: the rate of this step, if it is not the hyperparameter. Not checked, as
  ///     PyTorch does not check what a scheduler sets.
  /// - Precondition: gradient and state have the parameter's length; the state has a momentum
  ///   buffer if there is momentum, and a gradient average if centered.
  @inlinable
  public func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradient: [Number]?, state: inout State<Number>?,
    learningRate: Double? = nil
  ) {
    guard let gradient else { return }
    let (centered, momentum) = (hyperparameters.centered, hyperparameters.momentum > 0)
    if state == nil {
      state = State(zeros: parameter.count, momentumBuffer: momentum, gradientAverage: centered)
    }
    // What this step does not use is kept, as PyTorch keeps it.
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

  /// One step of a whole parameter or of a part of one, in memory that is the caller's: a span over
  /// a C pointer, or over what one of several threads updates. No coordinate looks at another, so
  /// the parts' steps are the whole's, in any order.
  ///
  /// - Parameters:
  ///   - theta: n numbers, updated. n may be 0.
  ///   - g: n numbers.
  ///   - v: n numbers, zeros before the first step; updated.
  ///   - m: the same, if centered, else empty.
  ///   - b: the same, with momentum, else empty.
  ///   - learningRate: the rate of this step, if it is not the hyperparameter. Not checked.
  /// - Precondition: the lengths are these. (What is not used may have any length: it is kept.)
  @inlinable
  public func step<Number: Arithmetic>(
    _ theta: consuming MutableSpan<Number>, gradient g: Span<Number>,
    squareAverage v: consuming MutableSpan<Number>,
    gradientAverage m: consuming MutableSpan<Number>,
    momentumBuffer b: consuming MutableSpan<Number>, learningRate: Double? = nil
  ) {
    let constant = Coefficients<Number>(hyperparameters, learningRate: learningRate)
    let (centered, momentum) = (hyperparameters.centered, hyperparameters.momentum > 0)
    switch (hyperparameters.maximize, hyperparameters.weightDecay != 0) {
    case (false, false):
      Self.sweep(theta, g, v, m, b, constant, Off.self, Off.self, centered, momentum)
    case (true, false):
      Self.sweep(theta, g, v, m, b, constant, On.self, Off.self, centered, momentum)
    case (false, true):
      Self.sweep(theta, g, v, m, b, constant, Off.self, On.self, centered, momentum)
    case (true, true):
      Self.sweep(theta, g, v, m, b, constant, On.self, On.self, centered, momentum)
    }
  }

  /// The update, over every coordinate. What is switched is chosen outside the loops, so that they
  /// can vectorise: here, or by the caller, with types. (Calls that differ in two literals become
  /// one, whose loop asks for both in every turn.) Not inlined, so that a caller's loop over steps
  /// does not share its registers with two dozen loops over coordinates.
  @inlinable @inline(never)
  static func sweep<Number: Arithmetic, Maximize: Switch, Decay: Switch>(
    _ theta: consuming MutableSpan<Number>, _ g: Span<Number>,
    _ v: consuming MutableSpan<Number>, _ m: consuming MutableSpan<Number>,
    _ b: consuming MutableSpan<Number>, _ constant: Coefficients<Number>,
    _: Maximize.Type, _: Decay.Type, _ centered: Bool, _ momentum: Bool
  ) {
    let n = theta.count
    precondition(g.count == n && v.count == n, "gradient and state need the parameter's length")
    precondition(!centered || m.count == n, "a centered step needs a gradient average")
    precondition(!momentum || b.count == n, "a step with momentum needs a momentum buffer")
    let (maximize, decay) = (Maximize.isOn, Decay.isOn)
    var (noMean, noBuffer) = (Number(0, "0"), Number(0, "0"))
    // Where it is known from which end a lerp starts, a loop does not ask.
    var (fromGradient, fromMean) = (constant, constant)
    (fromGradient.lerpsFromGradient, fromMean.lerpsFromGradient) = (true, false)
    switch (centered, momentum, constant.lerpsFromGradient) {
    case (false, false, _):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &noMean,
          momentumBuffer: &noBuffer, constant, maximize: maximize, decay: decay, centered: false,
          momentum: false)
      }
    case (true, false, false):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &m[i],
          momentumBuffer: &noBuffer, fromMean, maximize: maximize, decay: decay, centered: true,
          momentum: false)
      }
    case (true, false, true):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &m[i],
          momentumBuffer: &noBuffer, fromGradient, maximize: maximize, decay: decay,
          centered: true, momentum: false)
      }
    case (false, true, _):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &noMean,
          momentumBuffer: &b[i], constant, maximize: maximize, decay: decay, centered: false,
          momentum: true)
      }
    case (true, true, false):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &m[i], momentumBuffer: &b[i],
          fromMean, maximize: maximize, decay: decay, centered: true, momentum: true)
      }
    case (true, true, true):
      for i in 0..<n {
        update(
          &theta[i], g[i], squareAverage: &v[i], gradientAverage: &m[i], momentumBuffer: &b[i],
          fromGradient, maximize: maximize, decay: decay, centered: true, momentum: true)
      }
    }
  }
}
