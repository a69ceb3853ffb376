public import RMSprop

/// An enclosure: every value that an update can have, in whatever order of a stated family it is
/// evaluated.
///
/// An update run on `Interval<Double>` or `Interval<Float>` yields bounds for its results. Every
/// operation is widened outwards by `ulps` ulps and the least subnormal, even where it is exact.
/// The family that this covers:
///
/// * fused and separate products and sums, in `Number`;
/// * products and quotients in any association, such as (η g) / r, η (g / r) and (η / r) g; a
///   quotient as the product with a reciprocal; a root that is wrong by an ulp;
/// * 1 − α formed in double precision and rounded, or from the rounded α;
/// * the moving average of gradients as a lerp from either end, or as α m + (1 − α) g.
///
/// Where no bound can be given — the root of what may be negative, a quotient by what may be zero,
/// NaN — the interval holds everything, and so does what follows from it.
public struct Interval<Number: Arithmetic & BinaryFloatingPoint & Sendable>: Arithmetic, Sendable {
  /// The least value; −∞ if there is no bound.
  public let lower: Number
  /// The greatest value; +∞ if there is no bound.
  public let upper: Number
  /// Whether nothing is known of the value, which may be NaN.
  public let isEverything: Bool
  /// Whose difference this is, so that a lerp can be recognised: it would widen without bound if
  /// its two ends were taken for independent.
  private var ends: Ends? = nil

  private struct Ends: Sendable { let minuend, subtrahend: Bounds }
  private struct Bounds: Equatable, Sendable { let lower, upper: Number }

  /// How far every operation is widened, on either side.
  public static var ulps: Number { 2 }

  /// A number that is known.
  public init(_ value: Number) { self.init(from: value, to: value) }

  /// Whether a value is one that the update can have. Where nothing is known, every value is, NaN
  /// included.
  public func contains(_ value: Number) -> Bool {
    isEverything || (lower <= value && value <= upper)
  }

  /// From `low` to `high`, each moved outwards by `margin`; everything, if one of them is NaN.
  private init(from low: Number, to high: Number, widenedBy margin: Number = 0) {
    isEverything = low.isNaN || high.isNaN || margin.isNaN
    lower = isEverything ? -.infinity : low - margin
    upper = isEverything ? .infinity : high + margin
  }

  private static var everything: Interval { Interval(from: .nan, to: .nan) }

  /// What an operation's result is widened by, if it or its parts have this magnitude.
  private static func margin(_ magnitude: Number) -> Number {
    magnitude.isFinite ? ulps * magnitude.ulp + .leastNonzeroMagnitude : 0
  }

  private var holdsZero: Bool { lower <= 0 && upper >= 0 }
  private var isFinite: Bool { lower.isFinite && upper.isFinite }
  private var bounds: Bounds { Bounds(lower: lower, upper: upper) }
  private var magnitude: Number { max(lower.magnitude, upper.magnitude) }

  /// From `low` to `high`, widened as an operation's result is. What overflows here may be finite
  /// in a fused operation.
  private static func widened(_ low: Number, _ high: Number) -> Interval {
    let limit = Number.greatestFiniteMagnitude
    let (low, high) = (min(low, limit), max(high, -limit))
    let margin = margin(max(low.magnitude, high.magnitude))
    return Interval(from: low, to: high, widenedBy: margin)
  }

  /// An operation on every pair of endpoints, which bound it where it is monotonic in each; if one
  /// pair has no number, everything.
  private static func combined(
    _ lhs: Interval, _ rhs: Interval, _ operation: (Number, Number) -> Number
  ) -> Interval {
    if lhs.isEverything || rhs.isEverything { return everything }
    let (a, b) = (operation(lhs.lower, rhs.lower), operation(lhs.lower, rhs.upper))
    let (c, d) = (operation(lhs.upper, rhs.lower), operation(lhs.upper, rhs.upper))
    if a.isNaN || b.isNaN || c.isNaN || d.isNaN { return everything }
    return widened(min(a, b, c, d), max(a, b, c, d))
  }

  // MARK: Arithmetic

  /// The constant, rounded; where it is 1 − α, also as it comes from the rounded α.
  public init(_ constant: Double, _ symbol: StaticString) {
    let nearest = Number(constant, symbol)
    let isComplement = "\(symbol)".hasPrefix("(1 - ")
    let fromRounded = Number(1) - Number(1 - constant)
    let other = isComplement ? fromRounded : nearest
    self = Self.widened(min(nearest, other), max(nearest, other))
  }

  /// The constant after rounding, as `Number` rounds it.
  public static func rounded(_ constant: Double) -> Double { Number.rounded(constant) }

  /// Every sum.
  public static func + (lhs: Interval, rhs: Interval) -> Interval { combined(lhs, rhs, +) }

  /// Every difference.
  public static func - (lhs: Interval, rhs: Interval) -> Interval {
    var difference = combined(lhs, rhs, -)
    difference.ends = Ends(minuend: lhs.bounds, subtrahend: rhs.bounds)
    return difference
  }

  /// Every product.
  public static func * (lhs: Interval, rhs: Interval) -> Interval {
    // Zero times infinity is NaN.
    if lhs.holdsZero && !rhs.isFinite || rhs.holdsZero && !lhs.isFinite { return everything }
    return combined(lhs, rhs, *)
  }

  /// Every quotient; everything, if the divisor may be zero.
  public static func / (lhs: Interval, rhs: Interval) -> Interval {
    if rhs.holdsZero { return everything }
    return combined(lhs, rhs, /)
  }

  /// The opposites, exact.
  public static prefix func - (operand: Interval) -> Interval {
    operand.isEverything ? everything : Interval(from: -operand.upper, to: -operand.lower)
  }

  /// Every root; everything, if the radicand may be negative.
  public static func squareRoot(of radicand: Interval) -> Interval {
    if radicand.isEverything || radicand.lower < 0 { return everything }
    let roots = widened(radicand.lower.squareRoot(), radicand.upper.squareRoot())
    return Interval(from: max(0, roots.lower), to: roots.upper)
  }

  /// Every `self + lhs · rhs`, rounded once or twice.
  public func addingProduct(_ lhs: Interval, _ rhs: Interval) -> Interval {
    if isEverything || lhs.isEverything || rhs.isEverything { return Self.everything }
    if let ends = rhs.ends, bounds == ends.subtrahend || bounds == ends.minuend {
      return lerp(lhs, ends)
    }
    let product = lhs * rhs
    let sum = self + product
    if sum.isEverything { return Self.everything }
    return Interval(from: sum.lower, to: sum.upper, widenedBy: Self.margin(product.magnitude))
  }

  /// `self + weight · (minuend − subtrahend)`, where this is one of the two: linear in each of the
  /// three, so that its corners bound it.
  private func lerp(_ weight: Interval, _ ends: Ends) -> Interval {
    let isSubtrahend = bounds == ends.subtrahend
    let (g, m) = (ends.minuend, ends.subtrahend)
    var (low, high) = (Number.infinity, -Number.infinity)
    for (a, b) in [(g.lower, m.lower), (g.lower, m.upper), (g.upper, m.lower), (g.upper, m.upper)] {
      for w in [weight.lower, weight.upper] {
        let corner = (isSubtrahend ? b : a) + w * (a - b)
        if corner.isNaN { return Self.everything }
        (low, high) = (min(low, corner), max(high, corner))
      }
    }
    let largest = max(
      max(g.lower.magnitude, g.upper.magnitude), max(m.lower.magnitude, m.upper.magnitude))
    return Interval(from: low, to: high, widenedBy: Self.margin(largest))
  }
}
