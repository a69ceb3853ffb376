/// Which floating-point numbers may be drawn.
public struct FloatRange: Sendable, Equatable {
  /// The least and the greatest number; infinite ends may be drawn.
  let lower, upper: Double
  let allowsNaN: Bool

  /// All finite numbers, both zeros and subnormals included.
  public static let finite = FloatRange(
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
  /// All finite numbers and both infinities.
  public static let numbers = FloatRange(-Double.infinity...Double.infinity)
  /// All floating-point numbers: finite, infinite and NaN.
  public static let all = FloatRange(-Double.infinity...Double.infinity, nan: true)
  /// The finite numbers that are not negative: 0, not −0.
  public static let nonnegative = FloatRange(0...Double.greatestFiniteMagnitude)
  /// The finite numbers above zero.
  public static let positive = FloatRange(
    Double.leastNonzeroMagnitude...Double.greatestFiniteMagnitude)

  /// The numbers of a closed range; an infinite end is drawn too, and NaN if asked for.
  ///
  /// −0 lies in the range if a negative number does. In single precision, only numbers of that
  /// precision are drawn; if the range holds none, its lower end is, rounded.
  public init(_ range: ClosedRange<Double>, nan: Bool = false) {
    lower = range.lowerBound
    upper = range.upperBound
    allowsNaN = nan
  }

  func contains(_ value: Double) -> Bool {
    if value.isNaN { return allowsNaN }
    return lower <= value && value <= upper && (value != 0 || value.sign == .plus || lower < 0)
  }

  /// The greatest code that may be drawn.
  func lastCode(_ layout: FloatCode) -> UInt64 {
    if allowsNaN { return layout.nan }
    return lower.isInfinite || upper.isInfinite ? layout.infinity + 1 : layout.greatestFinite
  }

  /// The number of the range with the smallest code, or one that is nearly as simple.
  func simplest<T: CodedFloat>(as type: T.Type) -> T {
    if contains(0) { return 0 }
    // Away from zero; the end next to it bounds the search.
    let isNegative = upper <= 0
    let near = isNegative ? -upper : lower
    let far = isNegative ? -lower : upper
    var scale = 1.0
    for _ in 0...60 {
      let value = max((near * scale).rounded(.up), 1) / scale
      if value <= far, T(exactly: value) != nil { return T(isNegative ? -value : value) }
      scale *= 2
    }
    return T(isNegative ? -near : near)
  }
}
