/// An order that differs from another, `Base`, in a few equations.
public protocol DerivedEvaluationOrder: EvaluationOrder {
  /// The order whose equations hold where this one states none.
  associatedtype Base: EvaluationOrder
}

extension DerivedEvaluationOrder {
  /// As in `Base`.
  @inlinable @inline(__always)
  public static func factor<Number: Arithmetic>(_ constant: Number) -> Number {
    Base.factor(constant)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func added<Number: Arithmetic>(_ x: Number, _ a: Number, _ y: Number) -> Number {
    Base.added(x, a, y)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func decayed<Number: Arithmetic>(
    _ g: Number, _ theta: Number, weightDecay: Number
  ) -> Number {
    Base.decayed(g, theta, weightDecay: weightDecay)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func squareAverage<Number: Arithmetic>(
    _ v: Number, _ g: Number, oneMinusAlpha: Number
  ) -> Number {
    Base.squareAverage(v, g, oneMinusAlpha: oneMinusAlpha)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func lerpsFromGradient<Number: Arithmetic>(
    _: Number.Type, alpha: Double
  ) -> Bool {
    Base.lerpsFromGradient(Number.self, alpha: alpha)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func weightFromGradient<Number: Arithmetic>(
    oneMinusAlpha: Number, alpha: Double
  ) -> Number {
    Base.weightFromGradient(oneMinusAlpha: oneMinusAlpha, alpha: alpha)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func gradientAverage<Number: Arithmetic>(
    _ m: Number, _ g: Number, _ constant: PyTorchRMSprop.Coefficients<Number>
  ) -> Number {
    Base.gradientAverage(m, g, constant)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func variance<Number: Arithmetic>(_ v: Number, _ m: Number) -> Number {
    Base.variance(v, m)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by b: Number, minusLearningRate: Number
  ) -> Number {
    Base.moved(theta, by: b, minusLearningRate: minusLearningRate)
  }

  /// As in `Base`.
  @inlinable @inline(__always)
  public static func moved<Number: Arithmetic>(
    _ theta: Number, by g: Number, over r: Number, minusLearningRate: Number
  ) -> Number {
    Base.moved(theta, by: g, over: r, minusLearningRate: minusLearningRate)
  }
}
