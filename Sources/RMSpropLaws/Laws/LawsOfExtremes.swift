import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// What becomes of the largest, the smallest, and of 0/0.
  static let extremes: [Law] = [
    Law(
      "zero-over-zero", "Without ε, a gradient of 0 at first is 0/0: NaN for good.",
      #"\varepsilon = 0,\ g_1 = 0 \Rightarrow \theta_t = \mathrm{NaN}"#, .bitwise,
      when: "ε = 0, λ = 0; any gradients after it"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.momentum, .centered, .maximize], epsilon: 0)
      let run = try draw.run(h).insertingZeros(at: 0)
      return LawCase(draw, [run]) { check, t in
        for (k, number) in t[0].parameters.enumerated() {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          check.equal(number, .nan, theta(s, i))
        }
      }
    },
    Law(
      "overflow-freezes", "Once v is infinite, a plain parameter stands still for good.",
      #"(1 - \alpha) g_1^2 = \infty \Rightarrow \theta_t = \theta_0"#, .bitwise,
      when: "0 < α < 1, |g₁| above 2⁵¹² / √(1 − α), or 2⁶⁴ in float32; then ordinary gradients"
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.weightDecay, .maximize], alpha: 0.0625...0.999)
      let huge = draw.isSingle ? 0x1p66 : 0x1p514
      let over = draw.scalar.rounded(huge / (1 - h.alpha).squareRoot())
      let run = try draw.run(h).with { run in
        for i in 0..<run.coordinates {
          run.gradients[i] = over * (draw.source.boolean() ? -1 : 1)
        }
      }
      return LawCase(draw, [run]) { check, t in
        for (k, number) in t[0].parameters.enumerated() {
          let (s, i) = k.quotientAndRemainder(dividingBy: run.coordinates)
          check.equal(number, run.parameters[i], theta(s, i))
        }
      }
    },
    Law(
      "square-order", "From |g| = 2⁵¹² on, the order of the factors of (1 − α) g² shows.",
      #"((1 - \alpha) g) g < \infty = (1 - \alpha) (g g)"#, .ulps(8, of: "the step"),
      when: "PyTorch's order weights first; the others square first, and stand still",
      needsRounding: true
    ) { (draw) throws(Discard) in
      let h = draw.hyperparameters([.maximize], alpha: 0.96...0.999)
      let huge = draw.isSingle ? 0x1p65 : 0x1p513
      let run = try draw.run(h, columns: 1...2, steps: 1...1).quiet.with { run in
        for i in 0..<run.coordinates { run.gradients[i] = draw.source.boolean() ? -huge : huge }
      }
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          let step = c.rate / c.oneMinusAlpha.squareRoot() * (g > 0 ? 1 : -1)
          check.close(t[0].parameter(0, i), run.reference == .pytorch ? -step : 0, theta(0, i))
        }
      }
    },
    Law(
      "subnormal-square", "A v that is subnormal counts.",
      #"\eta g / \sqrt{g^2 / 4} = 2 \eta \mathrm{sign} \, g"#, .bitwise,
      when: "ε = 0, α = 3/4, g and η powers of two: all is exact; subnormals are computed"
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.maximize], epsilon: 0)
      (h.alpha, h.learningRate) = (0.75, draw.powerOfTwo(8))
      let exponents = draw.isSingle ? -73...(-63) : -536...(-512)
      let run = try draw.step(h, ofPowers: exponents)
      let c = Constants(run)
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let expected = c.signed(run.gradients[i]) > 0 ? -2 * c.rate : 2 * c.rate
          check.equal(t[0].parameter(0, i), expected, theta(0, i))
        }
      }
    },
    Law(
      "vanishing-square", "Gradients whose squares vanish make steps of gradient descent.",
      #"g^2 = 0 \Rightarrow \theta_1 = -(\eta / \varepsilon) g"#, .bitwise,
      when: "|g| below 2⁻⁵⁴⁰, or 2⁻⁷⁶ in float32; η and g powers of two, ε one of four",
      of: .withEpsilon
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.centered, .momentum, .maximize])
      h.learningRate = draw.powerOfTwo(8)
      let root = draw.powerOfTwo(6)
      h.epsilon = root * root
      let exponents = draw.isSingle ? -90...(-76) : -700...(-540)
      let run = try draw.step(h, ofPowers: exponents)
      let c = Constants(run)
      let r = c.hasEpsilonInside ? root : root * root
      return LawCase(draw, [run]) { check, t in
        for i in 0..<run.coordinates {
          let g = c.signed(run.gradients[i])
          check.equal(t[0].parameter(0, i), -c.rate / r * g, theta(0, i))
        }
      }
    },
  ]
}

extension Draw {
  /// A run of one step, whose gradients are powers of two of either sign.
  fileprivate func step(
    _ h: Hyperparameters, ofPowers exponents: ClosedRange<Int>
  ) throws(Discard) -> Run {
    try run(h, columns: 1...2, steps: 1...1).quiet.with { run in
      for i in 0..<run.coordinates {
        let g = exp2(source.integer(in: exponents))
        run.gradients[i] = source.boolean() ? -g : g
      }
    }
  }
}
