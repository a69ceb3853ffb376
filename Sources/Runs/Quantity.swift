/// What can be seen after a step, by its name in files, in the order of its computation.
public enum Quantity: String, CaseIterable, Sendable {
  /// v, the average of squared gradients.
  case squareAverage = "square_avg"
  /// m, the average of gradients.
  case gradientAverage = "grad_avg"
  /// b, the momentum buffer.
  case momentumBuffer = "momentum_buffer"
  /// θ, the parameters.
  case parameters = "params"
}
