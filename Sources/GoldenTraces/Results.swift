extension Trace {
  /// What can be compared after a step, by its name in the file, in the order of its computation.
  public enum Quantity: String, CaseIterable, Sendable {
    /// v.
    case squareAverage = "square_avg"
    /// m.
    case gradientAverage = "grad_avg"
    /// b.
    case momentumBuffer = "momentum_buffer"
    /// θ.
    case parameters = "params"
  }

  /// What a step left: n numbers of each quantity, `nil` where there are none.
  public struct Results: Equatable, Sendable {
    private var squareAverage, gradientAverage, momentumBuffer, parameters: [Double]?

    /// Nothing yet.
    public init() {}

    /// The numbers of one quantity.
    public subscript(quantity: Quantity) -> [Double]? {
      get {
        switch quantity {
        case .squareAverage: squareAverage
        case .gradientAverage: gradientAverage
        case .momentumBuffer: momentumBuffer
        case .parameters: parameters
        }
      }
      _modify {
        switch quantity {
        case .squareAverage: yield &squareAverage
        case .gradientAverage: yield &gradientAverage
        case .momentumBuffer: yield &momentumBuffer
        case .parameters: yield &parameters
        }
      }
    }
  }
}
