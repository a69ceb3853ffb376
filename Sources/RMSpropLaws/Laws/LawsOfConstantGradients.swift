import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// What becomes of gradients of one magnitude.
  static let constantGradients: [Law] = [
    Law(
      "constant-gradient", "Under gradients of one size g, v is (1 − αᵗ) g².",
      #"b_t = \sum_i \mu^{t-i} g_i / (\sqrt{1 - \alpha^i} |g| + \varepsilon)"#,
      .ulps(12, of: "the sum of magnitudes, a step"),
      when: "λ = 0, α < 1, signs any; the last step alone, from 0"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.momentum, .maximize], alpha: 0...0.999)
      let steps = draw.source.integer(in: 1...draw.quietSteps(9))
      let run = try draw.constantRun(h, steps: steps, signs: true).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          var (buffer, size) = (0.0, 0.0)
          for (s, given) in run.column(i).enumerated() {
            let g = c.signed(given)
            let square = c.oneMinusAlpha * c.geometric(s + 1) * g * g
            let u = g / c.denominator(square)
            (buffer, size) = (c.momentum * buffer + u, c.momentum * size + u.magnitude)
            guard let v = t[0].squareAverage else { continue }
            check.close(
              v[s * run.coordinates + i], square, times: Double(s + 1),
              "square_avg after step \(s), coordinate \(i)")
          }
          check.close(
            t[0].parameter(steps - 1, i), -c.rate * buffer, of: c.rate * size,
            times: Double(steps), theta(steps - 1, i))
        }
      }
    },
    Law(
      "centered-constant-gradient", "Under a constant gradient, the variance is αᵗ (1 − αᵗ) g².",
      #"\theta_t - \theta_{t-1} = -\eta g / (\sqrt{\alpha^t (1 - \alpha^t)} |g| + \varepsilon)"#,
      .ulps(16, of: "the step, a step, over αᵗ"),
      when: "λ = 0, αᵗ ≥ 1/64; the last step alone, from 0", of: [.pytorch], needs: [.centered]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize], alpha: 0.5...0.999)
      h.centered = true
      let steps = draw.source.integer(in: 1...draw.quietSteps(6))
      let run = try draw.constantRun(h, steps: steps).quiet
      let c = Constants(run)
      let weight = c.oneMinusAlpha * c.geometric(steps)
      guard 1 - weight >= 1.0 / 64 else { throw draw.source.discard("αᵗ below 1/64") }
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          let r = c.denominator(weight * (1 - weight) * g * g)
          check.close(
            t[0].parameter(steps - 1, i), -c.rate * g / r,
            times: Double(steps) / (1 - weight), theta(steps - 1, i))
        }
      }
    },
    Law(
      "constant-steps-shrink", "Under a constant gradient, no step is longer than the one before.",
      #"|\Delta_{t+1}| \le |\Delta_t|"#, .inequality(), when: "plain, λ = 0, from 0",
      needs: [.schedule]
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize])
      let steps = draw.source.integer(in: 2...9)
      let run = try draw.constantRun(h, steps: steps)
      return LawCase(draw, [run.quiet, run.prefix(steps - 1).quiet]) { check, t in
        for i in 0..<run.coordinates {
          let before = t[1].parameter(steps - 2, i).magnitude
          guard before.isFinite else { continue }
          check.ordered(t[0].parameter(steps - 1, i).magnitude, before, theta(steps - 1, i))
        }
      }
    },
    Law(
      "constant-progress", "Under a constant gradient without ε, T steps lead at least T η far.",
      #"|\theta_T - \theta_0| \ge T \eta"#, .inequality(slack: 8),
      when: "ε = λ = 0, α < 1, from 0; AdaGrad's steps, η / √t, fall behind"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.momentum, .maximize], alpha: 0...0.99, epsilon: 0)
      let steps = draw.source.integer(in: 1...9)
      let run = try draw.constantRun(h, steps: steps).with {
        $0.parameters = $0.parameters.map { _ in 0 }
      }
      let rate = Constants(run).rate
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          check.ordered(
            Double(steps) * rate, t[0].parameter(steps - 1, i).magnitude, times: Double(steps),
            theta(steps - 1, i))
        }
      }
    },
    Law(
      "spike-is-forgotten", "After a spike G, v is αᵗ⁻¹ (1 − α) G² and what g adds.",
      #"v_t = \alpha^{t-1} (1 - \alpha) G^2 + (1 - \alpha^{t-1}) g^2"#,
      .ulps(12, of: "the step, a step"), when: "plain, λ = 0, α < 1; the last step alone, from 0",
      needs: [.schedule]
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize], alpha: 0...0.999)
      let steps = draw.source.integer(in: 2...9)
      let spike = draw.source.element(of: [16.0, 2, 1024])
      let run = try draw.constantRun(h, steps: steps).with { run in
        for i in 0..<run.coordinates { run.gradients[i] *= spike }
      }.quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let (large, last) = (run.gradients[i], run.gradient(steps - 1, i))
          let g = c.signed(last)
          let v =
            power(c.alpha, steps - 1) * c.oneMinusAlpha * large * large
            + c.oneMinusAlpha * c.geometric(steps - 1) * g * g
          check.close(
            t[0].parameter(steps - 1, i), -c.rate * g / c.denominator(v), times: Double(steps),
            theta(steps - 1, i))
        }
      }
    },
  ]
}
