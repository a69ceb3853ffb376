public import RMSprop

/// An enclosure: every value that an update can have, in whatever order of a stated family it is
/// evaluated.
///
/// An update run on `Interval<Double>` or `Interval<Float>` yields bounds for its results. Every
/// operation is widened outwards by `ulps` ulps and the least subnormal, even where it is exact;
/// only zero stays zero, as 0 + x stays x. On `Interval<HalfPrecision<…>>` these are ulps of the 16
/// bits, wherever on the way numbers are stored. The family that this covers:
///
/// * fused and separate products and sums, in `Number`;
/// * products and quotients in any association, such as (η g) / r, η (g / r) and (η / r) g; a
///   quotient as the product with a reciprocal; a root that is wrong by an ulp;
/// * 1 − α formed in double precision and rounded, or from the rounded α;
/// * the moving average of gradients as a lerp from either end, or as α m + (1 − α) g.
///
/// Where the value may be NaN — the root of what may be negative — the interval says so, and bounds
/// what it is if it is a number; so does all that follows from it. Where it is NaN in every order —
/// the root of what is negative — the interval is NaN.
@frozen
public struct Interval<Number: IntervalNumber>: Arithmetic, Sendable {
  /// The least value; −∞ if there is no bound.
  public let lower: Number
  /// The greatest value; +∞ if there is no bound.
  public let upper: Number
  /// What is known of the value.
  public let knowledge: Knowledge
  /// Whose difference this is, so that a lerp can be recognised: it would widen without bound if
  /// its two ends were taken for independent.
  /// Why: docs/decisions.md, "An interval knows whose difference it is".
  @usableFromInline var ends: Ends?

  /// What is known of a value.
  @frozen
  public enum Knowledge: Sendable {
    /// The value is a number within the bounds.
    case bounds
    /// The value is a number within the bounds, or NaN.
    case boundsOrNaN
    /// The value is NaN.
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

  /// The interval of a value of which nothing is known.
  @inlinable public static var everything: Interval { Interval(.boundsOrNaN) }

  /// The interval, with NaN allowed besides.
  @inlinable public var orNaN: Interval {
    knowledge == .bounds ? Interval(lower, upper, .boundsOrNaN) : self
  }

  /// Whether a value is one that the update can have.
  @inlinable
  public func contains(_ value: Number) -> Bool {
    switch knowledge {
    case .bounds: lower <= value && value <= upper
    case .boundsOrNaN: lower <= value && value <= upper || value.isNaN
    case .nan: value.isNaN
    }
  }

  /// From `low` to `high`, each moved outwards by `margin`; everything, if one of them is NaN.
  @inlinable
  init(from low: Number, to high: Number, widenedBy margin: Number) {
    let isKnown = !(low.isNaN || high.isNaN || margin.isNaN)
    knowledge = isKnown ? .bounds : .boundsOrNaN
    lower = isKnown ? low - margin : -.infinity
    upper = isKnown ? high + margin : .infinity
    ends = nil
  }

  @inlinable
  init(_ lower: Number, _ upper: Number, _ knowledge: Knowledge) {
    (self.lower, self.upper, self.knowledge, ends) = (lower, upper, knowledge, nil)
  }

  @inlinable
  init(_ knowledge: Knowledge) { self.init(-.infinity, .infinity, knowledge) }

  /// What an operation's result is widened by, if it or its parts have this magnitude.
  @inlinable
  static func margin(_ magnitude: Number) -> Number {
    magnitude.isFinite ? ulps * magnitude.ulp + .leastNonzeroMagnitude : 0
  }

  /// This interval, widened as if `part` had been rounded on the way, too: where a form that is
  /// equal on paper adds it and takes it away.
  @inlinable
  public func widened(asRounding part: Interval) -> Interval {
    if knowledge == .nan || part.knowledge == .nan || part.isZero { return self }
    // Infinity less infinity.
    if !part.isFinite { return orNaN }
    return Interval(from: lower, to: upper, widenedBy: Self.margin(part.magnitude))
      .made(of: self, part)
  }

