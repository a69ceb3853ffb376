import NumberSystems
import RMSprop
import Runs

/// What a dialect gives for the run that was recorded.
extension Observations {
  /// Every parameter after every step that a dialect can give, coordinate by coordinate.
  func bounds(_ dialect: Dialect, _ settings: StepCoefficients<Number>) -> [Interval<Number>] {
    var bounds: [Interval<Number>] = []
    for i in 0..<count {
      var it = Dialect.Coordinate(Interval(Number(run.parameters[i])))
      _ = dialect.walk(
        &it, through: steps.indices, { settings.coefficients[$0] }, settings.switches,
        gradient: { gradient(i, $0, settings) }
      ) { _, _, it in
        bounds.append(it.theta)
        return true
      }
    }
    return bounds
  }

  /// What a dialect gives in plain arithmetic.
  func plain(_ dialect: Dialect, _ settings: StepCoefficients<Number>) -> Results {
    let coefficients: [Dialect.Coefficients<Number>] = settings.coefficients.map { $0.middle() }
    func kept(_ number: Number) -> Double { run.scalar.rounded(number.double) }
    let none = [Double](repeating: 0, count: steps.count * count)
    var (theta, v, m, b) = (none, none, none, none)
    var hasState = [Bool](repeating: false, count: steps.count)
    for i in 0..<count {
      var it = Dialect.Coordinate(Number(run.parameters[i]))
      _ = dialect.walk(
        &it, through: steps.indices, { coefficients[$0] }, settings.switches,
        gradient: { gradient(i, $0, settings)?.middle }
      ) { t, _, it in
        let place = t * count + i
        (theta[place], v[place]) = (kept(it.theta), kept(it.v))
        (m[place], b[place]) = (kept(it.m), kept(it.b))
        hasState[t] = !it.isFresh
        return true
      }
    }
    return Results(coordinates: count, steps: steps.count) { quantity in
      let numbers: [Double]? =
        switch quantity {
        case .parameters: theta
        case .squareAverage: v
        case .gradientAverage: settings.switches.centered ? m : nil
        case .momentumBuffer: settings.switches.momentum ? b : nil
        }
      guard let numbers else { return ([], []) }
      if quantity == .parameters { return (numbers, hasState.map { _ in true }) }
      let first = hasState.firstIndex(of: true) ?? steps.count
      return (Array(numbers[(first * count)...]), hasState)
    }
  }

  /// What a dialect gives in plain arithmetic, beside what was seen.
  func compare(
    _ dialect: Dialect, _ settings: StepCoefficients<Number>, state: Bool
  ) -> Comparison {
    var comparison = Comparison(.close, run.scalar)
    let given = plain(dialect, settings)
    let actual = state ? given : given.withoutState
    for t in steps.indices {
      comparison.compare(step: t, expected: results[step: t], actual: actual[step: t])
    }
    return comparison
  }
}
