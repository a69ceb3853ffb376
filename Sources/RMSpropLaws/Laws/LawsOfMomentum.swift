import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// b, the momentum buffer, and weight decay.
  static let momentumAndDecay: [Law] = [
    Law(
      "momentum-sums", "Momentum moves by the sum of μᵗ⁻ⁱ of the plain steps.",
      #"\theta_t - \theta_{t-1} = \sum_i \mu^{t-i} (\theta_i^0 - \theta_{i-1}^0)"#,
      .ulps(4, of: "the magnitudes of all that is added"), when: "λ = 0, θ₀ = 0, ε > 0",
      of: [.pytorch], needs: [.momentum]
    ) { (draw) throws(Discard) in
      let plain = try draw.run(draw.hyperparameters([.maximize]), steps: 1...6)
        .with { $0.parameters = $0.parameters.map { _ in 0 } }
      let mu = draw.momentum()
      let heavy = plain.setting { $0.momentum = mu }
      let c = Constants(heavy)
      return LawCase(draw, [heavy, plain]) { check, t in
        for i in 0..<plain.coordinates {
          var (before, buffer, expected) = (0.0, 0.0, 0.0)
          var (unit, unitOfBuffer) = (0.0, 0.0)
          for s in 0..<plain.steps.count {
            let now = t[1].parameter(s, i)
            buffer = c.momentum * buffer + (now - before)
            expected += buffer
            unitOfBuffer =
              c.momentum * unitOfBuffer
              + check.ulp(max(now.magnitude, before.magnitude))
              + check.ulp(buffer)
            unit += unitOfBuffer + check.ulp(expected)
            check.close(t[0].parameter(s, i), expected, within: unit, theta(s, i))
            before = now
          }
        }
      }
    },
    Law(
      "buffer-sums", "Each step at its own rate is that rate times the buffer.",
      #"b_t = \mu b_{t-1} + \Delta_t"#, .ulps(4, of: "the magnitudes of all that is added"),
      when: "λ = 0; the last step alone, from 0", of: [.pytorch], needs: [.momentum, .schedule]
    ) { (draw) throws(Discard) in
      let plain = try draw.run(draw.hyperparameters([.centered, .maximize]), steps: 1...4)
      let mu = draw.momentum()
      let heavy = plain.setting { $0.momentum = mu }.quiet
      let c = Constants(heavy)
      let last = plain.steps.count - 1
      return LawCase(draw, [heavy] + (1...plain.steps.count).map { plain.prefix($0).quiet }) {
        check, t in
        for i in 0..<plain.coordinates {
          let steps = (0...last).map { t[$0 + 1].parameter($0, i) }
          let sum = steps.reduce(0) { c.momentum * $0 + $1 }
          let size = steps.reduce(0) { c.momentum * $0 + $1.magnitude }
          check.close(
            t[0].parameter(last, i), sum, of: size, times: Double(last + 1), theta(last, i))
        }
      }
    },
    Law(
      "decay-is-the-callers", "Weight decay is a caller who adds λ θ to each gradient.",
      #"\theta_t^\lambda(g) = \theta_t^0(g + \lambda \theta^\lambda)"#, .bitwise,
      undeclared: .ulps(8, of: "the largest number, a step"),
      when: "a declared eager rounding; else λ is a power of two, and nothing is centered",
      of: [.pytorch], needs: [.weightDecay]
    ) { (draw) throws(Discard) in
      let capabilities = draw.situation.capabilities
      let rounding = capabilities.roundsEagerly ? capabilities.rounding : nil
      var h = draw.hyperparameters([.momentum, .maximize])
      if rounding != nil, draw.has(.centered) { h.centered = draw.source.boolean() }
      h.weightDecay = rounding == nil ? draw.powerOfTwo(5) : draw.decay()
      let run = try draw.run(h)
      let c = Constants(run)
      let isFused = rounding != .separate
      return LawCase(
        draw, [run],
        next: { t in
          guard t.count == 1 else { return nil }
          let before = run.parameters + t[0].parameters
          return run.with {
            $0.hyperparameters.weightDecay = 0
            $0.hyperparameters.maximize = false
            for k in run.gradients.indices {
              let pull = (c.decay, before[k])
              $0.gradients[k] = run.scalar.sum(c.signed(run.gradients[k]), pull, fused: isFused)
            }
          }
        }
      ) { check, t in
        guard check.ulps > 0 else { return check.same(t[0], as: t[1]) }
        for (k, number) in t[0].parameters.enumerated() {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          let path = (0..<s).map { t[1].parameter($0, i).magnitude } + [number.magnitude]
          let size = path.reduce(run.parameters[i].magnitude, max)
          check.close(
            number, t[1].parameters[k], of: size, times: Double(s + 1), theta(s, i))
        }
      }
    },
    Law(
      "pure-decay", "Without gradients, weight decay pulls towards 0: p = λ θ₀ is the gradient.",
      #"\theta_1 - \theta_0 = -\eta p / (\sqrt{1 - \alpha} |p| + \varepsilon)"#,
      .ulps(8, of: "θ₀ and the step"), when: "g = 0, α < 1; ascending, too", of: [.pytorch],
      needs: [.weightDecay]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .maximize], alpha: 0...0.999)
      h.weightDecay = draw.decay()
      let run = try draw.run(h, steps: 1...1).withGradients(times: 0)
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let start = run.parameters[i]
          let g = c.decay * start
          let step = c.rate * g / c.denominator(c.oneMinusAlpha * g * g)
          check.close(
            t[0].parameter(0, i), start - step, of: max(start.magnitude, step.magnitude),
            theta(0, i))
        }
      }
    },
  ]
}
