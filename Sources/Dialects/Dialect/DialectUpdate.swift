//  RMSprop in every dialect
//
//  Method               g ← ± g; g ← g + λ θ            if decay is l2                   (D1)
//                       v ← ρ v + (1 − ρ) g²                                             (D2)
//                       m ← ρ m + (1 − ρ) g             if centered                      (D3)
//                       s ← v, or v − m²; v and m over 1 − ρᵗ if corrected               (D4)
//                       r ← √s and ε, in one of six ways                                 (D5)
//                       θ ← θ − η λ θ, or θ − λ θ       if decay is decoupled            (D6)
//                       b ← the buffer, in one of five ways, with η or without           (D7)
//                       θ ← θ − what the buffer says                                     (D8)
//  Order of operations  None in particular: a dialect is a formula. An `Interval` holds what any
//                       order and its roundings may give.

import NumberSystems
import RMSprop

extension Dialect {
  /// The coefficients of a step. Each may be the number that a program really uses in place of the
  /// one that it was given.
  struct Coefficients<Number: DialectNumber>: Sendable {
    /// η, the learning rate.
    var learningRate: Number
    /// ρ, how much of the averages is kept, and 1 − ρ.
    var alpha, oneMinusAlpha: Number
    /// ε, the guard against division by zero.
    var epsilon: Number
    /// λ, the factor of weight decay.
    var weightDecay: Number
    /// How much of θ decoupled decay takes in a step: η λ.
    var shrinkage: Number
    /// μ, how much of the buffer is kept.
    var momentum: Number
  }

  /// The coefficients of hyperparameters, each formed in double precision, then rounded once.
  static func coefficients<Number: DialectNumber>(
    _ h: Hyperparameters, learningRate: Double? = nil
  ) -> Coefficients<Number> {
    let rate = learningRate ?? h.learningRate
    return Coefficients(
      learningRate: Number(rate, "\\eta"), alpha: Number(h.alpha, "\\rho"),
      oneMinusAlpha: Number(oneMinus: h.alpha, "(1 - \\rho)"),
      epsilon: Number(h.epsilon, "\\varepsilon"), weightDecay: Number(h.weightDecay, "\\lambda"),
      shrinkage: Number(rate * h.weightDecay, "\\eta \\lambda"),
      momentum: Number(h.momentum, "\\mu"))
  }

  /// Which features of the update are switched on.
  package struct Switches: Hashable, Sendable {
    /// Whether there is momentum: μ > 0.
    package var momentum = false
    /// Whether m is kept, and v − m² is under the root.
    package var centered = false
    /// Whether weights decay: λ ≠ 0.
    package var weightDecay = false

    /// The switches of an update; by default, nothing is switched on.
    package init(momentum: Bool = false, centered: Bool = false, weightDecay: Bool = false) {
      (self.momentum, self.centered, self.weightDecay) = (momentum, centered, weightDecay)
    }
  }

  /// One coordinate, and what is remembered of it.
  struct Coordinate<Number: DialectNumber>: Sendable {
    /// The parameter, the averages of squares and gradients, and the buffer.
    var theta, v, m, b: Number
    /// ρᵗ, for the correction of bias.
    var power: Number
    var isFresh = true

    /// A coordinate before its first step.
    init(_ theta: Number) {
      self.theta = theta
      let zero = Number(0, "0")
      (v, m, b, power) = (zero, zero, zero, Number(1, "1"))
    }
  }

