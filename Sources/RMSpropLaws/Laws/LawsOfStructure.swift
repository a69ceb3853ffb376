import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// What belongs together and what does not: coordinates, steps, repetitions.
  static let structure: [Law] = coordinates + time

  private static let coordinates: [Law] = [
    Law(
      "coordinate-independence", "A coordinate moves as it would alone.",
      #"\theta_t^{(i)}(\theta_0, g) = \theta_t(\theta_0^{(i)}, g^{(i)})"#, .bitwise,
      when: "any gradients, infinite and NaN among them"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), columns: 1...6, .wild)
      let i = draw.source.integer(in: 0...run.coordinates - 1)
      return LawCase(draw, [run, run.selecting([i])]) { check, t in
        check.same(t[0], as: t[1], at: { step, j in j == i ? (step, 0) : nil })
      }
    },
    Law(
      "permutation", "Coordinates in another order move as before, in that order.",
      #"\theta_t(P \theta_0, P g) = P \theta_t(\theta_0, g)"#, .bitwise,
      when: "any gradients, infinite and NaN among them"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), columns: 1...6, .wild)
      let order = draw.permutation(run.coordinates)
      return LawCase(draw, [run, run.selecting(order)]) { check, t in
        check.same(t[1], as: t[0], at: { step, j in (step, order[j]) })
      }
    },
    Law(
      "large-parameter", "However many equal coordinates there are, each moves as it would alone.",
      #"\theta_t(x, \dots, x) = (\theta_t(x), \dots, \theta_t(x))"#, .bitwise,
      // Vectors may round otherwise than what is left of them: PyTorch's SVE does.
      undeclared: .ulps(16, of: "the largest parameter or step, a step"),
      when: "up to 1025 coordinates; without a declared eager rounding, where well conditioned"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), columns: 1...1, steps: 1...2)
      let count =
        draw.source.boolean(probability: 0.2)
        ? draw.source.integer(in: 513...1025) : draw.source.integer(in: 1...40)
      let many = run.selecting([Int](repeating: 0, count: count))
      let stability = Stability(run, try draw.reference(run))
      return LawCase(draw, [many, run]) { check, t in
        guard check.ulps > 0 else {
          return check.same(t[0], as: t[1], at: { step, _ in (step, 0) })
        }
        check.near(t[0], to: t[1], of: run, stability, at: { _ in 0 })
      }
    },
    Law(
      "nan-stays", "A gradient that is NaN makes its own coordinate NaN for good, and no other.",
      #"g_s^{(i)} = \mathrm{NaN} \Rightarrow \theta_t^{(i)} = \mathrm{NaN},\ t \ge s"#, .bitwise,
      when: "any options"
    ) { (draw) throws(Discard) in
      try poisoned(draw, by: .nan)
    },
    Law(
      "infinite-gradient",
      "An infinite gradient makes its own coordinate NaN for good, and no other.",
      #"|g_s^{(i)}| = \infty \Rightarrow \theta_t^{(i)} = \mathrm{NaN},\ t \ge s"#, .bitwise,
      when: "α < 1"
    ) { (draw) throws(Discard) in
      try poisoned(draw, by: draw.source.boolean() ? -.infinity : .infinity)
    },
  ]

  private static func poisoned(_ draw: Draw, by number: Double) throws(Discard) -> LawCase {
    let run = try draw.run(draw.hyperparameters(.options, alpha: 0...0.99), .ordinary)
    let step = draw.source.integer(in: 0...run.steps.count - 1)
    let i = draw.source.integer(in: 0...run.coordinates - 1)
    let poisoned = run.with { $0.gradients[step * run.coordinates + i] = number }
    return LawCase(draw, [poisoned, run]) { check, t in
      check.same(t[0], as: t[1], at: { s, j in j == i && s >= step ? nil : (s, j) })
      for s in step..<run.steps.count { check.equal(t[0].parameter(s, i), .nan, theta(s, i)) }
    }
  }

  private static let time: [Law] = [
    Law(
      "determinism", "The same run twice is the same.", #"\theta_t = \theta_t"#, .bitwise,
      when: "any gradients, infinite and NaN among them"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), .wild)
      return LawCase(draw, [run, run]) { check, t in check.same(t[1], as: t[0]) }
    },
    Law(
      "causality", "What a step leaves does not depend on the steps after it.",
      #"\theta_t(g_1, \dots, g_T) = \theta_t(g_1, \dots, g_t)"#, .bitwise,
      when: "any gradients, infinite and NaN among them"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options), steps: 1...6, .wild)
      let count = draw.source.integer(in: 1...run.steps.count)
      return LawCase(draw, [run.prefix(count), run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "leading-zeros", "Gradients of 0 before the first other gradient change nothing.",
      #"\theta_{t+k}(0, \dots, 0, g_1, \dots) = \theta_t(g_1, \dots)"#, .bitwise,
      when: "ε > 0, λ = 0", of: .withEpsilon
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
      let count = draw.source.integer(in: 1...3)
      let later = (0..<count).reduce(run) { run, _ in run.insertingZeros(at: 0) }
      return LawCase(draw, [later, run]) { check, t in
        check.same(t[0], as: t[1], at: { s, i in s < count ? nil : (s - count, i) })
        for s in 0..<count {
          for i in 0..<run.coordinates {
            check.equal(t[0].parameter(s, i), run.parameters[i], theta(s, i))
          }
        }
      }
    },
    Law(
      "missing-gradient", "A step without a gradient changes neither parameters nor state.",
      #"g_s = \text{none} \Rightarrow (\theta_s, v_s, m_s, b_s) = (\theta_{s-1}, \dots)"#,
      .bitwise, when: "any options", of: [.pytorch], needs: [.missingGradient]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options))
      let place = draw.source.integer(in: 0...run.steps.count)
      let paused = run.insertingZeros(at: place, missing: true)
      return LawCase(draw, [paused, run]) { check, t in
        check.same(
          t[0], as: t[1],
          at: { s, i in s == place && place == 0 ? nil : (s < place ? s : s - 1, i) })
        guard place == 0 else { return }
        for i in 0..<run.coordinates {
          check.equal(t[0].parameter(0, i), run.parameters[i], theta(0, i))
        }
      }
    },
    Law(
      "closed-loop", "On slopes of powers of two, equal starts have equal paths.",
      #"g_t^{(i)} = 2^{k_i} \theta_{t-1}^{(i)} \Rightarrow \theta_t^{(i)} = \theta_t^{(1)}"#,
      .bitwise, when: "ε = 0, λ = 0: each gradient is that of the run so far"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize], alpha: 0.0625...0.999, epsilon: 0)
      let columns = draw.source.integer(in: 2...4)
      let slopes = (0..<columns).map { _ in draw.powerOfTwo(draw.isSingle ? 8 : 30) }
      let start = draw.start()
      let steps = draw.source.integer(in: 1...4)
      let first = Run(
        reference: draw.reference, scalar: draw.scalar, hyperparameters: h,
        parameters: slopes.map { _ in start }, gradients: slopes.map { $0 * start })
      return LawCase(
        draw, [first],
        next: { t in
          guard t.count < steps else { return nil }
          let path =
            slopes.map { $0 * start }
            + t[t.count - 1].parameters.enumerated().map { slopes[$0 % columns] * $1 }
          return first.with { $0.set(gradients: path) }
        }
      ) { check, t in
        check.same(t[t.count - 1], as: t[t.count - 1], [.parameters], at: { s, _ in (s, 0) })
      }
    },
  ]
}

extension Set<Feature> {
  /// The options of PyTorch's formula.
  static let options: Self = [.momentum, .centered, .weightDecay, .maximize]
}
