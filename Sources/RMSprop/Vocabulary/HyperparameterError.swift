/// The error for a hyperparameter that is negative or NaN. Its description is exactly PyTorch's
/// message.
public enum HyperparameterError: Error, Equatable, CustomStringConvertible {
  /// `learningRate` is negative or NaN.
  case learningRate(Double)
  /// `epsilon` is negative or NaN.
  case epsilon(Double)
  /// `momentum` is negative or NaN.
  case momentum(Double)
  /// `weightDecay` is negative or NaN.
  case weightDecay(Double)
  /// `alpha` is negative or NaN.
  case alpha(Double)

  /// The message of PyTorch's exception.
  public var description: String {
    switch self {
    case .learningRate(let value): "Invalid learning rate: \(python(value))"
    case .epsilon(let value): "Invalid epsilon value: \(python(value))"
    case .momentum(let value): "Invalid momentum value: \(python(value))"
    case .weightDecay(let value): "Invalid weight_decay value: \(python(value))"
    case .alpha(let value): "Invalid alpha value: \(python(value))"
    }
  }

  /// The number as Python prints it: as Swift does, but without an exponent up to 1e16.
  private func python(_ value: Double) -> String {
    if value.isNaN { return "nan" }  // Swift shows sign and payload
    let plain = value.magnitude < 1e16 && value.magnitude >= 0x1p53
    return plain ? "\(Int64(value)).0" : "\(value)"
  }
}
