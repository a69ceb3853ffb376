import NumberSystems
import RMSprop
import Runs

/// Hyperparameters as the coefficients of each step.
struct StepCoefficients<Number: ObservedNumber> {
  let switches: Dialect.Switches
  let coefficients: [Dialect.Coefficients<Interval<Number>>]
  let missingIsZero: Bool

  init(_ effective: EffectiveHyperparameters, _ observed: Observations<Number>) {
    switches = effective.switches
    missingIsZero = effective.missingIsZero
    let hyperparameters = observed.run.hyperparameters
    var last: (rate: Double, Dialect.Coefficients<Interval<Number>>)?
    var before = hyperparameters.learningRate
    coefficients = observed.steps.map { step in
      let rate = effective.rate.value(step.rate, before: before)
      before = step.rate
      if let last, rate.lower == rate.upper, last.rate == rate.lower { return last.1 }
      let made = Self.coefficients(rate, effective)
      last = (rate.lower, made)
      return made
    }
  }

  private static func coefficients(
    _ rate: EffectiveHyperparameters.Value, _ effective: EffectiveHyperparameters
  ) -> Dialect.Coefficients<Interval<Number>> {
    typealias Value = EffectiveHyperparameters.Value
    func hull(_ low: Interval<Number>, _ high: Interval<Number>) -> Interval<Number> {
      Interval(from: min(low.lower, high.lower), to: max(low.upper, high.upper))
    }
    func interval(_ value: Value, _ symbol: StaticString) -> Interval<Number> {
      hull(Interval(value.lower, symbol), Interval(value.upper, symbol))
    }
    let alpha = effective.alpha
    let complement =
      effective.complement.map { Value($0) } ?? Value(from: 1 - alpha.upper, to: 1 - alpha.lower)
    let decay = effective.weightDecay
    var shrinkage =
      effective.shrinkageInFloat32
      ? Value(1 - Double(Float(1 - rate.middle * decay.middle)))
      : Value(from: rate.lower * decay.lower, to: rate.upper * decay.upper)
    if effective.shrinksInFloat32OrNot {
      shrinkage = Value(from: shrinkage.lower - 0x1p-23, to: shrinkage.upper + 0x1p-23)
    }
    return Dialect.Coefficients(
      learningRate: interval(rate, "\\eta"), alpha: interval(alpha, "\\rho"),
      oneMinusAlpha: hull(
        Interval(oneMinus: 1 - complement.lower, "(1 - \\rho)"),
        Interval(oneMinus: 1 - complement.upper, "(1 - \\rho)")),
      epsilon: interval(effective.epsilon, "\\varepsilon"),
      weightDecay: interval(decay, "\\lambda"), shrinkage: interval(shrinkage, "\\eta \\lambda"),
      momentum: interval(effective.momentum, "\\mu"))
  }
}

extension Dialect.Coefficients {
  /// The coefficients as numbers, each in the middle of its interval.
  func middle<Inner: ObservedNumber>() -> Dialect.Coefficients<Inner>
  where Number == Interval<Inner> {
    Dialect.Coefficients<Inner>(
      learningRate: learningRate.middle, alpha: alpha.middle, oneMinusAlpha: oneMinusAlpha.middle,
      epsilon: epsilon.middle, weightDecay: weightDecay.middle, shrinkage: shrinkage.middle,
      momentum: momentum.middle)
  }
}
