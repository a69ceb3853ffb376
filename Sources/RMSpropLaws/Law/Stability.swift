import RMSprop
import Runs

/// How far a run can be compared beyond rounding.
struct Stability {
  /// How many steps of each coordinate can be compared.
  var steps: [Int]
  /// What rounding errors grow by, at most.
  var condition: [Double]

  init(_ run: Run, _ result: Results) {
    let (h, n) = (run.hyperparameters, run.coordinates)
    steps = [Int](repeating: run.steps.count, count: n)
    condition = [Double](repeating: 1, count: n)
    for k in result.parameters.indices {
      let (s, i) = k.quotientAndRemainder(dividingBy: n)
      if h.centered, let v = result.squareAverage?[k], let m = result.gradientAverage?[k] {
        let variance = v - m * m
        if v > 0, variance < v / 1024 { steps[i] = min(steps[i], s) }
        if v > 0 { condition[i] = max(condition[i], v / max(variance, v / 1024)) }
      }
      if h.weightDecay > 0 {
        let before = s == 0 ? run.parameters[i] : result.parameter(s - 1, i)
        let (g, pull) = (run.gradient(s, i), h.weightDecay * before)
        let sum = (h.maximize ? -g : g) + pull
        let largest = max(g.magnitude, pull.magnitude)
        if largest > 0, sum.magnitude < largest / 64 { steps[i] = min(steps[i], s) }
        condition[i] *= 1 + h.weightDecay * 8
      }
    }
  }
}
