import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// The rate η, and where it acts.
  static let rate: [Law] = [
    Law(
      "rate-scales", "A rate 2ᵏ times as large leads 2ᵏ times as far.",
      #"\theta_t(2^k \eta) = 2^k \theta_t(\eta)"#, .bitwise, when: "θ₀ = 0, λ = 0"
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
        .with { $0.parameters = $0.parameters.map { _ in 0 } }
      let factor = draw.powerOfTwo(12)
      let other = run.setting { $0.learningRate *= factor }
      return LawCase(draw, [other, run]) { check, t in
        check.same(t[0], as: t[1], factor: { $0 == .parameters ? factor : 1 })
      }
    },
    Law(
      "zero-rate", "At rate 0 nothing moves.", #"\eta = 0 \Rightarrow \theta_t = \theta_0"#,
      .bitwise, when: "ε > 0", of: .withEpsilon
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .weightDecay, .maximize])
      h.learningRate = 0
      let run = try draw.run(h)
      return LawCase(draw, [run]) { check, t in
        for (k, number) in t[0].parameters.enumerated() {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          check.equal(number, run.parameters[i], theta(s, i))
        }
      }
    },
    Law(
      "zero-rate-step", "A step at rate 0 does not move a parameter, whatever came before.",
      #"\eta_t = 0 \Rightarrow \theta_t = \theta_{t-1}"#, .bitwise,
      when: "ε > 0; |θ| below 2³⁰ so far, so that no g / r overflows: 0 · ∞ is NaN in some orders",
      of: .withEpsilon, needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.momentum, .weightDecay, .maximize]), steps: 2...5)
      let step = draw.source.integer(in: 1...run.steps.count - 1)
      let paused = run.with { $0.set(rates: [Double?](repeating: nil, count: step) + [0]) }
      return LawCase(draw, [paused]) { check, t in
        for i in 0..<run.coordinates
        where (0..<step).allSatisfy({ t[0].parameter($0, i).magnitude < 0x1p30 }) {
          check.equal(t[0].parameter(step, i), t[0].parameter(step - 1, i), theta(step, i))
        }
      }
    },
    Law(
      "schedule-is-the-rate", "A rate that a schedule sets is the rate, as if given at first.",
      #"\theta_t(\eta_1 = \dots = \eta_t = \eta) = \theta_t(\eta)"#, .bitwise,
      when: "any options", needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(.options))
      let rate = run.hyperparameters.learningRate
      let scheduled = run.with {
        $0.hyperparameters.learningRate = draw.rate()
        $0.set(rates: [rate] + (1..<5).map { _ in draw.source.boolean() ? rate : nil })
      }
      return LawCase(draw, [scheduled, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "rate-acts-from-its-step", "A new rate changes nothing before it, and state never.",
      #"\theta_t(\eta_1, \dots, \eta_T) = \theta_t(\eta_1, \dots, \eta_t)"#, .bitwise,
      when: "λ = 0", needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.momentum, .centered, .maximize]), steps: 2...5)
      let step = draw.source.integer(in: 1...run.steps.count - 1)
      let rate = draw.rate()
      let other = run.with { $0.set(rates: [Double?](repeating: nil, count: step) + [rate]) }
      return LawCase(draw, [other, run]) { check, t in
        check.same(t[0], as: t[1], [.parameters], at: { s, i in s < step ? (s, i) : nil })
        check.same(t[0], as: t[1], .state)
      }
    },
    Law(
      "last-rate-scales-last-step",
      "A last rate 2ᵏ times as large makes the last step 2ᵏ times as long, momentum included.",
      #"\theta_T - \theta_{T-1} = -\eta_T b_T"#,
      .ulps(4, of: "the largest parameter, before or after scaling"), when: "λ = 0, ε > 0",
      of: .withEpsilon, needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .maximize]), steps: 2...5)
        .with { $0.parameters = $0.parameters.map { _ in 0 } }
      let last = run.steps.count - 1
      let factor = draw.powerOfTwo(4)
      let rate = run.hyperparameters.learningRate * factor
      let other = run.with { $0.set(rates: [Double?](repeating: nil, count: last) + [rate]) }
      return LawCase(draw, [other, run]) { check, t in
        for i in 0..<run.coordinates {
          let start = t[1].parameter(last - 1, i)
          let step = factor * (t[1].parameter(last, i) - start)
          let size = max(start.magnitude, t[1].parameter(last, i).magnitude) * max(factor, 1)
          check.close(
            t[0].parameter(last, i), start + step, of: max(size, step.magnitude), theta(last, i))
        }
      }
    },
    Law(
      "rates-add", "What is moved by two schedules together is what each moves.",
      #"\theta_t(\eta + \eta') = \theta_t(\eta) + \theta_t(\eta')"#,
      .ulps(4, of: "the largest parameter, a step"), when: "θ₀ = 0, λ = 0, ε > 0",
      of: .withEpsilon, needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .maximize]), steps: 2...5)
        .with { $0.parameters = $0.parameters.map { _ in 0 } }
      let both = (0..<run.steps.count).map { _ in draw.rate() }
      let isFirst = (0..<run.steps.count).map { _ in draw.source.boolean() }
      let runs = [nil, true, false].map { (part: Bool?) in
        run.with {
          $0.set(
            rates: both.indices.map { part == nil || isFirst[$0] == part ? both[$0] : 0 })
        }
      }
      return LawCase(draw, runs) { check, t in
        var size = [Double](repeating: 0, count: run.coordinates)
        for s in 0..<run.steps.count {
          for i in 0..<run.coordinates {
            let parts = (t[1].parameter(s, i), t[2].parameter(s, i))
            size[i] = max(size[i], parts.0.magnitude, parts.1.magnitude)
            check.close(
              t[0].parameter(s, i), parts.0 + parts.1, of: size[i], times: Double(s + 1),
              theta(s, i))
          }
        }
      }
    },
    Law(
      "past-rates", "The last step is the same, whatever the rates before it were.",
      #"\theta_T - \theta_{T-1} = -\eta_T \Delta_T"#,
      .ulps(4, of: "the largest parameter"), when: "λ = 0, ε > 0", of: .withEpsilon,
      needs: [.schedule]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .maximize]), steps: 2...5)
        .with { $0.parameters = $0.parameters.map { _ in 0 } }
      let last = run.steps.count - 1
      return LawCase(draw, [run, run.quiet]) { check, t in
        for i in 0..<run.coordinates {
          let (start, step) = (t[0].parameter(last - 1, i), t[1].parameter(last, i))
          check.close(
            t[0].parameter(last, i), start + step, of: max(start.magnitude, step.magnitude),
            theta(last, i))
        }
      }
    },
  ]
}