  /// What both this and `other` allow; this, if they have nothing in common.
  @inlinable
  public func intersection(_ other: Interval) -> Interval {
    if knowledge == .nan { return self }
    if other.knowledge == .nan { return knowledge == .bounds ? self : other }
    let (low, high) = (max(lower, other.lower), min(upper, other.upper))
    if low > high { return self }
    let isNumber = knowledge == .bounds || other.knowledge == .bounds
    return Interval(low, high, isNumber ? .bounds : .boundsOrNaN)
  }

  /// This interval, or infinity, if `part` may be infinite: where a form that is equal on paper has
  /// it on the way.
  @inlinable
  public func widened(asOverflowing part: Interval) -> Interval {
    guard knowledge != .nan, part.upper == .infinity else { return self }
    return Interval(lower, .infinity, knowledge)
  }

  /// Whatever this or `other` allows.
  @inlinable
  public func union(_ other: Interval) -> Interval {
    if knowledge == .nan { return other.orNaN }
    if other.knowledge == .nan { return orNaN }
    return Interval(from: min(lower, other.lower), to: max(upper, other.upper))
      .made(of: self, other)
  }

  @inlinable var isZero: Bool { knowledge == .bounds && lower == 0 && upper == 0 }
  @inlinable var holdsZero: Bool { lower <= 0 && upper >= 0 }
  @inlinable var isFinite: Bool { lower.isFinite && upper.isFinite }
  @inlinable var bounds: Bounds { Bounds(lower: lower, upper: upper) }
  @inlinable var magnitude: Number { max(lower.magnitude, upper.magnitude) }

  /// An operation's result, if neither operand is certainly NaN: it may be NaN, if one may.
  @inlinable
  func made(of a: Interval, _ b: Interval) -> Interval {
    a.knowledge == .bounds && b.knowledge == .bounds ? self : orNaN
  }

  /// Whether one of two is certainly NaN.
  @inlinable
  static func hasNaN(_ a: Interval, _ b: Interval) -> Bool {
    a.knowledge == .nan || b.knowledge == .nan
  }

  /// From `low` to `high`, widened as an operation's result is. What overflows here may be finite
  /// in a fused operation.
  @inlinable
  static func widened(_ low: Number, _ high: Number) -> Interval {
    let limit = Number.greatestFiniteMagnitude
    // In 16 bits what float32 holds may be infinite.
    let low = low < -limit ? -.infinity : min(low, limit)
    let high = high > limit ? .infinity : max(high, -limit)
    if low.isFinite && high.isFinite {
      return Interval(from: low, to: high, widenedBy: margin(max(low.magnitude, high.magnitude)))
    }
    return Interval(from: low - margin(low.magnitude), to: high + margin(high.magnitude))
  }

  /// An operation on every pair of endpoints, which bound it where it is monotonic in each; if one
  /// pair has no number, everything.
  @inlinable @inline(__always)
  static func combined(
    _ lhs: Interval, _ rhs: Interval, _ operation: (Number, Number) -> Number
  ) -> Interval {
    let (a, b) = (operation(lhs.lower, rhs.lower), operation(lhs.lower, rhs.upper))
    let (c, d) = (operation(lhs.upper, rhs.lower), operation(lhs.upper, rhs.upper))
    if a.isNaN || b.isNaN || c.isNaN || d.isNaN { return .everything }
    return widened(min(min(a, b), min(c, d)), max(max(a, b), max(c, d)))
  }

  // MARK: Arithmetic

  /// The constant, rounded, and its neighbours; 0 is exact.
  @inlinable
  public init(_ constant: Double, _ symbol: StaticString) {
    let nearest = Number(constant, symbol)
    self = nearest == 0 ? Interval(nearest) : Self.widened(nearest, nearest)
  }

  /// 1 − `constant`, formed in double precision and rounded, or from the rounded constant.
  @inlinable
  public init(oneMinus constant: Double, _ symbol: StaticString) {
    let nearest = Number(oneMinus: constant, symbol)
    let fromRounded = Number(1, "1") - Number(constant, "\\rho")
    self =
      nearest == 0
      ? Interval(nearest) : Self.widened(min(nearest, fromRounded), max(nearest, fromRounded))
  }

