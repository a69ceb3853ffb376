//  RMSprop in every dialect
//
//  Method               θ ← θ − η λ θ, or θ − λ θ       if decay is decoupled
//                       g ← ± g; g ← g + λ θ            if decay is l2
//                       v ← ρ v + (1 − ρ) g²
//                       m ← ρ m + (1 − ρ) g             if centered
//                       s ← v, or v − m²; v and m over 1 − ρᵗ if corrected
//                       r ← √s and ε, in one of six ways
//                       b ← the buffer, in one of five ways, with η or without
//                       θ ← θ − what the buffer says
//  Order of operations  Nobody's own: a dialect is mathematics. Its roundings are what an
//                       `Interval` holds.

import NumberSystems
public import RMSprop

extension Dialect {
  /// What does not change from step to step, as numbers; each may be what a program really uses in
  /// place of what it was told.
  public struct Coefficients<Number: DialectNumber>: Sendable {
    /// η.
    public var learningRate: Number
    /// ρ, and 1 − ρ.
    public var alpha, oneMinusAlpha: Number
    /// ε.
    public var epsilon: Number
    /// λ.
    public var weightDecay: Number
    /// How much of θ decoupled decay takes in a step: η λ.
    public var shrinkage: Number
    /// μ.
    public var momentum: Number
  }

  /// The coefficients of hyperparameters, each formed in double precision, then rounded once.
  public static func coefficients<Number: DialectNumber>(
    _ h: Hyperparameters, learningRate: Double? = nil
  ) -> Coefficients<Number> {
    let rate = learningRate ?? h.learningRate
    return Coefficients(
      learningRate: Number(rate, "\\eta"), alpha: Number(h.alpha, "\\rho"),
      oneMinusAlpha: Number(1 - h.alpha, "(1 - \\rho)"),
      epsilon: Number(h.epsilon, "\\varepsilon"), weightDecay: Number(h.weightDecay, "\\lambda"),
      shrinkage: Number(rate * h.weightDecay, "\\eta \\lambda"),
      momentum: Number(h.momentum, "\\mu"))
  }

  /// What is switched on.
  public struct Switches: Hashable, Sendable {
    /// μ > 0.
    public var momentum = false
    /// Whether m is kept, and v − m² is under the root.
    public var centered = false
    /// λ ≠ 0.
    public var weightDecay = false

    /// These; nothing by default.
    public init(momentum: Bool = false, centered: Bool = false, weightDecay: Bool = false) {
      (self.momentum, self.centered, self.weightDecay) = (momentum, centered, weightDecay)
    }
  }

  /// One coordinate, and what is remembered of it.
  public struct Coordinate<Number: DialectNumber>: Sendable {
    /// The parameter, the averages of squares and gradients, and the buffer.
    public var theta, v, m, b: Number
    /// ρᵗ, for the correction of bias.
    var power: Number
    var isFresh = true

    /// A coordinate before its first step.
    public init(_ theta: Number) {
      self.theta = theta
      let zero = Number(0, "0")
      (v, m, b, power) = (zero, zero, zero, Number(1, "1"))
    }
  }

  /// One step of one coordinate.
  @inline(__always)
  public func update<Number: DialectNumber>(
    _ it: inout Coordinate<Number>, _ gradient: Number, _ c: Coefficients<Number>,
    _ switches: Switches
  ) {
    var g = maximize == .yes ? -gradient : gradient
    let penalty = c.weightDecay * it.theta
    if switches.weightDecay && weightDecay == .l2 { g = g + penalty }

    if it.isFresh {
      it.isFresh = false
      switch initialSquareAverage {
      case .zero: break
      case .one: it.v = Number(1, "1")
      case .epsilon: it.v = c.epsilon
      case .firstGradientSquared: it.v = g * g
      }
    }
    // Some write an average as v + (1 − ρ)(g² − v), and some square before they weigh.
    it.v = (c.alpha * it.v).addingProduct(c.oneMinusAlpha * g, g)
      .widened(asRounding: c.oneMinusAlpha * it.v).widened(asOverflowing: g * g)
    it.power = c.alpha * it.power
    let correction = Number(1, "1") - it.power
    var s = biasCorrection == .none ? it.v : it.v / correction
    if switches.centered {
      it.m = (c.alpha * it.m).addingProduct(c.oneMinusAlpha, g)
        .widened(asRounding: c.oneMinusAlpha * it.m)
      let m = biasCorrection == .vm ? it.m / correction : it.m
      s = s.addingProduct(-m, m)
      if centered == .clamp { s = Number.maximum(s, Number(0, "0")) }
    }
    let (r, radicand) = denominator(s, c.epsilon)

    if switches.weightDecay && weightDecay == .l2AfterSquareAverage { g = g + penalty }
    let (theta, buffer) = (it.theta, it.b)
    if switches.weightDecay && weightDecay == .decoupled {
      it.theta = it.theta - c.shrinkage * it.theta
    } else if switches.weightDecay && weightDecay == .decoupledUnscaled {
      it.theta = it.theta - penalty
    }
    if switches.momentum {
      buffered(&it, g, r, c)
    } else {
      it.theta = it.theta - c.learningRate * g / r
    }
    if switches.centered && centered == .guard {
      it.theta = .select(it.theta, ifPositive: radicand, else: theta)
      it.b = .select(it.b, ifPositive: radicand, else: buffer)
    }
  }

