extension Double {
  /// The number of steps from `self` to `other`, each to the next representable number.
  ///
  /// The distance from NaN to NaN is 0, whatever their signs and payloads; from NaN to a number
  /// there is no distance (`nil`). −0 and +0 are neighbours, at distance 1; so are infinity and the
  /// largest finite number.
  public func ulpDistance(to other: Double) -> UInt64? {
    if isNaN || other.isNaN { return isNaN && other.isNaN ? 0 : nil }
    let (a, b) = (lexicographic, other.lexicographic)
    return a < b ? b - a : a - b
  }

  /// The bit pattern, mapped so that unsigned order is numeric order, −0 just below +0.
  private var lexicographic: UInt64 {
    bitPattern & (1 << 63) == 0 ? bitPattern | (1 << 63) : ~bitPattern
  }
}

extension Float {
  /// The number of steps from `self` to `other`, each to the next representable number; see
  /// `Double.ulpDistance(to:)`.
  public func ulpDistance(to other: Float) -> UInt64? {
    if isNaN || other.isNaN { return isNaN && other.isNaN ? 0 : nil }
    let (a, b) = (lexicographic, other.lexicographic)
    return UInt64(a < b ? b - a : a - b)
  }

  /// The bit pattern, mapped so that unsigned order is numeric order, −0 just below +0.
  private var lexicographic: UInt32 {
    bitPattern & (1 << 31) == 0 ? bitPattern | (1 << 31) : ~bitPattern
  }
}
