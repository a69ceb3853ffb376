import NumberSystems
import RMSprop
import Runs

/// What a few numbers of a trace say of the way to them.
extension Observations {
  /// The number with which v began, if what was seen of v after the first step says one that no
  /// program begins with.
  var start: Double? {
    guard let firstStep, let gradient = steps[firstStep].gradient, let v = steps[firstStep].v
    else { return nil }
    let h = run.hyperparameters
    guard h.alpha > 0, h.alpha < 1 else { return nil }
    // What is squared may have decay in it, and either sign.
    let decays = h.weightDecay == 0 ? [0] : [0, h.weightDecay, -h.weightDecay]
    for decay in decays {
      var (low, high) = (-Double.infinity, Double.infinity)
      var isFirstSquare = true
      for i in 0..<count {
        let g = gradient[i].middle.double + decay * run.parameters[i]
        let (square, seen) = (g * g, v[i].double)
        let slack = 16 * Number.ulpOfOne.double * (square + seen.magnitude) / h.alpha
        let start = (seen - (1 - h.alpha) * square) / h.alpha
        (low, high) = (max(low, start - slack), min(high, start + slack))
        isFirstSquare = isFirstSquare && (start - square).magnitude <= slack
      }
      let known = [0, 1, h.epsilon].contains { low <= $0 && $0 <= high }
      if low <= high, !known, !isFirstSquare {
        return DialectSearch<Number>.simplest(from: low, to: high)
      }
    }
    return nil
  }

  /// The causes that a few numbers suggest; whether they explain all the others is still open.
  var suspectedCauses: [Cause] { accumulations + changedGradients }

  /// The parameters stay at first although there is a gradient: so many calls make a step.
  private var accumulations: [Cause] {
    var calls = 0
    let start = run.parameters.map { Number($0) }
    for step in steps where step.gradient != nil {
      guard let theta = step.theta else { return [] }
      calls += 1
      if theta != start {
        return calls == 1
          ? [] : [.mean, .sum].map { .gradientsAccumulated(every: calls, by: $0) }
      }
    }
    return []
  }

  /// What may have become of the gradients, where v says most of those that it was made of: at the
  /// first step, and later.
  private var changedGradients: [Cause] {
    let h = run.hyperparameters
    guard h.alpha >= 0, h.alpha < 1 else { return [] }
    var (first, later): (UsedGradient?, UsedGradient?)
    var (last, theta): ([Number]?, [Number]?)
    for step in steps {
      defer { (last, theta) = (step.v ?? last, step.theta ?? theta) }
      guard let v = step.v, let gradient = step.gradient else { continue }
      let norm = gradient.norm()
      for i in 0..<count {
        let used = UsedGradient(
          v[i].double, after: last?[i].double, gradient[i].middle.double,
          theta?[i].double ?? run.parameters[i], norm, h)
        guard let used else { continue }
        if last == nil {
          first = used.isSurer(than: first) ? used : first
        } else {
          later = used.isSurer(than: later) ? used : later
        }
      }
    }
    return [first, later].compactMap(\.self).flatMap { used in
      // The norm is rounded once for each coordinate at most.
      let slack = Double(count + 64) * Number.ulpOfOne.double / used.share
      return used.causes { value in
        DialectSearch<Number>.simplest(from: value * (1 - slack), to: value * (1 + slack))
      }
    }
  }
}

/// A gradient of which v was made, and which is not the one that was given.
private struct UsedGradient {
  /// How much of v the gradient's square is: the more, the surer is the gradient.
  let share: Double
  /// The gradient's magnitude, that of the one that was given, and how long that was with the
  /// other coordinates.
  let used, given, norm: Double

  /// What a v was made of after the one before it, if not of the gradient that was given: also with
  /// decay in it, and, at the first step, wherever a program begins.
  init?(
    _ v: Double, after before: Double?, _ gradient: Double, _ theta: Double, _ norm: Double,
    _ h: Hyperparameters
  ) {
    let starts: [Double] = before.map { [$0] } ?? [0, 1, h.epsilon]
    for start in starts {
      for decay in [0, h.weightDecay, -h.weightDecay] {
        let expected = h.alpha * start + (1 - h.alpha) * (gradient + decay * theta).squared
        if (v - expected).magnitude <= 1e-4 * v { return nil }
      }
    }
    let added = v - h.alpha * starts[0]
    share = added / v
    used = (added / (1 - h.alpha)).squareRoot()
    (given, self.norm) = (gradient.magnitude, norm)
    guard given > 0, used.isFinite, share > 1e-3 else { return nil }
  }

  func isSurer(than other: UsedGradient?) -> Bool { share > other?.share ?? 0 }

  /// What would give this gradient, with the simplest of the numbers that would.
  func causes(_ simplest: (Double) -> Double) -> [Cause] {
    let ratio = used / given
    let (factor, divisor) = (simplest(ratio), simplest(1 / ratio))
    let isShorter = "\(divisor)".count < "\(factor)".count
    return [
      .gradientsScaled(factor: isShorter ? 1 / divisor : factor),
      .gradientsClipped(by: .value, at: simplest(used)),
      .gradientsClipped(by: .norm, at: simplest(ratio * norm)),
      .gradientsClipped(by: .normAndMillionth, at: simplest(ratio * (norm + 1e-6))),
    ]
  }
}

extension Double {
  fileprivate var squared: Double { self * self }
}

extension Observations where Number: BinaryFloatingPoint {
  /// Whether some gradient has a square, or some v a value, that is subnormal or nearly so.
  var hasSubnormalSquares: Bool {
    let least = 4 * Double(Number.leastNormalMagnitude)
    let share = max(1 - run.hyperparameters.alpha, 0)
    return steps.contains { step in
      let isSmall = step.gradient?.contains { gradient in
        let g = gradient.middle.double
        return g != 0 && share * g * g < least
      }
      return isSmall ?? false || step.v?.contains { $0.double > 0 && $0.double < least } ?? false
    }
  }
}
