package import NumberSystems
import RMSprop

/// Where a run first leaves the level it is held to.
public struct Divergence: Equatable, Sendable {
  /// The step, counted from 0: the index into the trace's `steps`.
  public let step: Int
  /// The coordinate, counted from 0.
  public let coordinate: Int
  /// Which of the step's results.
  public let quantity: Trace.Quantity
  /// What the trace holds.
  public let expected: Double
  /// What was computed.
  public let actual: Double
  /// How far they are apart, in numbers of the trace's scalar; `nil` if one is NaN.
  public let ulps: UInt64?
  /// How far they are apart, relative to the level's scale; `nil` if one is not finite.
  public let error: Double?
}

/// The comparison of one run with another, value by value: what was found so far.
///
/// Within a step, state comes before parameters, in the order of computation, so that the first
/// divergence is the earliest that can be seen.
package struct Comparison {
  private let level: Level
  private let scalar: Trace.Scalar

  /// How many values were compared.
  package private(set) var values = 0
  /// The largest distance in ulps; `nil` once a NaN met a number, or if nothing was compared.
  package var maxUlps: UInt64? { values == 0 ? nil : worstUlps }
  /// The largest error relative to the scale of the level `1e-12`, whatever level is asked; `nil`
  /// once a finite number met one that is not, or if nothing was compared.
  package var maxError: Double? { values == 0 ? nil : worstError }
  private var worstUlps: UInt64? = 0
  private var worstError: Double? = 0
  /// The first value that is out of the level.
  package private(set) var firstDivergence: Divergence?

  /// How many values could not be judged at the level `bound`: less than half of their digits are
  /// certain. They are not among `values`.
  package private(set) var unjudged = 0
  /// The largest distance from the middle of a bound, as a multiple of the bound; `nil` if nothing
  /// was judged by one.
  package private(set) var maxBounds: Double?
  /// How wide bounds are, beside the error that was seen where there was one.
  package private(set) var tightness = Tightness()

  /// The largest finite magnitude so far, for each state quantity and coordinate.
  private var largest = Trace.Results()

  package init(_ level: Level, _ scalar: Trace.Scalar) {
    self.level = level
    self.scalar = scalar
  }

  /// Compares what both sides give of one step; at the level `bound`, with what is in the bounds:
  /// the actual value, or the expected one, if that is what was seen.
  package mutating func compare(
    step: Int, expected: Trace.Results, actual: Trace.Results,
    bounds: [Trace.Quantity: [Interval<Double>]] = [:], judgingExpected: Bool = false
  ) {
    for quantity in Trace.Quantity.allCases {
      guard let expected = expected[quantity], let actual = actual[quantity] else { continue }
      var scales = largest[quantity].take() ?? Array(repeating: 0, count: expected.count)
      for (i, (e, a)) in zip(expected, actual).enumerated() {
        if e.isFinite { scales[i] = max(scales[i], e.magnitude) }
        let scale = quantity == .parameters ? max(e.magnitude, 1) : scales[i]
        let ulps = ulpDistance(e, a)
        let error = relativeError(e, a, scale)
        var isInside = true
        if level == .bound {
          let bound = bounds[quantity]?[i] ?? .everything
          guard bound.isJudged(scale, scalar) else {
            unjudged += 1
            continue
          }
          isInside = bound.contains(judgingExpected ? e : a)
          maxBounds = max(maxBounds ?? 0, bound.multiple(judgingExpected ? e : a))
          tightness.add(bound.radius / (e - a).magnitude)
        }
        values += 1
        worstUlps = merged(worstUlps, ulps)
        worstError = merged(worstError, error)
        if firstDivergence == nil && !(isInside && agrees(ulps, error)) {
          firstDivergence = Divergence(
            step: step, coordinate: i, quantity: quantity, expected: e, actual: a, ulps: ulps,
            error: error)
        }
      }
      largest[quantity] = scales
    }
  }

  private func agrees(_ ulps: UInt64?, _ error: Double?) -> Bool {
    switch level {
    case .bits: ulps == 0
    case .close: error.map { $0 <= scalar.tolerance ?? 0 } ?? false
    case .bound: true
    }
  }

  private func merged<Figure: Comparable>(_ a: Figure?, _ b: Figure?) -> Figure? {
    guard let a, let b else { return nil }
    return max(a, b)
  }

  private func ulpDistance(_ a: Double, _ b: Double) -> UInt64? {
    switch scalar {
    case .float64: a.ulpDistance(to: b)
    case .float32: Float(a).ulpDistance(to: Float(b))
    case .float16: Binary16.ulpDistance(Float(a), Float(b))
    case .bfloat16: BrainFloat16.ulpDistance(Float(a), Float(b))
    }
  }

  /// |e − a| / scale; 0 where both are the same infinity or NaN, `nil` where just one is not
  /// finite.
  private func relativeError(_ e: Double, _ a: Double, _ scale: Double) -> Double? {
    if e == a || (e.isNaN && a.isNaN) { return 0 }
    let error = (e - a).magnitude / scale
    return error.isFinite ? error : nil
  }
}

extension Interval<Double> {
  /// Half of the width; 0 where the value is certain, NaN included.
  fileprivate var radius: Double {
    knowledge != .nan && lower != upper ? upper / 2 - lower / 2 : 0
  }

  /// Whether at least half of a number's digits are certain: else anything would pass.
  fileprivate func isJudged(_ scale: Double, _ scalar: Trace.Scalar) -> Bool {
    if knowledge == .boundsOrNaN { return false }
    let (half, least) =
      scalar == .float64
      ? (0x1p-26, Double.leastNonzeroMagnitude) : (0x1p-12, Double(Float.leastNonzeroMagnitude))
    let scale = scale.isFinite ? scale : max((lower / 2 + upper / 2).magnitude, 1)
    return radius.isFinite && radius <= max(half * scale, 4 * least)
  }

  /// How far a value is from the middle, as a multiple of the radius.
  fileprivate func multiple(_ value: Double) -> Double {
    if radius == 0 { return contains(value) ? 0 : .infinity }
    let multiple = (value - (lower / 2 + upper / 2)).magnitude / radius
    return multiple.isNaN ? .infinity : multiple
  }
}

/// How many times a bound is wider than the error seen: counts by eighths of a power of two, so
/// that a run of any length has a median.
public struct Tightness: Equatable, Sendable {
  private var counts: [Int: Int] = [:]

  /// Nothing yet.
  public init() {}

  mutating func add(_ ratio: Double) {
    guard ratio.isFinite, ratio > 0 else { return }
    let (exponent, significand) = (Int(ratio.exponent), ratio.significand)
    counts[8 * exponent + Int((significand - 1) * 8), default: 0] += 1
  }

  mutating func add(_ other: Tightness) { counts.merge(other.counts, uniquingKeysWith: +) }

  /// The median, to an eighth of a power of two; `nil` if no error was seen.
  public var median: Double? {
    let total = counts.values.reduce(0, +)
    var seen = 0
    for (place, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if 2 * seen >= total {
        let exponent = place >> 3
        return Double(sign: .plus, exponent: exponent, significand: 1 + Double(place & 7) / 8)
      }
    }
    return nil
  }
}
