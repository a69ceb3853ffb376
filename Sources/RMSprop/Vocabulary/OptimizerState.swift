/// The state that RMSprop keeps for one parameter between steps.
///
/// Before the first step with a gradient there is no state (`nil`). Each array has the length of
/// the parameter. RMSprop keeps nothing else, so restoring the state restores the run.
public struct OptimizerState<Number> {
  /// The number of steps that had a gradient (`step`).
  public var stepCount: Int
  /// v, the moving average of squared gradients (`square_avg`).
  public var squareAverage: [Number]
  /// b, the moving sum of normalised gradients (`momentum_buffer`); only with momentum.
  public var momentumBuffer: [Number]?
  /// m, the moving average of gradients (`grad_avg`); only when centered.
  public var gradientAverage: [Number]?

  /// A state with these values; by default without momentum buffer and gradient average.
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

extension OptimizerState where Number: Arithmetic {
  /// The state before the first step: `count` zeros in each of its arrays.
  @inlinable
  public init(zeros count: Int, momentumBuffer: Bool = false, gradientAverage: Bool = false) {
    let zeros = [Number](repeating: Number(0, "0"), count: count)
    self.init(
      squareAverage: zeros, momentumBuffer: momentumBuffer ? zeros : nil,
      gradientAverage: gradientAverage ? zeros : nil)
  }
}

extension OptimizerState: Sendable where Number: Sendable {}
extension OptimizerState: Equatable where Number: Equatable {}
