/// Where a run first leaves the level it is held to.
public struct Divergence: Equatable, Sendable {
  /// The step, counted from 0: the index into the run's `steps`.
  public let step: Int
  /// The coordinate, counted from 0.
  public let coordinate: Int
  /// Which of the step's results.
  public let quantity: Quantity
  /// What was expected: what a trace holds, or what its reference computes.
  public let expected: Double
  /// What was computed.
  public let actual: Double
  /// How far they are apart, in numbers of the run's scalar; `nil` if one is NaN.
  public let ulps: UInt64?
  /// How far they are apart, relative to the level's scale; `nil` if one is not finite.
  public let error: Double?
}

extension Divergence {
  /// Whether it is met before another, in the order of comparison.
  func isBefore(_ other: Divergence) -> Bool {
    func place(_ divergence: Divergence) -> (Int, Int, Int) {
      let quantity = Quantity.allCases.firstIndex(of: divergence.quantity)!
      return (divergence.step, quantity, divergence.coordinate)
    }
    return place(self) < place(other)
  }
}
