import PropertyCheck

/// Cases a second of the property engine, on a law of two runs of 12 × 12: coordinates do not
/// depend on each other. `hypothesis_speed.py` has the same law.
enum Properties {
  private static let size = 12

  private static let independence = Property("coordinate independence, 12 × 12") { source in
    let rate = source.uniform(quasi: 0)
    let alpha = source.uniform(quasi: 1)
    let epsilon = source.uniform(quasi: 2) * 1e-3
    let gradients = (0..<size * size).map { _ in source.gaussian() }
    var theta = [Double](repeating: 0, count: size)
    var square = theta
    for step in 0..<size {
      for i in 0..<size {
        let g = gradients[step * size + i]
        square[i] = alpha * square[i] + (1 - alpha) * g * g
        theta[i] -= rate * g / (square[i].squareRoot() + epsilon)
      }
    }
    for i in 0..<size {
      var (alone, average) = (0.0, 0.0)
      for step in 0..<size {
        let g = gradients[step * size + i]
        average = alpha * average + (1 - alpha) * g * g
        alone -= rate * g / (average.squareRoot() + epsilon)
      }
      if alone.bitPattern != theta[i].bitPattern && !(alone.isNaN && theta[i].isNaN) {
        return .fails(Failure(label: "coupled", message: "\(theta[i]) is not \(alone)"))
      }
    }
    return .holds()
  }

  private static let falseSum = Property("a sum is at most 10, 12 × 12") { source in
    let sum = (0..<size * size).map { _ in source.gaussian() }.reduce(0, +)
    return sum > 10 ? .fails(Failure(label: "sum", message: "\(sum)")) : .holds()
  }

  /// Measures the engine, beside the cases that Hypothesis ran in a second, if it was measured.
  static func measure(hypothesis: Double?) -> String {
    let clock = ContinuousClock()
    var best = 0.0
    for seed in 1...5 as ClosedRange<UInt64> {
      let campaign = Campaign(cases: 50_000, seed: seed, searches: 0)
      var report: PropertyReport?
      let time = clock.measure { report = campaign.check(independence) }
      precondition(report?.status == .passed, "coordinates do not know of each other")
      best = max(best, 50_000 / (time / .seconds(1)))
    }
    var failure: Counterexample?
    let shrinking = clock.measure { failure = Campaign(cases: 1000).check(falseSum).failure }
    let comparison =
      hypothesis.map { "\(Int($0)) with Hypothesis, 1 for \(Int(best / $0))" }
      ?? "Hypothesis was not measured: it is not installed in .venv"
    return """
      laws: \(Int(best)) cases a second of two runs of 12 × 12; \(comparison)
      a failure found and made simple in \(Int(shrinking / .milliseconds(1))) ms, \
      \(failure?.attempts ?? 0) attempts

      """
  }
}
