/// The types that a run's numbers are kept in, quantity by quantity, and the type that a step is
/// computed in: mixed precision keeps parameters in 16 bits, and state in 32.
public struct Scalars: Equatable, Sendable {
  /// The type of parameters and gradients.
  public var parameters: Scalar
  /// The type of the average of squared gradients.
  public var squareAverage: Scalar
  /// The type of the average of gradients.
  public var gradientAverage: Scalar
  /// The type of the momentum buffer.
  public var momentumBuffer: Scalar
  /// The type that a step is computed in. What it leaves is rounded once to the types above.
  public var arithmetic: Scalar

  /// One type for everything.
  public init(_ scalar: Scalar) {
    self.init(parameters: scalar, state: scalar, arithmetic: scalar)
  }

  /// Parameters of one type, state of another, steps computed in a third.
  public init(parameters: Scalar, state: Scalar, arithmetic: Scalar) {
    (squareAverage, gradientAverage, momentumBuffer) = (state, state, state)
    (self.parameters, self.arithmetic) = (parameters, arithmetic)
  }

  /// The type of a quantity.
  public subscript(quantity: Quantity) -> Scalar {
    get {
      switch quantity {
      case .squareAverage: squareAverage
      case .gradientAverage: gradientAverage
      case .momentumBuffer: momentumBuffer
      case .parameters: parameters
      }
    }
    set {
      switch quantity {
      case .squareAverage: squareAverage = newValue
      case .gradientAverage: gradientAverage = newValue
      case .momentumBuffer: momentumBuffer = newValue
      case .parameters: parameters = newValue
      }
    }
  }

  /// The types in words: `bfloat16 with square_avg float32 and arithmetic float32`.
  package var words: String {
    let others =
      Quantity.allCases.filter { self[$0] != parameters }
      .map { "\($0.rawValue) \(self[$0].rawValue)" }
      + (arithmetic == parameters ? [] : ["arithmetic \(arithmetic.rawValue)"])
    return parameters.rawValue
      + (others.isEmpty ? "" : " with \(others.joined(separator: " and "))")
  }

  /// The type with the fewest digits.
  package var coarsest: Scalar {
    let all = Quantity.allCases.map { self[$0] } + [arithmetic]
    return [.bfloat16, .float16, .float32].first(where: all.contains) ?? .float64
  }

  /// Whether a step's results are kept as they are computed.
  package var areUniform: Bool { self == Scalars(arithmetic) }
}

extension Run {
  /// The types that a step with a rounding is computed and kept in. `torch.compile` computes 16-bit
  /// numbers in float32, and rounds what a step leaves.
  func scalars(roundedAs rounding: Rounding) -> Scalars {
    guard mixedScalars == nil, scalar.hasSixteenBits, rounding.isCompiled else { return scalars }
    return Scalars(parameters: scalar, state: scalar, arithmetic: .float32)
  }
}
