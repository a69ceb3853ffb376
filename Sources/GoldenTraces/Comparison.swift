import NumberSystems
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

  /// The largest finite magnitude so far, for each state quantity and coordinate.
  private var largest = Trace.Results()

  package init(_ level: Level, _ scalar: Trace.Scalar) {
    self.level = level
    self.scalar = scalar
  }

  /// Compares what both sides give of one step.
  package mutating func compare(
    step: Int, expected: Trace.Results, actual: Trace.Results
  ) {
    for quantity in Trace.Quantity.allCases {
      guard let expected = expected[quantity], let actual = actual[quantity] else { continue }
      var scales = largest[quantity].take() ?? Array(repeating: 0, count: expected.count)
      for (i, (e, a)) in zip(expected, actual).enumerated() {
        if e.isFinite { scales[i] = max(scales[i], e.magnitude) }
        let scale = quantity == .parameters ? max(e.magnitude, 1) : scales[i]
        let ulps = ulpDistance(e, a)
        let error = relativeError(e, a, scale)
        values += 1
        worstUlps = merged(worstUlps, ulps)
        worstError = merged(worstError, error)
        if firstDivergence == nil && !agrees(ulps, error) {
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
