/// What RMSprop remembers of one parameter between steps.
///
/// There is no state before the first step that has a gradient (an optional that is `nil`), and
/// each array has the length of the parameter. Restoring a state restores the run: nothing else is
/// kept.
public struct State<Number> {
  /// How many steps had a gradient (`step`).
  public var stepCount: Int
  /// v, the moving average of squared gradients (`square_avg`).
  public var squareAverage: [Number]
  /// b, the moving sum of normalised gradients (`momentum_buffer`); only with momentum.
  public var momentumBuffer: [Number]?
  /// m, the moving average of gradients (`grad_avg`); only when centered.
  public var gradientAverage: [Number]?

  /// A state as given; by default without momentum buffer and gradient average.
  @inlinable
  public init(
    stepCount: Int = 0, squareAverage: [Number], momentumBuffer: [Number]? = nil,
    gradientAverage: [Number]? = nil
  ) {
    self.stepCount = stepCount
    self.squareAverage = squareAverage
    self.momentumBuffer = momentumBuffer
    self.gradientAverage = gradientAverage
  }
}

extension State where Number: Arithmetic {
  /// The state before the first step: `count` zeros in each array that there is.
  @inlinable
  public init(zeros count: Int, momentumBuffer: Bool = false, gradientAverage: Bool = false) {
    let zeros = [Number](repeating: Number(0, "0"), count: count)
    self.init(
      squareAverage: zeros, momentumBuffer: momentumBuffer ? zeros : nil,
      gradientAverage: gradientAverage ? zeros : nil)
  }
}

extension State: Sendable where Number: Sendable {}
extension State: Equatable where Number: Equatable {}
