/// An order in which PyTorch evaluates its update: what its kernels for different CPUs, versions
/// and modes do differently, equation by equation.
///
/// The formula is the same in every order; products meet in another order, and other sums are
/// fused. `PyTorchRMSprop` states the rest of the update. The number type says which order it is
/// computed in; where it says nothing, that is `EagerOrder`.
///
/// An order states only the equations in which it differs. The others are those of `EagerOrder`,
/// which stand in PyTorchRMSprop.swift, or those of the order that it is made of.
/// Why: docs/decisions.md, "An order of evaluation is a type".
public protocol EvaluationOrder: Sendable {
  /// ρ or μ, by which state is multiplied (P3, P9).
  static func factor<Number: Arithmetic>(_ constant: Number) -> Number

  /// x + a y, PyTorch's `add` with a factor (P2, P11, and P5 before 2.1).
  static func added<Number: Arithmetic>(_ x: Number, _ a: Number, _ y: Number) -> Number

  /// g + λ θ (P2).
  static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number

  /// v′ + (1 − ρ) g² (P4).
  static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number

  /// Whether m is a `lerp` that starts from g (P5'), as where the weight 1 − ρ is ½ or more.
  static func lerpsFromGradient<Number: Arithmetic>(_: Number.Type, alpha: Double) -> Bool

  /// (1 − ρ) − 1, the weight of a `lerp` that starts from g (P5').
  static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
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

// MARK: Versions and CPUs

/// PyTorch before 2.1, and libtorch's optimizer in C++: the average of gradients is kept and added
/// to, as that of squares is, in place of `lerp`.
public enum BeforeLerp<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// False: there is no `lerp`.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    false
  }

  /// ρ m + (1 − ρ) g: ρ m is stored, then `add` with a factor.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    Base.added((constant.alpha * m).stored, constant.oneMinusAlpha.stored, g)
  }
}

/// SVE with vectors of 256 bits, where `addcmul` adds a square to the average (P4): each operation
/// rounds.
public enum SeparateSquare<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// v′ + ((1 − ρ) g) g: each operation rounds.
  @inlinable @inline(__always)
  public static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    v + oneMinusAlpha * g * g
  }
}

/// SVE with vectors of 256 bits, where `addcmul` takes the variance (P6): each operation rounds.
public enum SeparateVariance<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// v − m m: each operation rounds.
  @inlinable @inline(__always)
  public static func variance<Number: Arithmetic>(_ v: Number, _ m: Number) -> Number {
    v - m * m
  }
}

/// Numbers that are taken one by one, because they are left of a vector.
///
/// It shows where 1 − ρ is 1: a `lerp` of +0 and −0 is +0 here, and −0 in vectors.
public enum OneByOne<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// −(1 − (1 − ρ)), which is −0 where (1 − ρ) − 1 is +0.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    -(Number(1, "1") - oneMinusAlpha)
  }
}

// MARK: Sixteen bits

/// 16-bit numbers that are taken one by one, not in vectors: `add` with a factor (P2, P11) stores
/// its product first.
public enum StoredProducts<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// x + a y, whose product is stored.
  @inlinable @inline(__always)
  public static func added<Number: Arithmetic>(_ x: Number, _ a: Number, _ y: Number) -> Number {
    x + (a * y).stored
  }

  /// g + λ θ, as `added` adds.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number {
    added(g, weightDecay, theta)
  }

  /// θ + (−η) b, as `added` adds.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    added(theta, minusLearningRate, b)
  }
}

/// 16-bit numbers of which weight decay alone stores its product (P2): only the gradient is not
/// contiguous.
public enum StoredDecay<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// g + λ θ, whose product is stored.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number {
    StoredProducts<Base>.added(g, weightDecay, theta)
  }
}

/// 16-bit numbers of which the average of gradients alone stores its products (P5): only the
/// gradient is not contiguous, before PyTorch 2.1.
public enum StoredAverage<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// ρ m + (1 − ρ) g, whose products are stored.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    BeforeLerp<StoredProducts<Base>>.gradientAverage(m, g, constant)
  }
}

/// 16-bit parameters that are taken together (`foreach`), and any before PyTorch 2.1: ρ and μ are
/// stored in 16 bits before they multiply (P3, P9).
public enum StoredFactors<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// The constant, stored.
  @inlinable @inline(__always)
  public static func factor<Number: Arithmetic>(_ constant: Number) -> Number { constant.stored }
}

// MARK: Compiled

/// What `torch.compile` makes of the step on a CPU: the gradient is squared before it is weighed,
/// the quotient is formed before it is weighed, and only these two products are fused.
public protocol CompiledEvaluationOrder: EvaluationOrder {}

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

/// `torch.compile` with `foreach`, where nothing is fused at all: to be computed on `Separate`.
public enum CompiledForeachOrder: CompiledEvaluationOrder {
  /// −(1 − (1 − ρ)), of the rounded weight.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    OneByOne<EagerOrder>.weightFromGradient(oneMinusAlpha: oneMinusAlpha, alpha: alpha)
  }
}

/// `lerp` as eager kernels choose its end: what compiled code of PyTorch 2.14 does with `foreach`.
public enum RoundedLerpWeight<Base: EvaluationOrder>: DerivedEvaluationOrder {
  /// The weight is looked at after it is rounded.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    EagerOrder.lerpsFromGradient(Number.self, alpha: alpha)
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

  /// x + a y: each operation rounds.
  @inlinable @inline(__always)
  public static func added<Number: Arithmetic>(_ x: Number, _ a: Number, _ y: Number) -> Number {
    x + a * y
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

  /// θ + (g / r)(−η), fused.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number {
    theta.addingProduct(g / r, minusLearningRate)
  }
}
