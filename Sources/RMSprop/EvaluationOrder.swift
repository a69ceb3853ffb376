/// An order in which PyTorch evaluates its update: what its kernels for different CPUs, versions
/// and modes do differently, equation by equation.
///
/// The formula is the same in every order; products meet in another order, and other sums are
/// fused. `PyTorchRMSprop` states the rest of the update. The number type says which order it is
/// computed in; where it says nothing, that is `EagerOrder`.
///
/// An order states only the equations in which it differs. The others are those of `EagerOrder`,
/// which stand in PyTorchRMSprop.swift.
/// Why: docs/decisions.md, "An order of evaluation is a type".
public protocol EvaluationOrder: Sendable {
  /// Whether m is a `lerp` that starts from g (P5'), as where the weight 1 − ρ is ½ or more.
  static func lerpsFromGradient<Number: Arithmetic>(_: Number.Type, alpha: Double) -> Bool

  /// (1 − ρ) − 1, the weight of a `lerp` that starts from g (P5').
  static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number

  /// g + λ θ (P2).
  static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number

  /// v′ + (1 − ρ) g² (P4).
  static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number

  /// m + (1 − ρ)(g − m) (P5), or from the other end, g + ((1 − ρ) − 1)(g − m) (P5').
  static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number

  /// v − m² (P6).
  static func variance<Number: Arithmetic>(_ v: Number, _ m: Number) -> Number

  /// θ − η b (P11).
  static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number

  /// θ − η g / r (P12).
  static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number
}

/// PyTorch's eager kernels, one after another: on x86-64, and on aarch64 with NEON.
///
/// `addcmul` (P4, P6), `add` with a factor (P2, P11) and `lerp` (P5) round their last product and
/// sum once where the CPU has fma, which PyTorch 2.1 and later do.
public enum EagerOrder: EvaluationOrder {}

// MARK: Before 2.1

/// PyTorch before 2.1, and libtorch's optimizer in C++: the average of gradients is kept and added
/// to, as that of squares is, in place of `lerp`.
public enum BeforeLerpOrder: EvaluationOrder {
  /// False: there is no `lerp`.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    false
  }

  /// ρ m + (1 − ρ) g: ρ m is rounded, the rest is fused.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    (constant.alpha * m).stored.addingProduct(constant.oneMinusAlpha, g)
  }
}

// MARK: Sixteen bits, number by number

/// What PyTorch computes with 16-bit numbers one by one, not in vectors: on a CPU without fma, and
/// in what is left of a vector. `add` with a factor (P2, P11) stores its product first.
public enum SixteenBitScalarOrder: EvaluationOrder {
  /// g + λ θ, whose product is stored.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number {
    g + (weightDecay * theta).stored
  }

  /// θ + (−η) b, whose product is stored.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    theta + (minusLearningRate * b).stored
  }
}

// MARK: Compiled

/// What `torch.compile` makes of the step on a CPU: the gradient is squared before it is weighed,
/// the quotient is formed before it is weighed, and only these two products are fused.
public protocol CompiledEvaluationOrder: EvaluationOrder {}

/// `torch.compile` with `foreach`, where nothing is fused at all: to be computed on `Separate`.
public enum CompiledForeachOrder: CompiledEvaluationOrder {}

/// `torch.compile` without `foreach`, and with a rate that is a number.
public enum CompiledOrder: CompiledEvaluationOrder {
  /// −(1 − (1 − ρ)), formed in double precision and rounded once.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    -Number(oneMinus: 1 - alpha, "(1 - (1 - \\rho))")
  }
}

/// `torch.compile` with a rate that is a tensor: with momentum, the step is fused too.
public enum CompiledTensorRateOrder: CompiledEvaluationOrder {
  /// As in `CompiledOrder`.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    CompiledOrder.weightFromGradient(oneMinusAlpha: oneMinusAlpha, alpha: alpha)
  }

  /// θ + b (−η), fused.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    theta.addingProduct(b, minusLearningRate)
  }
}

extension CompiledEvaluationOrder {
  /// The weight is looked at before it is rounded.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    (1 - alpha).magnitude >= 0.5
  }

  /// g + λ θ: each operation rounds.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number {
    g + weightDecay * theta
  }

  /// v′ + (g g)(1 − ρ), fused. The square may overflow where the average does not.
  @inlinable @inline(__always)
  public static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    v.addingProduct(g * g, oneMinusAlpha)
  }

  /// m + (g − m)(1 − ρ), or from the other end: each operation rounds.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    (constant.lerpsFromGradient ? g : m) + (g - m) * constant.lerpWeight
  }

  /// v − m m: each operation rounds.
  @inlinable @inline(__always)
  public static func variance<Number: Arithmetic>(_ v: Number, _ m: Number) -> Number {
    v - m * m
  }

  /// θ + (−η) b: each operation rounds.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    theta + minusLearningRate * b
  }

  /// θ + (g / r)(−η), fused.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number {
    theta.addingProduct(g / r, minusLearningRate)
  }
}