  /// One step of one coordinate.
  @inline(__always)
  func update<Number: DialectNumber>(
    _ it: inout Coordinate<Number>, _ gradient: Number, _ c: Coefficients<Number>,
    _ switches: Switches
  ) {
    var g = maximize == .yes ? -gradient : gradient
    let penalty = c.weightDecay * it.theta
    if switches.weightDecay && weightDecay == .l2 { g = (g + penalty).named("D1", "g_t'") }

    if it.isFresh {
      it.isFresh = false
      switch initialSquareAverage {
      case .number(0): break
      case .number(let start): it.v = Number(start, start == 1 ? "1" : "v_0")
      case .epsilon: it.v = c.epsilon
      case .firstGradientSquared: it.v = g * g
      }
    }
    // Some write an average as v + (1 − ρ)(g² − v), and some square before they weigh.
    it.v = (c.alpha * it.v).addingProduct(c.oneMinusAlpha * g, g)
      .widened(asRounding: c.oneMinusAlpha * it.v).widened(asOverflowing: g * g)
      .named("D2", "v_t")
    it.power = c.alpha * it.power
    let correction = Number(1, "1") - it.power
    var s = biasCorrection == .none ? it.v : it.v / correction
    if switches.centered {
      it.m = (c.alpha * it.m).addingProduct(c.oneMinusAlpha, g)
        .widened(asRounding: c.oneMinusAlpha * it.m).named("D3", "m_t")
      let m = biasCorrection == .vm ? it.m / correction : it.m
      s = s.addingProduct(-m, m)
      if centered == .clamp { s = Number.maximum(s, Number(0, "0")) }
    }
    if switches.centered || biasCorrection != .none { s = s.named("D4", "s_t") }
    var (r, radicand) = denominator(s, c.epsilon)
    r = r.named("D5", "r_t")

    if switches.weightDecay && weightDecay == .l2AfterSquareAverage { g = g + penalty }
    let (theta, buffer) = (it.theta, it.b)
    if switches.weightDecay && weightDecay == .decoupled {
      it.theta = (it.theta - c.shrinkage * it.theta).named("D6", "\\theta_t'")
    } else if switches.weightDecay && weightDecay == .decoupledUnscaled {
      it.theta = (it.theta - penalty).named("D6", "\\theta_t'")
    }
    if switches.momentum {
      buffered(&it, g, r, c)
    } else {
      it.theta = (it.theta - c.learningRate * g / r).named("D8", "\\theta_t")
    }
    if switches.centered && centered == .guard {
      it.theta = .select(it.theta, ifPositive: radicand, else: theta)
      it.b = .select(it.b, ifPositive: radicand, else: buffer)
    }
  }

  /// The denominator, and what was under its root.
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

  /// Updates the buffer (D7) and takes the step (D8).
  @inline(__always)
  private func buffered<Number: DialectNumber>(
    _ it: inout Coordinate<Number>, _ g: Number, _ r: Number, _ c: Coefficients<Number>
  ) {
    let u = momentum == .raw ? g : g / r
    let added = learningRate == .inside ? c.learningRate * u : u
    let step: Number
    switch momentum {
    case .heavy:
      it.b = (c.momentum * it.b + added).named("D7", "b_t")
      step = it.b
    case .damped:
      it.b = (c.momentum * it.b + (Number(1, "1") - c.momentum) * added).named("D7", "b_t")
      step = it.b
    case .raw:
      it.b = (c.momentum * it.b + added).named("D7", "b_t")
      step = it.b / r
    case .nesterov:
      it.b = (c.momentum * it.b + added).named("D7", "b_t")
      step = added + c.momentum * it.b
    case .downhill:
      it.b = (c.momentum * c.momentum * it.b + (Number(1, "1") + c.momentum) * added).named(
        "D7", "b_t")
      step = it.b
    }
    it.theta = (it.theta - (learningRate == .inside ? step : c.learningRate * step))
      .named("D8", "\\theta_t")
  }
}

extension Dialect {
  /// Takes steps of one coordinate: the one loop over a dialect's steps.
  ///
  /// - Parameters:
  ///   - it: where the coordinate stands.
  ///   - steps: which steps.
  ///   - coefficients: those of each step.
  ///   - switches: what is switched on.
  ///   - gradient: what a step is given; `nil` takes no step.
  ///   - after: called after each step with its number and where the coordinate stood before it; it
  ///     may change where it stands, and says whether to go on.
  /// - Returns: whether all steps were taken.
  @inline(__always)
  func walk<Number: DialectNumber>(
    _ it: inout Coordinate<Number>, through steps: Range<Int>,
    _ coefficients: (Int) -> Coefficients<Number>, _ switches: Switches,
    gradient: (Int) -> Number?,
    after: (Int, Coordinate<Number>, inout Coordinate<Number>) -> Bool
  ) -> Bool {
    for t in steps {
      let before = it
      if let gradient = gradient(t) { update(&it, gradient, coefficients(t), switches) }
      guard after(t, before, &it) else { return false }
    }
    return true
  }
}