  /// What is divided by, and what was under its root.
  @inline(__always)
  private func denominator<Number: DialectNumber>(
    _ s: Number, _ epsilon: Number
  ) -> (r: Number, radicand: Number) {
    func root(_ radicand: Number) -> Number { Number.squareRoot(of: radicand) }
    switch self.epsilon {
    case .outside: return (root(s) + epsilon, s)
    case .inside: return (root(s + epsilon), s + epsilon)
    case .none: return (root(s), s)
    case .floor: return (Number.maximum(root(s), epsilon), s)
    case .both: return (root(s + epsilon) + epsilon, s + epsilon)
    case .minusInside: return (root(s - epsilon), s - epsilon)
    }
  }

  /// The buffer, and the step that it says.
  @inline(__always)
  private func buffered<Number: DialectNumber>(
    _ it: inout Coordinate<Number>, _ g: Number, _ r: Number, _ c: Coefficients<Number>
  ) {
    let u = momentum == .raw ? g : g / r
    let added = learningRate == .inside ? c.learningRate * u : u
    let step: Number
    switch momentum {
    case .heavy:
      it.b = c.momentum * it.b + added
      step = it.b
    case .damped:
      it.b = c.momentum * it.b + (Number(1, "1") - c.momentum) * added
      step = it.b
    case .raw:
      it.b = c.momentum * it.b + added
      step = it.b / r
    case .nesterov:
      it.b = c.momentum * it.b + added
      step = added + c.momentum * it.b
    case .downhill:
      it.b = c.momentum * c.momentum * it.b + (Number(1, "1") + c.momentum) * added
      step = it.b
    }
    it.theta = it.theta - (learningRate == .inside ? step : c.learningRate * step)
  }
}

extension Dialect {
  /// Goes on from a parameter that was seen after a step; also from the buffer that leads to it,
  /// where it was not foretold.
  @inline(__always)
  func resume<Number: EvidenceNumber>(
    _ it: inout Coordinate<Interval<Number>>, at seen: Number, _ gradient: Interval<Number>,
    after before: Coordinate<Interval<Number>>, _ c: Coefficients<Interval<Number>>,
    _ switches: Switches
  ) {
    let foretold = it.theta
    it.theta = foretold.intersection(Interval(seen: seen))
    guard switches.momentum, foretold.isVague else { return }
    let inferred = buffer(leadingTo: seen, after: before, c, switches)
    if switches.centered && centered == .guard {
      // A guard leaves parameter and buffer as they were, or does nothing.
      if before.theta.contains(seen) {
        it.b = it.b.intersection(inferred.union(before.b))
        return
      }
      var unguarded = before
      Dialect(self) { $0.centered = .raw }.update(&unguarded, gradient, c, switches)
      it.b = unguarded.b
    }
    it.b = it.b.intersection(inferred)
  }

  /// The buffer with which a step led to a parameter; everything, where that says nothing of it.
  private func buffer<Number: EvidenceNumber>(
    leadingTo seen: Number, after before: Coordinate<Interval<Number>>,
    _ c: Coefficients<Interval<Number>>, _ switches: Switches
  ) -> Interval<Number> {
    var start = before.theta
    if switches.weightDecay && weightDecay == .decoupled { start = start - c.shrinkage * start }
    if switches.weightDecay && weightDecay == .decoupledUnscaled {
      start = start - c.weightDecay * start
    }
    let moved = start - Interval(seen: seen)
    let step = learningRate == .inside ? moved : moved / c.learningRate
    switch momentum {
    case .heavy, .damped, .downhill: return step
    case .nesterov:
      let kept = c.momentum * before.b
      return kept + (step - c.momentum * kept) / (Interval(1) + c.momentum)
    case .raw: return .everything
    }
  }
}
