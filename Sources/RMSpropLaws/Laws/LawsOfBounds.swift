import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// How long a step can be.
  static let bounds: [Law] = [
    Law(
      "step-bound", "No step is longer than η / √(1 − α), or with momentum that over 1 − μ.",
      #"|\theta_t - \theta_{t-1}| \le \frac{\eta}{(1 - \mu) \sqrt{1 - \alpha}}"#,
      .inequality(slack: 8), when: "not centered, α < 1, μ < 1"
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.weightDecay, .maximize], alpha: 0...0.999)
      if draw.has(.momentum), draw.source.boolean() { h.momentum = draw.momentum(upTo: 0.99) }
      let run = try draw.run(h, .nonzero)
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          var before = run.parameters[i]
          var buffer = 0.0
          for s in 0..<run.steps.count {
            let now = t[0].parameter(s, i)
            buffer = c.momentum * buffer + 1 / c.oneMinusAlpha.squareRoot()
            let bound = c.rate * buffer
            check.ordered(
              (now - before).magnitude, bound,
              of: max(bound, before.magnitude, now.magnitude), times: Double(s + 1),
              "the step of \(theta(s, i))")
            before = now
          }
        }
      }
    },
    Law(
      "adagrad-brackets",
      "A step is longer than AdaGrad's over √(1 − α), and shorter than that over √αᵗ⁻¹.",
      #"\alpha^{t-1} (1 - \alpha) \sum g_i^2 \le v_t \le (1 - \alpha) \sum g_i^2"#,
      .inequality(slack: 8), when: "plain, λ = 0, 0 < α < 1; in θ, the last step alone, from 0"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize], alpha: 0.0625...0.999)
      let run = try draw.run(h, steps: 1...draw.quietSteps(6), .nonzero).quiet
      let c = Constants(run)
      let (last, n) = (run.steps.count - 1, run.coordinates)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<n {
          let column = run.column(i)
          let high = c.oneMinusAlpha * column.reduce(0) { $0 + $1 * $1 }
          let low = power(c.alpha, last) * high
          let g = column[last].magnitude
          let moved = t[0].parameter(last, i).magnitude
          let times = Double(run.steps.count)
          check.ordered(c.rate * g / c.denominator(high), moved, times: times, theta(last, i))
          let longest = c.rate * g / c.denominator(low)
          check.ordered(moved, longest, times: times, theta(last, i))
          guard let v = t[0].squareAverage?[last * n + i] else { continue }
          let place = "square_avg after step \(last), coordinate \(i)"
          check.ordered(v, high, times: times, place)
          check.ordered(low, v, times: times, place)
        }
      }
    },
  ]
}
