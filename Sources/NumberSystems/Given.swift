/// What an update of one coordinate starts from.
package enum Given: CaseIterable, Sendable {
  /// The gradient.
  case gradient
  /// θ before the step.
  case parameter
  /// v before the step.
  case squareAverage
  /// m before the step.
  case gradientAverage
  /// b before the step.
  case momentumBuffer

  /// What formulas call it, in LaTeX.
  package var symbol: String {
    switch self {
    case .gradient: "g_t"
    case .parameter: "\\theta_{t-1}"
    case .squareAverage: "v_{t-1}"
    case .gradientAverage: "m_{t-1}"
    case .momentumBuffer: "b_{t-1}"
    }
  }
}
