import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// v, the average of squares: what it is made of, and how it forgets.
  static let averages: [Law] = weights + forgetting

  private static let weights: [Law] = [
    Law(
      "weighted-sum", "v is the sum of (1 − α) αᵗ⁻ⁱ gᵢ², and the step divides by its root.",
      #"v_t = (1 - \alpha) \sum_i \alpha^{t-i} g_i^2"#, .ulps(8, of: "v or the step, a step"),
      when: "plain, λ = 0, θ₀ = 0; in θ, the last step alone"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize])
      let hasEpsilon = draw.reference != .textbookNone
      let run = try draw.run(
        h, steps: 1...draw.quietSteps(6), hasEpsilon ? .ordinary : .nonzero
      ).quiet
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let column = run.column(i)
          for s in 0..<run.steps.count {
            guard let v = t[0].squareAverage else { break }
            check.close(
              v[s * run.coordinates + i], c.average(column.prefix(s + 1).map { $0 * $0 }),
              times: Double(s + 1), "square_avg after step \(s), coordinate \(i)")
          }
          let last = run.steps.count - 1
          let g = c.signed(column[last])
          let r = c.denominator(c.average(column.map { $0 * $0 }))
          guard r > 0 else { continue }
          check.close(
            t[0].parameter(last, i), -c.rate * g / r, times: Double(last + 1), theta(last, i))
        }
      }
    },
    Law(
      "monotone-in-past", "The larger past gradients were, the shorter is a step.",
      #"|g_i| \le |g_i'| \Rightarrow v_t \le v_t',\ |\Delta_t| \ge |\Delta_t'|"#, .inequality(),
      when: "plain, λ = 0; in θ, the last step alone: rounding is monotone"
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.maximize]), steps: 1...draw.quietSteps(5)
      ).quiet
      let last = (run.steps.count - 1) * run.coordinates
      let larger = run.with { run in
        for k in 0..<last { run.gradients[k] *= draw.source.element(of: [2.0, 1, 1.5, 16]) }
      }
      let scalar = run.scalar
      let rounded = larger.with { $0.gradients = $0.gradients.map(scalar.rounded) }
      return LawCase(draw, [run, rounded]) { check, t in
        for i in 0..<run.coordinates {
          let (less, more) = (
            t[0].parameter(run.steps.count - 1, i), t[1].parameter(run.steps.count - 1, i)
          )
          if less.isFinite {
            check.ordered(more.magnitude, less.magnitude, theta(run.steps.count - 1, i))
          }
          guard let v = t[0].squareAverage, let w = t[1].squareAverage else { continue }
          for s in 0..<run.steps.count {
            check.ordered(
              v[s * run.coordinates + i], w[s * run.coordinates + i],
              "square_avg after step \(s), coordinate \(i)")
          }
        }
      }
    },
    Law(
      "average-between", "v lies between what it was and the new square.",
      #"\min(v_{t-1}, g_t^2) \le v_t \le \max(v_{t-1}, g_t^2)"#, .inequality(slack: 3),
      when: "λ = 0", needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
      return LawCase(draw, [run]) { check, t in
        let v = t[0].squareAverage ?? []
        for k in v.indices {
          let before = k < run.coordinates ? 0 : v[k - run.coordinates]
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          let square = run.gradient(s, i) * run.gradient(s, i)
          let place = "square_avg after step \(s), coordinate \(i)"
          check.ordered(min(before, square), v[k], place)
          check.ordered(v[k], max(before, square), place)
        }
      }
    },
    Law(
      "state-signs", "v does not depend on the signs of gradients.",
      #"v_t(\pm g_1, \dots, \pm g_t) = v_t(g_1, \dots, g_t)"#, .bitwise, when: "λ = 0",
      needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
      let other = run.with { run in
        for k in run.gradients.indices where draw.source.boolean() { run.gradients[k].negate() }
      }
      return LawCase(draw, [other, run]) { check, t in
        check.same(t[0], as: t[1], [.squareAverage])
      }
    },
    Law(
      "swap", "To exchange the last two gradients a, b moves v by (1 − α)² (b² − a²).",
      #"v_t(\dots, a, b) - v_t(\dots, b, a) = (1 - \alpha)^2 (b^2 - a^2)"#,
      .ulps(8, of: "the larger v and squares"), when: "λ = 0", needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.momentum, .centered, .maximize]), steps: 2...5)
      let (last, n) = (run.steps.count - 1, run.coordinates)
      let other = run.with { run in
        for i in 0..<n { run.gradients.swapAt(last * n + i, (last - 1) * n + i) }
      }
      let c = Constants(run)
      return LawCase(draw, [run, other]) { check, t in
        guard let v = t[0].squareAverage, let w = t[1].squareAverage else { return }
        for i in 0..<n {
          let (a, b) = (run.gradient(last - 1, i), run.gradient(last, i))
          let weight = c.oneMinusAlpha
          let moved =
            weight * b * b - c.alpha * weight * b * b
            - (weight * a * a - c.alpha * weight * a * a)
          check.close(
            v[last * n + i] - w[last * n + i], moved,
            of: max(v[last * n + i], w[last * n + i], weight * max(a * a, b * b)),
            "square_avg after step \(last), coordinate \(i), less that of the exchanged")
        }
      }
    },
  ]

  private static let forgetting: [Law] = [
    Law(
      "zero-gradient", "Under gradients of 0, a plain parameter stands still.",
      #"g_t = 0 \Rightarrow \theta_t = \theta_{t-1}"#, .bitwise,
      when: "μ = λ = 0; ε > 0, or a gradient before", of: .withEpsilon
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.maximize]))
      let first = draw.source.integer(in: 0...run.steps.count - 1)
      let pausing = run.with { run in
        for k in first * run.coordinates..<run.gradients.count { run.gradients[k] = 0 }
      }
      return LawCase(draw, [pausing]) { check, t in
        for s in first..<run.steps.count {
          for i in 0..<run.coordinates {
            let before = s == 0 ? run.parameters[i] : t[0].parameter(s - 1, i)
            check.equal(t[0].parameter(s, i), before, theta(s, i))
            if first == 0, let v = t[0].squareAverage {
              check.equal(
                v[s * run.coordinates + i], 0, "square_avg after step \(s), coordinate \(i)")
            }
          }
        }
      }
    },
    Law(
      "zero-gradient-decays-average", "Under a gradient of 0, v becomes α v.",
      #"g_t = 0 \Rightarrow v_t = \alpha v_{t-1}"#, .ulps(1, of: "v"), when: "λ = 0",
      needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters([.momentum, .centered, .maximize]))
        .insertingZeros(at: 1)
      let alpha = Constants(run).alpha
      return LawCase(draw, [run]) { check, t in
        guard let v = t[0].squareAverage else { return }
        for i in 0..<run.coordinates {
          check.close(
            v[run.coordinates + i], alpha * v[i], "square_avg after step 1, coordinate \(i)")
        }
      }
    },
    Law(
      "half-life", "At α = 2^(−1/h), v halves in h steps under gradients of 0.",
      #"v_{t+h} = v_t / 2"#, .ulps(3, of: "v, a step"), when: "λ = 0, 1 ≤ h ≤ 8", needs: [.state]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize])
      let life = draw.source.integer(in: 1...8)
      h.alpha = root(0.5, life)
      let first = try draw.run(h, steps: 1...1)
      let run = (0..<life).reduce(first) { run, _ in run.insertingZeros(at: run.steps.count) }
      return LawCase(draw, [run]) { check, t in
        guard let v = t[0].squareAverage else { return }
        for i in 0..<run.coordinates {
          check.close(
            v[life * run.coordinates + i], v[i] / 2, times: Double(life),
            "square_avg after step \(life), coordinate \(i)")
        }
      }
    },
    Law(
      "pasts-are-forgotten", "Two pasts of v come together as αᵗ.",
      #"v_{s+t} - v_{s+t}' = \alpha^t (v_s - v_s')"#, .ulps(4, of: "the larger v, a step"),
      when: "λ = 0, the same gradients after step s", needs: [.state]
    ) { (draw) throws(Discard) in
      let run = try draw.run(
        draw.hyperparameters([.momentum, .centered, .maximize]), steps: 2...6)
      let n = run.coordinates
      let other = run.with { run in
        for i in 0..<n { run.gradients[i] *= draw.source.element(of: [2.0, 0, 0.25]) }
      }
      let c = Constants(run)
      return LawCase(draw, [run, other]) { check, t in
        guard let v = t[0].squareAverage, let w = t[1].squareAverage else { return }
        for k in n..<v.count {
          let (s, i) = k.quotientAndRemainder(dividingBy: n)
          let size = max(v[i], w[i], v[k], w[k])
          check.close(
            v[k] - w[k], power(c.alpha, s) * (v[i] - w[i]), of: size, times: Double(s + 1),
            "square_avg after step \(s), coordinate \(i), less that of the other past")
        }
      }
    },
  ]
}

/// The k-th root of a number in (0, 1), by Newton's method.
private func root(_ x: Double, _ k: Int) -> Double {
  var y = 1.0
  for _ in 0..<60 { y -= (power(y, k) - x) / (Double(k) * power(y, k - 1)) }
  return y
}
