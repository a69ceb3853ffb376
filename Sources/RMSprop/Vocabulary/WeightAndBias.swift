/// A weight and a bias, or a pair of things that the documents keep for both: dw and db, v_w and
/// v_b.
public struct WeightAndBias<Value> {
  /// What belongs to the weight.
  public var weight: Value
  /// What belongs to the bias.
  public var bias: Value

  /// A pair as given.
  @inlinable
  public init(weight: Value, bias: Value) {
    self.weight = weight
    self.bias = bias
  }
}

extension WeightAndBias: Sendable where Value: Sendable {}
extension WeightAndBias: Equatable where Value: Equatable {}
