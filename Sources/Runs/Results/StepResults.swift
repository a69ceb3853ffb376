/// What one step left: n numbers of each quantity, `nil` where it has no numbers.
public struct StepResults: Equatable, Sendable {
  private var squareAverage, gradientAverage, momentumBuffer, parameters: ArraySlice<Double>?

  /// Nothing yet.
  public init() {}

  /// What `numbers` says of each quantity.
  public init(_ numbers: (Quantity) -> ArraySlice<Double>?) {
    squareAverage = numbers(.squareAverage)
    gradientAverage = numbers(.gradientAverage)
    momentumBuffer = numbers(.momentumBuffer)
    parameters = numbers(.parameters)
  }

  /// The numbers of one quantity.
  public subscript(quantity: Quantity) -> ArraySlice<Double>? {
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
