/// The state that a run begins with when it goes on from another.
public struct InitialState: Equatable, Sendable {
  /// How many steps with a gradient were taken before.
  public var stepCount: Int
  /// The square average v: n numbers.
  public var squareAverage: [Double]
  /// The gradient average m, n numbers; `nil` if the run is not centered.
  public var gradientAverage: [Double]?
  /// The momentum buffer b, n numbers; `nil` without momentum.
  public var momentumBuffer: [Double]?

  /// A state of these parts.
  public init(
    stepCount: Int, squareAverage: [Double], gradientAverage: [Double]? = nil,
    momentumBuffer: [Double]? = nil
  ) {
    self.stepCount = stepCount
    self.squareAverage = squareAverage
    self.gradientAverage = gradientAverage
    self.momentumBuffer = momentumBuffer
  }

  /// The numbers of a quantity; `nil` for the parameters, which are not state.
  public subscript(quantity: Quantity) -> [Double]? {
    switch quantity {
    case .squareAverage: squareAverage
    case .gradientAverage: gradientAverage
    case .momentumBuffer: momentumBuffer
    case .parameters: nil
    }
  }
}

extension Run {
  /// What stands before the first step, of a run that goes on from another; `nil` at the beginning.
  package var standing: StepResults? {
    initialState.map { state in
      StepResults { $0 == .parameters ? parameters[...] : state[$0]?[...] }
    }
  }
}
