package import NumberSystems
import RMSprop

/// The comparison of one run with another, value by value: what was found so far.
///
/// Within a step, state comes before parameters, in the order of computation, so that the first
/// divergence is the earliest that can be seen.
package struct Comparison {
  private let level: Level
  private let scalars: Scalars
  /// How the expected numbers were printed, if that left out digits.
  private let printed: Printed?

  /// How many values were compared.
  package private(set) var values = 0
  /// How many of them are out of the level.
  package private(set) var differing = 0
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
  private var largest = [[Double]](repeating: [], count: Quantity.allCases.count)

  package init(_ level: Level, _ scalars: Scalars, printed: Printed? = nil) {
    self.level = level
    self.scalars = scalars
    self.printed = printed
  }

  package init(_ level: Level, _ scalar: Scalar) { self.init(level, Scalars(scalar)) }

  /// Compares what both sides give of one step. At the level `bound` the actual value must be
  /// within `bounds`, or the expected one, if that is what was seen.
  package mutating func compare(
    step: Int, expected: StepResults, actual: StepResults,
    bounds: [Quantity: [Interval<Double>]] = [:], judgingExpected: Bool = false
  ) {
    for (place, quantity) in Quantity.allCases.enumerated() {
      guard let expected = expected[quantity], let actual = actual[quantity] else { continue }
      let scalar = scalars[quantity]
      var scales: [Double] = []
      swap(&scales, &largest[place])
      if scales.isEmpty { scales = Array(repeating: 0, count: expected.count) }
      for (i, (e, a)) in zip(expected, actual).enumerated() {
        if e.isFinite { scales[i] = max(scales[i], e.magnitude) }
        let scale = quantity == .parameters ? max(e.magnitude, 1) : scales[i]
        let ulps = scalar.ulpDistance(e, a)
        let error = relativeError(e, a, scale)
        let slack = printed?.halfUnit(of: e) ?? 0
        var isInside = true
        if level == .bound {
          let bound = bounds[quantity]?[i] ?? .everything
          guard bound.isJudged(scale, scalar) else {
            unjudged += 1
            continue
          }
          isInside = bound.contains(judgingExpected ? e : a) || bound.isWithin(slack, of: e)
          // How it was printed says nothing of how it was computed.
          if slack == 0 {
            maxBounds = max(maxBounds ?? 0, bound.multiple(judgingExpected ? e : a))
            tightness.add(bound.radius / (e - a).magnitude)
          }
        }
        values += 1
        worstUlps = merged(worstUlps, ulps)
        worstError = merged(worstError, error)
        let agrees =
          agrees(ulps, error, scalar, slack: scale > 0 ? slack / scale : 0)
          || level == .close && (e - a).magnitude <= slack
        if !(isInside && agrees) { differing += 1 }
        if firstDivergence == nil && !(isInside && agrees) {
          firstDivergence = Divergence(
            step: step, coordinate: i, quantity: quantity, expected: e, actual: a, ulps: ulps,
            error: error)
        }
      }
      swap(&scales, &largest[place])
    }
  }

  private func agrees(
    _ ulps: UInt64?, _ error: Double?, _ scalar: Scalar, slack: Double
  ) -> Bool {
    switch level {
    case .bits, .root: ulps == 0
    case .close: error.map { $0 <= (scalar.tolerance ?? 0) + slack } ?? false
    case .bound: true
    }
  }

  private func merged<Figure: Comparable>(_ a: Figure?, _ b: Figure?) -> Figure? {
    guard let a, let b else { return nil }
    return max(a, b)
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

  /// Whether some number of the bound is at most `slack` from what was printed.
  fileprivate func isWithin(_ slack: Double, of printed: Double) -> Bool {
    slack > 0 && knowledge != .nan && lower <= printed + slack && upper >= printed - slack
  }

  /// Whether at least half of a number's digits are certain: else anything would pass.
  fileprivate func isJudged(_ scale: Double, _ scalar: Scalar) -> Bool {
    if knowledge == .boundsOrNaN { return false }
    let (half, least) =
      switch scalar {
      case .float64: (0x1p-26, Double.leastNonzeroMagnitude)
      case .float32: (0x1p-12, Double(Float.leastNonzeroMagnitude))
      case .float16: (0x1p-5, 0x1p-24)
      case .bfloat16: (0x1p-4, 0x1p-133)
      }
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

extension Comparison {
  /// Whether this run agrees for longer than another.
  package func goesFurther(than other: Comparison) -> Bool {
    guard let theirs = other.firstDivergence else { return false }
    guard let ours = firstDivergence else { return true }
    return theirs.isBefore(ours)
  }
}
