import NumberSystems
import RMSprop
import Runs

extension Cause {
  /// What an update is given for these gradients, step by step.
  func applied<Number: ObservedNumber>(to steps: [[Interval<Number>]?]) -> [[Interval<Number>]?] {
    switch self {
    case .subnormalsFlushed: return steps
    case .gradientsScaled(let factor):
      let factor = Interval(Number(factor))
      return steps.map { $0?.map { factor * $0 } }
    case .gradientsClipped(.value, let limit):
      return steps.map { $0?.map { $0.clamped(at: Number(limit)) } }
    case .gradientsClipped(let measure, let limit):
      return steps.map { $0.map { Self.shortened($0, measure, to: limit) } }
    case .gradientsAccumulated(let calls, let accumulation):
      return Self.accumulated(steps, calls, accumulation)
    }
  }

  /// A gradient, made as short as `limit` if it is longer.
  private static func shortened<Number: ObservedNumber>(
    _ gradient: [Interval<Number>], _ measure: Measure, to limit: Double
  ) -> [Interval<Number>] {
    let norm = gradient.norm() + (measure == .normAndMillionth ? 1e-6 : 0)
    // The norm is rounded once for each coordinate at most.
    let slack = Double(gradient.count + 4) * Number.ulpOfOne.double
    if !(norm * (1 + slack) > limit) { return gradient }
    let factor = limit / norm
    let range = Interval(
      from: Number(factor * (1 - slack)), to: Number(min(1, factor * (1 + slack))))
    return gradient.map { range * $0 }
  }

  /// At every so many gradients what they make together, and none between.
  private static func accumulated<Number: ObservedNumber>(
    _ steps: [[Interval<Number>]?], _ calls: Int, _ accumulation: Accumulation
  ) -> [[Interval<Number>]?] {
    var (sum, count): ([Interval<Number>]?, Int) = (nil, 0)
    let divisor = Interval(Number(Double(calls)))
    return steps.map { gradient in
      guard let gradient else { return nil }
      // A mean that is kept is rounded where the sum is not.
      sum = sum.map { zip($0, gradient).map { ($0 + $1).widened(asRounding: $1) } } ?? gradient
      count += 1
      guard count == calls else { return nil }
      defer { (sum, count) = (nil, 0) }
      return accumulation == .sum ? sum : sum?.map { $0 / divisor }
    }
  }
}

extension Array {
  /// The length of a gradient.
  func norm<Number: ObservedNumber>() -> Double where Element == Interval<Number> {
    reduce(0) { $0 + $1.middle.double * $1.middle.double }.squareRoot()
  }
}

extension Interval where Number: ObservedNumber {
  /// The interval of what is cut off at a limit of either sign.
  fileprivate func clamped(at limit: Number) -> Interval {
    guard knowledge == .bounds else { return self }
    return Interval(from: max(-limit, min(lower, limit)), to: max(-limit, min(upper, limit)))
  }
}
