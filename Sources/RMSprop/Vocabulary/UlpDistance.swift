extension Double {
  /// How many representable numbers lie between `self` and `other`, counting one end.
  ///
  /// NaN is at distance 0 from NaN, whatever sign and payload, and at none (`nil`) from a number.
  /// −0 and +0 are neighbours, at distance 1; so are ±∞ and the largest finite numbers.
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
  /// How many representable numbers lie between `self` and `other`; see `Double.ulpDistance(to:)`.
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
