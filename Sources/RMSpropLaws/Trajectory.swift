public import GoldenTraces

/// What came back of a run: numbers of each quantity, step by step, in a step coordinate by
/// coordinate.
public struct Trajectory: Equatable, Sendable {
  /// How many parameters there are.
  public let coordinates: Int
  /// θ after each step.
  public var parameters: [Double]
  /// v after each step, 0 before the first gradient; `nil` where a subject tells none.
  public var squareAverage: [Double]?
  /// m, likewise.
  public var gradientAverage: [Double]?
  /// b, likewise.
  public var momentumBuffer: [Double]?

  /// Numbers as given.
  public init(
    coordinates: Int, parameters: [Double], squareAverage: [Double]? = nil,
    gradientAverage: [Double]? = nil, momentumBuffer: [Double]? = nil
  ) {
    self.coordinates = coordinates
    self.parameters = parameters
    self.squareAverage = squareAverage
    self.gradientAverage = gradientAverage
    self.momentumBuffer = momentumBuffer
  }

  /// What each step left. A quantity counts as told if the last step has it; where a step has no
  /// such numbers, or too few, they are 0 for state, and NaN for parameters.
  public init(steps results: [Trace.Results], coordinates: Int) {
    func flat(_ quantity: Trace.Quantity, fill: Double) -> [Double]? {
      guard results.last?[quantity] != nil else { return nil }
      var all: [Double] = []
      all.reserveCapacity(results.count * coordinates)
      for result in results {
        let numbers = result[quantity]?.prefix(coordinates) ?? []
        all += numbers
        for _ in numbers.count..<coordinates { all.append(fill) }
      }
      return all
    }
    self.init(
      coordinates: coordinates,
      parameters: flat(.parameters, fill: .nan)
        ?? [Double](repeating: .nan, count: results.count * coordinates),
      squareAverage: flat(.squareAverage, fill: 0),
      gradientAverage: flat(.gradientAverage, fill: 0),
      momentumBuffer: flat(.momentumBuffer, fill: 0))
  }

  /// How many steps there are.
  public var steps: Int { coordinates == 0 ? 0 : parameters.count / coordinates }

  /// A quantity's numbers; `nil` where there are none.
  public subscript(quantity: Trace.Quantity) -> [Double]? {
    switch quantity {
    case .parameters: parameters
    case .squareAverage: squareAverage
    case .gradientAverage: gradientAverage
    case .momentumBuffer: momentumBuffer
    }
  }

  /// θ after a step.
  public func parameter(_ step: Int, _ coordinate: Int) -> Double {
    parameters[step * coordinates + coordinate]
  }

  /// The same without state, as a program shows it that tells parameters alone.
  public var withoutState: Trajectory {
    Trajectory(coordinates: coordinates, parameters: parameters)
  }
}
