import NumberSystems
import RMSprop

extension Dialect {
  /// Goes on from a parameter that was seen after a step; also from the buffer that leads to it,
  /// where it was not foretold.
  @inline(__always)
  func resume<Number: ObservedNumber>(
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
      with(.centered(.raw)).update(&unguarded, gradient, c, switches)
      it.b = unguarded.b
    }
    it.b = it.b.intersection(inferred)
  }

  /// The buffer with which a step led to a parameter; every number, where the parameter says
  /// nothing of the buffer.
  private func buffer<Number: ObservedNumber>(
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
