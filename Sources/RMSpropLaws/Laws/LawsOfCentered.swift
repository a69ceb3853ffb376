import Runs
import PropertyCheck
import RMSprop
import Text

extension Law {
  /// m, the average of gradients, and the variance v − m².
  static let centered: [Law] = seenInParameters + seenInState

  private static let seenInParameters: [Law] = [
    Law(
      "centered-weighted-sum", "A centered step divides by the root of v − m², sums of weights.",
      #"r_t = \sqrt{v_t - m_t^2} + \varepsilon,\quad m_t = (1 - \alpha) \sum_i \alpha^{t-i} g_i"#,
      .ulps(16, of: "the step, a step, over (v − m²) / v"),
      when: "λ = 0, v − m² ≥ v / 1024; the last step alone, from 0", of: [.pytorch],
      needs: [.centered]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize], alpha: 0.0625...0.999)
      h.centered = true
      let run = try draw.run(h, steps: 1...draw.quietSteps(6)).quiet
      let c = Constants(run)
      let last = run.steps.count - 1
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let column = run.column(i)
          let (v, m) = (c.average(column.map { $0 * $0 }), c.average(column))
          let variance = v - m * m
          guard v > 0, variance >= v / 1024 else { continue }
          let g = c.signed(column[last])
          check.close(
            t[0].parameter(last, i), -c.rate * g / c.denominator(variance),
            times: Double(run.steps.count) * v / variance, theta(last, i))
        }
      }
    },
    Law(
      "centered-is-longer", "A centered step is at least as long as the plain one.",
      #"\sqrt{v - m^2} \le \sqrt{v}"#, .inequality(),
      when: "the last step alone, from 0; not where the variance is negative by rounding",
      of: [.pytorch], needs: [.centered]
    ) { (draw) throws(Discard) in
      let plain = try draw.run(
        draw.hyperparameters([.maximize]), steps: 1...draw.quietSteps(5)
      ).quiet
      let centered = plain.setting { $0.centered = true }
      let last = plain.steps.count - 1
      return LawCase(draw, [centered, plain]) { check, t in
        for i in 0..<plain.coordinates {
          let (long, short) = (t[0].parameter(last, i), t[1].parameter(last, i))
          guard !long.isNaN else { continue }
          check.ordered(short.magnitude, long.magnitude, theta(last, i))
        }
      }
    },
    Law(
      "cancelled-mean", "At α = ½, g and then −g / 2 leave no mean: the next step is plain.",
      #"\alpha = \tfrac{1}{2},\ g_2 = -g_1 / 2 \Rightarrow m_2 = 0"#, .bitwise,
      when: "the second step alone, from 0", of: [.pytorch], needs: [.centered, .schedule]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize])
      h.alpha = 0.5
      let plain = try draw.run(h, steps: 1...1, .nonzero).insertingZeros(at: 1).with { run in
        for i in 0..<run.coordinates {
          run.gradients[run.coordinates + i] = run.gradients[i] / -2
        }
      }.quiet
      return LawCase(draw, [plain.setting { $0.centered = true }, plain]) { check, t in
        check.same(t[0], as: t[1], [.parameters, .squareAverage], at: { $0 == 1 ? ($0, $1) : nil })
      }
    },
    Law(
      "variance-is-a-rounding-error",
      "At α = 0, the variance is what rounding g² adds: NaN where that is negative.",
      #"s = \mathrm{fl}(g^2) - g^2"#, .ulps(4, of: "the step"),
      when: "fused: α = 0, ε > 0; else s = 0; the first step, from 0", of: [.pytorch],
      needs: [.centered], needsRounding: true
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize])
      (h.alpha, h.centered) = (0, true)
      let run = try draw.run(h, steps: 1...1, .nonzero).quiet
      let c = Constants(run)
      let isFused = draw.situation.capabilities.rounding == .fused
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          let square = run.scalar.rounded(g * g)
          let s = isFused ? run.scalar.sum(square, (-g, g), fused: true) : 0
          let expected = s < 0 ? .nan : -c.rate * g / c.denominator(s)
          check.close(t[0].parameter(0, i), expected, theta(0, i))
        }
      }
    },
  ]

  private static let seenInState: [Law] = [
    Law(
      "mean-between", "m lies between what it was and the new gradient.",
      #"\min(m_{t-1}, g_t) \le m_t \le \max(m_{t-1}, g_t)"#, .inequality(),
      when: "λ = 0; as a lerp, m + w (g − m) or g + (w − 1)(g − m)", of: [.pytorch],
      needs: [.centered, .state], needsRounding: true
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum])
      h.centered = true
      let run =
        draw.source.boolean() ? try arriving(draw, h) : try draw.run(h)
      return LawCase(draw, [run]) { check, t in
        guard let m = t[0].gradientAverage else { return }
        for k in m.indices {
          let before = k < run.coordinates ? 0 : m[k - run.coordinates]
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          let g = run.gradient(s, i)
          let place = "grad_avg after step \(s), coordinate \(i)"
          check.ordered(min(before, g), m[k], place)
          check.ordered(m[k], max(before, g), place)
        }
      }
    },
    Law(
      "mean-weighted-sum", "m is the sum of (1 − α) αᵗ⁻ⁱ gᵢ.",
      #"m_t = (1 - \alpha) \sum_i \alpha^{t-i} g_i"#, .ulps(8, of: "the sum of magnitudes, a step"),
      when: "λ = 0", of: [.pytorch], needs: [.centered, .state]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum])
      h.centered = true
      let run = try draw.run(h, steps: 1...6)
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        guard let m = t[0].gradientAverage else { return }
        for k in m.indices {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          let column = run.column(i).prefix(s + 1)
          check.close(
            m[k], c.average(Array(column)),
            of: max(c.average(column.map(\.magnitude)), column.map(\.magnitude).max() ?? 0),
            times: Double(s + 1), "grad_avg after step \(s), coordinate \(i)")
        }
      }
    },
    Law(
      "variance-is-not-negative", "v is at least m², except for rounding.",
      #"v_t - m_t^2 \ge 0"#, .inequality(slack: 8), when: "by Cauchy and Schwarz: Σ w ≤ 1",
      of: [.pytorch], needs: [.centered, .state]
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .weightDecay, .maximize])
      h.centered = true
      let run = try draw.run(h, steps: 1...8)
      return LawCase(draw, [run]) { check, t in
        guard let v = t[0].squareAverage, let m = t[0].gradientAverage else { return }
        for k in v.indices where v[k].isFinite {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          let place = "m² after step \(s), coordinate \(i)"
          check.ordered(m[k] * m[k], v[k], times: Double(s + 1), place)
        }
      }
    },
    Law(
      "nan-where-variance-is-negative",
      "A centered parameter becomes NaN where v − m² rounds below 0, or is ∞ − ∞, and only there.",
      #"\theta_t = \mathrm{NaN} \iff \exists i \le t: \mathrm{fl}(v_i - m_i^2) \not\ge 0"#,
      .bitwise, when: "λ = 0, ε > 0, finite gradients", of: [.pytorch],
      needs: [.centered, .state], needsRounding: true
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.momentum, .maximize])
      h.centered = true
      let run =
        draw.source.boolean()
        ? try draw.run(h) : try draw.constantRun(h, steps: draw.source.integer(in: 1...16))
      let isFused = draw.situation.capabilities.rounding == .fused
      return LawCase(draw, [run]) { check, t in
        guard let v = t[0].squareAverage, let m = t[0].gradientAverage else { return }
        for i in 0..<run.coordinates {
          var isNaN = false
          for s in 0..<run.steps.count {
            let k = s * run.coordinates + i
            isNaN = isNaN || !(run.scalar.sum(v[k], (-m[k], m[k]), fused: isFused) >= 0)
            let found = t[0].parameter(s, i)
            check.require(
              found.isNaN == isNaN,
              "\(theta(s, i)): expected \(isNaN ? "NaN" : "a number"), found \(decimal(found))")
          }
        }
      }
    },
  ]
}

