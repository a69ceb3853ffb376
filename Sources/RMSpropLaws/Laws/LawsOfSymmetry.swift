import Runs
import PropertyCheck
import RMSprop
import Text

extension Law {
  /// Signs, scales, and what the start has to do with it.
  static let symmetry: [Law] = signs + scales + starts

  private static let signs: [Law] = [
    Law(
      "odd-symmetry", "From opposite parameters, opposite gradients lead to opposite parameters.",
      #"\theta_t(-\theta_0, -g) = -\theta_t(\theta_0, g),\quad v_t(-g) = v_t(g)"#, .bitwise,
      when: "any gradients, infinite and NaN among them"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), .wild)
      return LawCase(draw, [run.negated, run]) { check, t in
        check.same(t[0], as: t[1], factor: { $0 == .squareAverage ? 1 : -1 })
      }
    },
    Law(
      "maximize-negates", "To ascend is to descend by the opposite gradients.",
      #"\theta_t^{\max}(g) = \theta_t^{\min}(-g)"#, .bitwise,
      when: "λ θ is added to the gradient that was negated", of: [.pytorch], needs: [.maximize]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .weightDecay]))
      let ascent = run.setting { $0.maximize = true }
      return LawCase(draw, [ascent, run.withNegatedGradients]) { check, t in
        check.same(t[0], as: t[1])
      }
    },
    Law(
      "past-signs", "Without mean and momentum, the signs of past gradients do not matter.",
      #"v_t(\pm g_1, \dots, \pm g_t) = v_t(g_1, \dots, g_t)"#, .bitwise,
      when: "plain, λ = 0; in θ, the last step alone"
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.maximize]), steps: 1...draw.quietSteps(5)
      ).quiet
      let row = run.coordinates
      let last = (run.steps.count - 1) * row
      let other = run.with { run in
        for k in 0..<last where draw.source.boolean() { run.gradients[k].negate() }
      }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "downhill", "A plain step is against its gradient.",
      #"g_t > 0 \Rightarrow \theta_t < \theta_{t-1}"#, .inequality(),
      when: "μ = 0, λ = 0; the last step alone, from 0"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([], alpha: 0...0.999)
      let run = try draw.run(h, steps: 1...draw.quietSteps(4), .nonzero).quiet
      let t = run.steps.count - 1
      return LawCase(draw, [run]) { check, result in
        for i in 0..<run.coordinates {
          let (g, moved) = (run.gradient(t, i), result[0].parameter(t, i))
          check.require(
            g > 0 ? moved < 0 : moved > 0,
            "\(theta(t, i)): expected a sign against the gradient \(g), found \(decimal(moved))")
        }
      }
    },
  ]

  private static let scales: [Law] = [
    Law(
      "scale-invariance", "Without ε, the scale of a coordinate's gradients does not matter.",
      #"\varepsilon = 0 \Rightarrow \theta_t(2^k g) = \theta_t(g),\ v_t(2^k g) = 4^k v_t(g)"#,
      .bitwise, when: "ε = 0, λ = 0, no overflow or underflow"
    ) { (draw) throws(Discard) in
      try scaled(draw, epsilon: 0) { _, _ in }
    },
    Law(
      "scale-with-epsilon", "Scaled together, gradients and an ε outside the root do not matter.",
      #"\theta_t(2^k g, 2^k \varepsilon) = \theta_t(g, \varepsilon)"#, .bitwise,
      when: "λ = 0, no overflow or underflow", of: .outside
    ) { (draw) throws(Discard) in
      try scaled(draw, epsilon: draw.epsilon()) { $0.epsilon *= $1 }
    },
    Law(
      "scale-with-epsilon-inside",
      "Scaled together, squares and an ε inside the root do not matter.",
      #"\theta_t(2^k g, 4^k \varepsilon) = \theta_t(g, \varepsilon)"#, .bitwise,
      when: "no overflow or underflow", of: .inside
    ) { (draw) throws(Discard) in
      try scaled(draw, epsilon: draw.epsilon()) { $0.epsilon *= $1 * $1 }
    },
  ]

  private static func scaled(
    _ draw: Draw, epsilon: Double, _ change: (inout Hyperparameters, Double) -> Void
  ) throws(Discard) -> LawCase {
    let h = draw.hyperparameters([.momentum, .centered, .maximize], epsilon: epsilon)
    let run = try draw.run(h)
    let factor = draw.powerOfTwo(draw.isSingle ? 10 : draw.source.boolean() ? 70 : 12)
    let scaled = run.withGradients(times: factor).setting { change(&$0, factor) }
    return LawCase(draw, [scaled, run]) { check, t in
      check.same(
        t[0], as: t[1],
        factor: { quantity in
          switch quantity {
          case .squareAverage: factor * factor
          case .gradientAverage: factor
          case .momentumBuffer, .parameters: 1
          }
        })
    }
  }

  private static let starts: [Law] = [
    Law(
      "state-ignores-start-and-rate", "State depends neither on the start nor on the rate.",
      #"(v_t, m_t, b_t)(\theta_0, \eta) = (v_t, m_t, b_t)(\theta_0', \eta')"#, .bitwise,
      when: "λ = 0", needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
      let rate = draw.rate()
      let other = run.with {
        $0.parameters = run.parameters.map { _ in draw.start() }
        $0.hyperparameters.learningRate = rate
      }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1], .state) }
    },
    Law(
      "translation", "A step does not depend on where it starts.",
      #"\theta_t(\theta_0 + c) = \theta_t(\theta_0) + c"#,
      .ulps(4, of: "the largest parameter, a step"), when: "λ = 0, ε > 0", of: .withEpsilon
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .maximize]))
      let shift = draw.source.element(of: [1.0, -1, 0.5, 8, -1024])
      let starts = run.parameters.map { draw.scalar.rounded($0 + shift) }
      let other = run.with { $0.parameters = starts }
      return LawCase(draw, [other, run]) { check, t in
        for i in 0..<run.coordinates {
          var size = max(run.parameters[i].magnitude, other.parameters[i].magnitude)
          for s in 0..<run.steps.count {
            let there = t[1].parameter(s, i) - run.parameters[i]
            size = max(size, there.magnitude)
            check.close(
              t[0].parameter(s, i), other.parameters[i] + there, of: size, times: Double(s + 1),
              theta(s, i))
          }
        }
      }
    },
    Law(
      "infinite-parameter", "Without weight decay, an infinite parameter stays what it is.",
      #"\theta_0 = \pm\infty \Rightarrow \theta_t = \theta_0"#, .bitwise,
      when: "λ = 0, ε > 0, finite gradients", of: .withEpsilon
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .maximize])).with {
        $0.parameters[0] = draw.source.boolean() ? -.infinity : .infinity
      }
      return LawCase(draw, [run]) { check, t in
        for s in 0..<run.steps.count {
          check.equal(t[0].parameter(s, 0), run.parameters[0], theta(s, 0))
        }
      }
    },
  ]
}
