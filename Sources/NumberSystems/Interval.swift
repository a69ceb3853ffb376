public import RMSprop

/// An enclosure: every value that an update can have, in whatever order of a stated family it is
/// evaluated.
///
/// An update run on `Interval<Double>` or `Interval<Float>` yields bounds for its results. Every
/// operation is widened outwards by `ulps` ulps and the least subnormal, even where it is exact;
/// only zero stays zero, as 0 + x stays x. The family that this covers:
///
/// * fused and separate products and sums, in `Number`;
/// * products and quotients in any association, such as (η g) / r, η (g / r) and (η / r) g; a
///   quotient as the product with a reciprocal; a root that is wrong by an ulp;
/// * 1 − α formed in double precision and rounded, or from the rounded α;
/// * the moving average of gradients as a lerp from either end, or as α m + (1 − α) g.
///
/// Where no bound can be given — the root of what may be negative, a quotient by what may be zero —
/// the interval holds everything, and so does what follows from it. Where the value is NaN in every
/// order — the root of what is negative — the interval is NaN.
@frozen
public struct Interval<Number: Arithmetic & BinaryFloatingPoint & Sendable>: Arithmetic, Sendable {
  /// The least value; −∞ if there is no bound.
  public let lower: Number
  /// The greatest value; +∞ if there is no bound.
  public let upper: Number
  /// What is known of the value.
  public let knowledge: Knowledge
  /// Whose difference this is, so that a lerp can be recognised: it would widen without bound if
  /// its two ends were taken for independent.
  @usableFromInline var ends: Ends?

  /// What is known of a value.
  @frozen
  public enum Knowledge: Sendable {
    /// It is a number within the bounds.
    case bounds
    /// Nothing: it may be NaN, too.
    case nothing
    /// It is NaN.
    case nan
  }

  @usableFromInline
  struct Ends: Sendable {
    @usableFromInline let minuend, subtrahend: Bounds
    @inlinable init(minuend: Bounds, subtrahend: Bounds) {
      (self.minuend, self.subtrahend) = (minuend, subtrahend)
    }
  }

  @usableFromInline
  struct Bounds: Equatable, Sendable {
    @usableFromInline let lower, upper: Number
    @inlinable init(lower: Number, upper: Number) { (self.lower, self.upper) = (lower, upper) }
  }

  /// How far every operation is widened, on either side.
  @inlinable public static var ulps: Number { 2 }

  /// A value that is known.
  @inlinable
  public init(_ value: Number) {
    self = value.isNaN ? Interval(.nan) : Interval(from: value, to: value)
  }

  /// Every number from `low` to `high`; everything, if one of them is NaN.
  @inlinable
  public init(from low: Number, to high: Number) { self.init(from: low, to: high, widenedBy: 0) }

  /// What nothing is known of.
  @inlinable public static var everything: Interval { Interval(.nothing) }

  /// Whether nothing is known of the value.
  @inlinable public var isEverything: Bool { knowledge == .nothing }

  /// Whether a value is one that the update can have. Where nothing is known, every value is, NaN
  /// included.
  @inlinable
  public func contains(_ value: Number) -> Bool {
    switch knowledge {
    case .bounds: lower <= value && value <= upper
    case .nothing: true
    case .nan: value.isNaN
    }
  }

  /// From `low` to `high`, each moved outwards by `margin`; everything, if one of them is NaN.
  @inlinable
  init(from low: Number, to high: Number, widenedBy margin: Number) {
    let isKnown = !(low.isNaN || high.isNaN || margin.isNaN)
    knowledge = isKnown ? .bounds : .nothing
    lower = isKnown ? low - margin : -.infinity
    upper = isKnown ? high + margin : .infinity
    ends = nil
  }

  @inlinable
  init(_ knowledge: Knowledge) {
    (self.knowledge, lower, upper, ends) = (knowledge, -.infinity, .infinity, nil)
  }

  /// What an operation's result is widened by, if it or its parts have this magnitude.
  @inlinable
  static func margin(_ magnitude: Number) -> Number {
    magnitude.isFinite ? ulps * magnitude.ulp + .leastNonzeroMagnitude : 0
  }

  /// This interval, widened as if `part` had been rounded on the way, too: where a form that is
  /// equal on paper adds it and takes it away.
  @inlinable
  public func widened(asRounding part: Interval) -> Interval {
    guard knowledge == .bounds, part.knowledge == .bounds, !part.isZero else { return self }
    return Interval(from: lower, to: upper, widenedBy: Self.margin(part.magnitude))
  }

  @inlinable var isZero: Bool { knowledge == .bounds && lower == 0 && upper == 0 }
  @inlinable var holdsZero: Bool { lower <= 0 && upper >= 0 }
  @inlinable var isFinite: Bool { lower.isFinite && upper.isFinite }
  @inlinable var bounds: Bounds { Bounds(lower: lower, upper: upper) }
  @inlinable var magnitude: Number { max(lower.magnitude, upper.magnitude) }

  /// What is known of an operation's result before its operands' bounds are looked at: nothing, or
  /// that it is NaN, if that is known of one; `nil` if all have bounds.
  @inlinable
  static func unknown(_ a: Interval, _ b: Interval) -> Interval? {
    if a.knowledge == .bounds && b.knowledge == .bounds { return nil }
    return Interval(a.knowledge == .nan || b.knowledge == .nan ? .nan : .nothing)
  }

  /// From `low` to `high`, widened as an operation's result is. What overflows here may be finite
  /// in a fused operation.
  @inlinable
  static func widened(_ low: Number, _ high: Number) -> Interval {
    let limit = Number.greatestFiniteMagnitude
    let (low, high) = (min(low, limit), max(high, -limit))
    let margin = margin(max(low.magnitude, high.magnitude))
    return Interval(from: low, to: high, widenedBy: margin)
  }