extension Law {
  /// A run in which m arrives at the gradient in one step, up to rounding: another order of
  /// operations then overshoots, where 1 − α is rounded.
  private static func arriving(_ draw: Draw, _ h: Hyperparameters) throws(Discard) -> Run {
    var h = h
    h.alpha = 0.0625 + 0.4375 * draw.source.uniform()
    let weight = draw.scalar.rounded(1 - h.alpha)
    let numbers = try draw.source.array(1...8) { (source) throws(Discard) in
      draw.scalar.rounded(source.gaussian(sigma: 1) + 2)
    }
    let later = (0..<draw.source.integer(in: 1...3)).flatMap { _ in numbers }
    return Run(
      reference: draw.reference, scalar: draw.scalar, hyperparameters: h,
      parameters: numbers.map { _ in 0 },
      gradients: numbers.map { draw.scalar.rounded($0 / weight) } + later)
  }
}

extension Scalar {
  /// a + b₀ b₁ in this type, rounded once or twice.
  func sum(_ a: Double, _ b: (Double, Double), fused: Bool) -> Double {
    if self == .float32 {
      let (a, x, y) = (Float(a), Float(b.0), Float(b.1))
      return Double(fused ? a.addingProduct(x, y) : a + x * y)
    }
    return fused ? a.addingProduct(b.0, b.1) : a + b.0 * b.1
  }
}
