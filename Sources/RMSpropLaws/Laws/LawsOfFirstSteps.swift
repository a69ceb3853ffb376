import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// What a first step is: known values of the whole algorithm.
  static let firstSteps: [Law] = [
    Law(
      "golden-first-step", "At α = 3/4 without ε, the first step is 2 η long, for every gradient.",
      #"\eta g / \sqrt{g^2 / 4} = 2 \eta \mathrm{sign} \, g"#, .bitwise,
      undeclared: .ulps(4, of: "the step"),
      when: """
        ε = 0, η a power of two, θ₀ = 0, g² neither overflows nor vanishes; root and quotient are \
        correctly rounded
        """,
      of: .all.subtracting([.batch])
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .weightDecay, .maximize], epsilon: 0)
      (h.alpha, h.learningRate) = (0.75, draw.powerOfTwo(8))
      let run = try draw.run(h, steps: 1...1, .nonzero).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let expected = c.signed(run.gradients[i]) > 0 ? -2 * c.rate : 2 * c.rate
          check.close(t[0].parameter(0, i), expected, theta(0, i))
        }
      }
    },
    Law(
      "first-step", "The first step is η |g| over √(1 − α) |g| and ε, where the formula has it.",
      #"\theta_1 = -\eta g / (\sqrt{1 - \alpha} |g| + \varepsilon)"#, .ulps(8, of: "the step"),
      when: "θ₀ = 0, α < 1"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.momentum, .weightDecay, .maximize], alpha: 0...0.999)
      let run = try draw.run(h, steps: 1...1, .nonzero).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          let step = c.rate * g / c.denominator(c.oneMinusAlpha * g * g)
          check.close(t[0].parameter(0, i), -step, theta(0, i))
        }
      }
    },
    Law(
      "first-step-without-epsilon", "Without ε, the first step is η / √(1 − α) for every g.",
      #"|\theta_1| = \eta / \sqrt{1 - \alpha}"#, .ulps(8, of: "the step"),
      when: "ε = 0, θ₀ = 0, α < 1"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters(
        [.momentum, .weightDecay, .maximize], alpha: 0...0.999, epsilon: 0)
      let run = try draw.run(h, steps: 1...1, .nonzero).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let step = c.rate / c.oneMinusAlpha.squareRoot()
          check.close(t[0].parameter(0, i).magnitude, step, theta(0, i))
        }
      }
    },
    Law(
      "sign-descent", "At α = 0 without ε, every step is η long: descent by signs.",
      #"\theta_t = \theta_{t-1} - \eta \mathrm{sign} \, g_t"#,
      .bitwise, undeclared: .ulps(4, of: "η, a step"),
      when: "α = ε = λ = 0, η a power of two, θ₀ = 0; root and quotient are correctly rounded",
      of: .all.subtracting([.batch])
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize], epsilon: 0)
      (h.alpha, h.learningRate) = (0, draw.powerOfTwo(8))
      let run = try draw.run(h, .nonzero).with { $0.parameters = $0.parameters.map { _ in 0 } }
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          var expected = 0.0
          for s in 0..<run.steps.count {
            expected += c.signed(run.gradient(s, i)) > 0 ? -c.rate : c.rate
            check.close(
              t[0].parameter(s, i), expected, of: c.rate * Double(s + 1), theta(s, i))
          }
        }
      }
    },
    Law(
      "gradient-descent", "At α = 1, v stays 0, and steps are those of gradient descent.",
      #"\alpha = 1 \Rightarrow \theta_t = \theta_{t-1} - (\eta / \varepsilon) g_t"#, .bitwise,
      when: "α = 1, λ = 0, η a power of two and ε > 0 one of four", of: .withEpsilon
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.centered, .maximize])
      (h.alpha, h.learningRate) = (1, draw.powerOfTwo(8))
      let root = draw.powerOfTwo(6)
      h.epsilon = root * root
      let run = try draw.run(h)
      let inside = Constants(run).hasEpsilonInside
      let rate = (h.maximize ? -1 : 1) * h.learningRate / (inside ? root : root * root)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          var expected = run.parameters[i]
          for s in 0..<run.steps.count {
            expected = run.scalar.rounded(expected - rate * run.gradient(s, i))
            check.equal(t[0].parameter(s, i), expected, theta(s, i))
          }
        }
      }
    },
    Law(
      "first-step-has-no-past", "In the first step, momentum changes nothing.",
      #"b_1 = g_1 / r_1"#, .bitwise, when: "θ₀ = 0, η a power of two", of: [.pytorch],
      needs: [.momentum]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.centered, .weightDecay, .maximize])
      h.learningRate = draw.powerOfTwo(8)
      let plain = try draw.run(h, steps: 1...1).quiet
      let mu = draw.momentum()
      return LawCase(draw, [plain.setting { $0.momentum = mu }, plain]) { check, t in
        check.same(t[0], as: t[1])
      }
    },
    Law(
      "centered-first-step", "The first centered step divides by √(α (1 − α)) |g|.",
      #"\theta_1 = -\eta g / (\sqrt{\alpha (1 - \alpha)} |g| + \varepsilon)"#,
      .ulps(16, of: "the step"), when: "½ ≤ α < 1, θ₀ = 0", of: [.pytorch], needs: [.centered]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .weightDecay, .maximize], alpha: 0.5...0.999)
      h.centered = true
      if draw.source.boolean() { h.epsilon = 0 }
      let run = try draw.run(h, steps: 1...1, .nonzero).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          let variance = c.oneMinusAlpha * (1 - c.oneMinusAlpha) * g * g
          check.close(t[0].parameter(0, i), -c.rate * g / c.denominator(variance), theta(0, i))
        }
      }
    },
  ]
}