  /// An operation on every pair of endpoints, which bound it where it is monotonic in each; if one
  /// pair has no number, everything.
  @inlinable @inline(__always)
  static func combined(
    _ lhs: Interval, _ rhs: Interval, _ operation: (Number, Number) -> Number
  ) -> Interval {
    let (a, b) = (operation(lhs.lower, rhs.lower), operation(lhs.lower, rhs.upper))
    let (c, d) = (operation(lhs.upper, rhs.lower), operation(lhs.upper, rhs.upper))
    if a.isNaN || b.isNaN || c.isNaN || d.isNaN { return Interval(.nothing) }
    return widened(min(min(a, b), min(c, d)), max(max(a, b), max(c, d)))
  }

  // MARK: Arithmetic

  /// The constant, rounded; where it is 1 − α, also as it comes from the rounded α.
  @inlinable
  public init(_ constant: Double, _ symbol: StaticString) {
    let nearest = Number(constant, symbol)
    if nearest == 0 {
      self.init(nearest)
      return
    }
    let isComplement =
      symbol.utf8Start[0] == UInt8(ascii: "(") && symbol.utf8CodeUnitCount > 4
      && symbol.utf8Start[1] == UInt8(ascii: "1")
    let fromRounded = Number(1) - Number(1 - constant)
    let other = isComplement ? fromRounded : nearest
    self = Self.widened(min(nearest, other), max(nearest, other))
  }

  /// The constant after rounding, as `Number` rounds it.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// Every sum.
  @inlinable
  public static func + (lhs: Interval, rhs: Interval) -> Interval {
    if let unknown = unknown(lhs, rhs) { return unknown }
    if rhs.isZero { return lhs }
    return lhs.isZero ? rhs : combined(lhs, rhs, +)
  }

  /// Every difference.
  @inlinable
  public static func - (lhs: Interval, rhs: Interval) -> Interval {
    if let unknown = unknown(lhs, rhs) { return unknown }
    var difference =
      rhs.isZero ? lhs : lhs.isZero ? -rhs : combined(lhs, rhs, -)
    difference.ends = Ends(minuend: lhs.bounds, subtrahend: rhs.bounds)
    return difference
  }

  /// Every product.
  @inlinable
  public static func * (lhs: Interval, rhs: Interval) -> Interval {
    if let unknown = unknown(lhs, rhs) { return unknown }
    // Zero times infinity is NaN.
    if lhs.holdsZero && !rhs.isFinite || rhs.holdsZero && !lhs.isFinite {
      return Interval(.nothing)
    }
    if lhs.isZero || rhs.isZero { return Interval(0) }
    return combined(lhs, rhs, *)
  }

  /// Every quotient; everything, if the divisor may be zero; NaN, if both are.
  @inlinable
  public static func / (lhs: Interval, rhs: Interval) -> Interval {
    if let unknown = unknown(lhs, rhs) { return unknown }
    if lhs.isZero && rhs.isZero { return Interval(.nan) }
    if rhs.holdsZero { return Interval(.nothing) }
    return lhs.isZero ? Interval(0) : combined(lhs, rhs, /)
  }

  /// The opposites, exact.
  @inlinable
  public static prefix func - (operand: Interval) -> Interval {
    guard operand.knowledge == .bounds else { return Interval(operand.knowledge) }
    return Interval(from: -operand.upper, to: -operand.lower)
  }

  /// Every root; everything, if the radicand may be negative, and NaN, if it is.
  @inlinable
  public static func squareRoot(of radicand: Interval) -> Interval {
    guard radicand.knowledge == .bounds else { return Interval(radicand.knowledge) }
    if radicand.upper < 0 { return Interval(.nan) }
    if radicand.lower < 0 { return Interval(.nothing) }
    if radicand.isZero { return radicand }
    let roots = widened(radicand.lower.squareRoot(), radicand.upper.squareRoot())
    return Interval(from: max(0, roots.lower), to: roots.upper)
  }

  /// Every `self + lhs · rhs`, rounded once or twice.
  @inlinable
  public func addingProduct(_ lhs: Interval, _ rhs: Interval) -> Interval {
    if let ends = rhs.ends, knowledge == .bounds, lhs.knowledge == .bounds,
      rhs.knowledge == .bounds, bounds == ends.subtrahend || bounds == ends.minuend
    {
      return lerp(lhs, ends)
    }
    let product = lhs * rhs
    let sum = self + product
    if sum.knowledge != .bounds || product.isZero { return sum }
    return Interval(from: sum.lower, to: sum.upper, widenedBy: Self.margin(product.magnitude))
  }

  /// `self + weight · (minuend − subtrahend)`, where this is one of the two: linear in each of the
  /// three, so that its corners bound it.
  @inlinable
  func lerp(_ weight: Interval, _ ends: Ends) -> Interval {
    let isSubtrahend = bounds == ends.subtrahend
    let (g, m) = (ends.minuend, ends.subtrahend)
    var (low, high) = (Number.infinity, -Number.infinity)
    for (a, b) in [(g.lower, m.lower), (g.lower, m.upper), (g.upper, m.lower), (g.upper, m.upper)] {
      for w in [weight.lower, weight.upper] {
        let corner = (isSubtrahend ? b : a) + w * (a - b)
        if corner.isNaN { return Interval(.nothing) }
        (low, high) = (min(low, corner), max(high, corner))
      }
    }
    let largest = max(
      max(g.lower.magnitude, g.upper.magnitude), max(m.lower.magnitude, m.upper.magnitude))
    if largest == 0 { return Interval(0) }
    return Interval(from: low, to: high, widenedBy: Self.margin(largest))
  }
}
