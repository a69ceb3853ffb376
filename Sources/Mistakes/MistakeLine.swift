import RMSprop

extension Mistake {
  /// A line of the update; a mistake may replace some.
  package enum Line: CaseIterable, Sendable {
    /// (P1, P2) `g`, from the gradient.
    case gradient
    /// (P3, P4) `v`.
    case squareAverage
    /// (P5) `m`, if centered.
    case gradientAverage
    /// (P6) `s`: v, or the variance if centered.
    case variance
    /// (P7, P8) `r`.
    case denominator
    /// (P9, P10) `b`, with momentum.
    case buffer
    /// (P11, P12) `theta`.
    case parameter
  }
}

extension Mistake.Line {
  /// The line as PyTorch computes it.
  var original: (inout Mistake.Coordinate) -> Void {
    switch self {
    case .gradient:
      {
        $0.g = $0.h.maximize ? -$0.gradient : $0.gradient
        if $0.h.weightDecay != 0 { $0.g = $0.g.addingProduct($0.h.weightDecay, $0.theta) }
      }
    case .squareAverage: { $0.v = ($0.h.alpha * $0.v).addingProduct((1 - $0.h.alpha) * $0.g, $0.g) }
    case .gradientAverage:
      {
        let weight = 1 - $0.h.alpha
        $0.m =
          abs(weight) < 0.5
          ? $0.m.addingProduct(weight, $0.g - $0.m)
          : $0.g.addingProduct(weight - 1, $0.g - $0.m)
      }
    case .variance: { $0.s = $0.h.centered ? $0.v.addingProduct(-$0.m, $0.m) : $0.v }
    case .denominator: { $0.r = $0.s.squareRoot() + $0.h.epsilon }
    case .buffer: { $0.b = $0.h.momentum * $0.b + $0.g / $0.r }
    case .parameter:
      {
        $0.theta =
          $0.h.momentum > 0
          ? $0.theta.addingProduct(-$0.h.learningRate, $0.b)
          : $0.theta + -$0.h.learningRate * $0.g / $0.r
      }
    }
  }
}