  /// The constant after rounding, as `Number` rounds it.
  @inlinable
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// Every sum.
  @inlinable
  public static func + (lhs: Interval, rhs: Interval) -> Interval {
    if hasNaN(lhs, rhs) { return Interval(.nan) }
    if rhs.isZero { return lhs }
    return lhs.isZero ? rhs : combined(lhs, rhs, +).made(of: lhs, rhs)
  }

  /// Every difference.
  @inlinable
  public static func - (lhs: Interval, rhs: Interval) -> Interval {
    if hasNaN(lhs, rhs) { return Interval(.nan) }
    var difference =
      rhs.isZero ? lhs : lhs.isZero ? -rhs : combined(lhs, rhs, -).made(of: lhs, rhs)
    difference.ends = Ends(minuend: lhs.bounds, subtrahend: rhs.bounds)
    return difference
  }

  /// Every product.
  @inlinable
  public static func * (lhs: Interval, rhs: Interval) -> Interval {
    if hasNaN(lhs, rhs) { return Interval(.nan) }
    // Zero times infinity is NaN.
    if lhs.holdsZero && !rhs.isFinite || rhs.holdsZero && !lhs.isFinite { return .everything }
    let isZero = lhs.isZero || rhs.isZero
    return (isZero ? Interval(0) : combined(lhs, rhs, *)).made(of: lhs, rhs)
  }

  /// Every quotient; NaN, if both are zero.
  @inlinable
  public static func / (lhs: Interval, rhs: Interval) -> Interval {
    if hasNaN(lhs, rhs) || lhs.isZero && rhs.isZero { return Interval(.nan) }
    if rhs.holdsZero { return quotientByZero(lhs, rhs).made(of: lhs, rhs) }
    return (lhs.isZero ? Interval(0) : combined(lhs, rhs, /)).made(of: lhs, rhs)
  }

  /// Every quotient by what may be zero. Where the divisor's bounds go from +0 upwards, as a root's
  /// do, it is not −0.
  @inlinable
  static func quotientByZero(_ lhs: Interval, _ rhs: Interval) -> Interval {
    if lhs.holdsZero || !lhs.isFinite || !rhs.isFinite { return .everything }
    let isPositive = rhs.lower == 0 && rhs.lower.sign == .plus && rhs.upper > 0
    if !isPositive { return Interval(from: -.infinity, to: .infinity) }
    return lhs.lower > 0
      ? widened(lhs.lower / rhs.upper, .infinity) : widened(-.infinity, lhs.upper / rhs.upper)
  }

  /// The opposites, exact.
  @inlinable
  public static prefix func - (operand: Interval) -> Interval {
    Interval(-operand.upper, -operand.lower, operand.knowledge)
  }

  /// Every root; perhaps NaN, if the radicand may be negative, and NaN, if it is.
  @inlinable
  public static func squareRoot(of radicand: Interval) -> Interval {
    if radicand.knowledge == .nan || radicand.upper < 0 { return Interval(.nan) }
    if radicand.isZero { return radicand }
    let least = radicand.lower > 0 ? Number.squareRoot(of: radicand.lower) : 0
    let roots = widened(least, Number.squareRoot(of: radicand.upper))
    let isNumber = radicand.knowledge == .bounds && radicand.lower >= 0
    return Interval(
      roots.lower > 0 ? roots.lower : 0, roots.upper, isNumber ? .bounds : .boundsOrNaN)
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
    if sum.knowledge == .nan || product.isZero { return sum }
    return Interval(from: sum.lower, to: sum.upper, widenedBy: Self.margin(product.magnitude))
      .made(of: sum, product)
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
        if corner.isNaN { return .everything }
        (low, high) = (min(low, corner), max(high, corner))
      }
    }
    let largest = max(
      max(g.lower.magnitude, g.upper.magnitude), max(m.lower.magnitude, m.upper.magnitude))
    if largest == 0 { return Interval(0) }
    return Interval(from: low, to: high, widenedBy: Self.margin(largest))
  }
}
