/// A weight and a bias, or a pair of values that the documents have for both: dw and db, v_w and
/// v_b.
public struct WeightAndBias<Value> {
  /// The weight, or its value.
  public var weight: Value
  /// The bias, or its value.
  public var bias: Value

  /// A pair of these two values.
  @inlinable
  public init(weight: Value, bias: Value) {
    self.weight = weight
    self.bias = bias
  }
}

extension WeightAndBias: Sendable where Value: Sendable {}
extension WeightAndBias: Equatable where Value: Equatable {}
