import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// ε, and the formulas that differ in where they have it.
  static let epsilon: [Law] = [
    Law(
      "epsilon-shortens", "The larger ε, the shorter a step.",
      #"\varepsilon \le \varepsilon' \Rightarrow |\Delta_t| \ge |\Delta_t'|"#, .inequality(),
      when: "plain or centered; the last step alone, from 0", of: .withEpsilon
    ) { (draw) throws(Discard) in
      var h = draw.hyperparameters([.centered, .maximize])
      if draw.source.boolean(probability: 0.2) { h.epsilon = 0 }
      let run = try draw.run(h, steps: 1...draw.quietSteps(4)).quiet
      let more = h.epsilon * 2 + (h.epsilon == 0 ? draw.epsilon() : 0)
      let last = run.steps.count - 1
      return LawCase(draw, [run, run.setting { $0.epsilon = more }]) { check, t in
        for i in 0..<run.coordinates {
          let (long, short) = (t[0].parameter(last, i), t[1].parameter(last, i))
          guard !long.isNaN && !short.isNaN else { continue }
          check.ordered(short.magnitude, long.magnitude, theta(last, i))
        }
      }
    },
    Law(
      "formulas-agree-without-epsilon", "At ε = 0, the textbook's formulas are one.",
      #"\sqrt{v} + 0 = \sqrt{v + 0} = \sqrt{v}"#, .bitwise, when: "ε = 0", of: [.textbookNone],
      besides: [.textbookOutside, .textbookInside]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(epsilon: 0), .wild)
      let others = [.textbookOutside, .textbookInside].map { other in
        run.with { $0.reference = other }
      }
      return LawCase(draw, [run] + others) { check, t in
        check.same(t[1], as: t[0])
        check.same(t[2], as: t[0])
      }
    },
    Law(
      "places-within-root-two", "√(v + ε²) ≤ √v + ε ≤ √2 √(v + ε²).",
      #"\sqrt{v + \varepsilon^2} \le \sqrt{v} + \varepsilon \le \sqrt{2 (v + \varepsilon^2)}"#,
      .inequality(slack: 8), when: "the last step alone, from 0", of: [.textbookOutside],
      besides: [.textbookInside]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(), steps: 1...draw.quietSteps(4)).quiet
      let inside = run.with {
        $0.reference = .textbookInside
        $0.hyperparameters.epsilon *= $0.hyperparameters.epsilon
      }
      let last = run.steps.count - 1
      return LawCase(draw, [run, inside]) { check, t in
        for i in 0..<run.coordinates {
          let (out, into) = (t[0].parameter(last, i).magnitude, t[1].parameter(last, i).magnitude)
          check.ordered(out, into, times: Double(run.steps.count), theta(last, i))
          check.ordered(
            into / 2.0.squareRoot(), out, times: Double(run.steps.count), theta(last, i))
        }
      }
    },
    Law(
      "places-cross", "An ε outside makes the shorter step just where 2 √v + ε > 1.",
      #"\sqrt{v} + \varepsilon > \sqrt{v + \varepsilon} \iff 2 \sqrt{v} + \varepsilon > 1"#,
      .inequality(), when: "the first step, from 0; not where 2 √v + ε is within 1e-3 of 1",
      of: [.textbookOutside], besides: [.textbookInside]
    ) { (draw) throws(Discard) in
      let run = try draw.run(draw.hyperparameters(alpha: 0...0.999), steps: 1...1, .nonzero).quiet
      let inside = run.with { $0.reference = .textbookInside }
      let c = Constants(run)
      return LawCase(draw, [run, inside]) { check, t in
        for i in 0..<run.coordinates {
          let root = c.oneMinusAlpha.squareRoot() * run.gradients[i].magnitude
          let measure = 2 * root + c.epsilon
          guard (measure - 1).magnitude > 1e-3 else { continue }
          let (out, into) = (t[0].parameter(0, i).magnitude, t[1].parameter(0, i).magnitude)
          let isShorter = measure > 1
          check.ordered(isShorter ? out : into, isShorter ? into : out, theta(0, i))
        }
      }
    },
    Law(
      "pytorch-is-textbook-outside", "Plain PyTorch is the textbook's formula, rounded otherwise.",
      #"\theta_t^{\mathrm{PyTorch}} \approx \theta_t^{\mathrm{outside}}"#,
      .ulps(8, of: "the step, a step"), when: "plain; the last step alone, from 0",
      of: [.pytorch], besides: [.textbookOutside]
    ) { (draw) throws(Discard) in
      try sameStep(draw, as: .textbookOutside)
    },
    Law(
      "batch-of-one-is-textbook-inside",
      "A batch of one point is the textbook's formula with ε inside, rounded otherwise.",
      #"\theta_t^{\mathrm{batch}} \approx \theta_t^{\mathrm{inside}}"#,
      .ulps(8, of: "the step, a step"), when: "one point; the last step alone, from 0",
      of: [.batch], besides: [.textbookInside]
    ) { (draw) throws(Discard) in
      try sameStep(draw, as: .textbookInside)
    },
  ]

  private static func sameStep(
    _ draw: Draw, as other: Reference
  ) throws(Discard) -> LawCase {
    let run = try draw.run(draw.hyperparameters(), steps: 1...draw.quietSteps(5)).quiet
    let last = run.steps.count - 1
    return LawCase(draw, [run, run.with { $0.reference = other }]) { check, t in
      for i in 0..<run.coordinates {
        let expected = t[1].parameter(last, i)
        check.close(
          t[0].parameter(last, i), expected, times: Double(run.steps.count), theta(last, i))
      }
    }
  }
}
