import RMSprop
import TestSupport
import Testing

/// What the textbook page says in numbers.
enum TextbookClaims {
  static let page = Claims(
    "docs/2-textbook.md",
    given: "0.75 0.9 0.99 0.5 0.1 0.01 0.001 1e-8 1e-170 4² 1000 2000 4000 ½ ¼"
  ) { page in
    try byHand(&page)
    try unrooted(&page)
    try zeroAverage(&page)
    try weights(&page)
    try firstSteps(&page)
    try scale(&page)
    try halves(&page)
    try cycle(&page)
  }

  private static func byHand(_ page: inout ComputedValues) throws {
    for formula in TextbookRMSprop.Formula.allCases {
      let textbook = try TextbookRMSprop(formula, learningRate: 1, alpha: 0.75, epsilon: 12)
      let left = textbook.run(from: 1, steps: 1) { _, _ in 4 }[0]
      let (r, theta) = (4 / (1 - left.theta), left.theta)
      #expect(left.v == 4)
      let digits = theta == theta.rounded() ? 0 : theta == 0.75 ? 2 : 3
      page.row(
        "by-hand-\(formula)", ["reading", "r", "theta"],
        [formula.rawValue, "\(r, .fixed(0))", "\(theta, .fixed(digits))"])
    }
  }

  private static func unrooted(_ page: inout ComputedValues) throws {
    let (unrooted, outside) = (
      try TextbookRMSprop(.withoutRoot), try TextbookRMSprop(.epsilonOutside)
    )
    for gradient in [100, 1, 0.01] {
      let steps = (unrooted.firstStep(gradient), outside.firstStep(gradient))
      let name = "\(gradient, .significant(1))"
      page.row(
        "unit-\(name)", ["gradient", "unrooted", "outside"],
        [
          name, "\(steps.0, .significant(steps.0 > 1000 ? 4 : 3))",
          "\(steps.1, .significant(3))",
        ])
    }
    let weight = try TextbookRMSprop(.withoutEpsilon).firstStep(1000)
    let bias = try TextbookRMSprop(.withoutEpsilon).firstStep(0.001)
    #expect(weight == bias)
    page("weight-and-bias", weight, .significant(3))
  }

  private static func zeroAverage(_ page: inout ComputedValues) throws {
    let document0 = try TextbookRMSprop(.withoutEpsilon)
    let poisoned = document0.run(steps: 2) { t, _ in t == 1 ? 0 : 1 }
    page("poisoned-theta-1", word(poisoned[0].theta))
    page("poisoned-v", poisoned[1].v, .significant(1))
    page("poisoned-theta-2", word(poisoned[1].theta))
    let tiny = document0.run(steps: 1) { _, _ in 1e-170 }[0]
    page("tiny-v", tiny.v, .fixed(0))
    page("tiny-theta", word(tiny.theta))

    let stuck = document0.run(steps: 80_000) { t, _ in t == 1 ? 1 : 0 }
    let last = stuck.last!
    page("stuck-v", last.v, .significant(2))
    page("stuck-steps", count: stuck.firstIndex { $0.v == last.v }!)
    #expect(0.99 * last.v == last.v)
    let half = try TextbookRMSprop(.withoutEpsilon, alpha: 0.5).run(steps: 1100) { t, _ in
      t == 1 ? 1 : 0
    }
    let zero = half.firstIndex { $0.v == 0 }!
    page("vanished-steps", count: zero)
    page("vanished-theta", word(half[zero + 1].theta))
  }

  private static func word(_ number: Double) -> String {
    number.isNaN ? "NaN" : number == -.infinity ? "−∞" : "\(number)"
  }

  private static func weights(_ page: inout ComputedValues) throws {
    let most = 99
    page("most", count: most)
    for alpha in [0.9, 0.99] {
      // Gradients of 1: v is the sum of the weights.
      let v = try TextbookRMSprop(.withoutEpsilon, alpha: alpha).run(steps: 500) { _, _ in 1 }
        .map(\.v)
      let window = Int((1 / (1 - alpha)).rounded())
      let steps = v.firstIndex { $0 >= Double(most) / 100 }! + 1
      page.row(
        "window-\(alpha)", ["alpha", "size", "one", "newest", "most"],
        [
          "\(alpha, .shortest)", "\(window)", "\(v[0], .fixed(3))", "\(v[window - 1], .fixed(3))",
          "\(steps)",
        ])
    }
  }

  private static func firstSteps(_ page: inout ComputedValues) throws {
    let plain = try TextbookRMSprop(.withoutEpsilon)
    let quick = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9)
    page("first-step-0.99", plain.firstStep(1), .significant(2))
    page("first-step-0.9", quick.firstStep(1), .significant(3))
    let firsts = [0.001, 1, 1000].map(plain.firstStep)
    #expect(firsts.max()! - firsts.min()! < 1e-12)
    page("first-steps", firsts[0], .fixed(1))
    let document2 = try TextbookRMSprop(.epsilonOutside)
    page("document-2-rate", document2.hyperparameters.learningRate, .shortest)
    page(
      "document-2-first-step", document2.run(steps: 1) { _, _ in 1 }[0].theta.magnitude,
      .significant(3))

    let flat = try TextbookRMSprop(.epsilonOutside, learningRate: 0.01)
      .run(steps: 1001) { t, _ in t <= 1000 ? 0.001 : 1 }.map(\.theta)
    let (before, spike) = (flat[998] - flat[999], flat[999] - flat[1000])
    page("before-spike", before, .significant(3))
    page("spike", spike, .fixed(6))
    page("spike-ratio", Digits.word(Int((spike / before).rounded())))

    let steps = 50
    let ends = [0.001, 1, 1000].map { g in plain.run(steps: steps) { _, _ in g }.last!.theta }
    #expect(ends.max()! - ends.min()! < 1e-12)
    page("walk-steps", count: steps)
    page("walk", ends[0], .fixed(11))
  }

  private static func scale(_ page: inout ComputedValues) throws {
    let plain = try TextbookRMSprop(.withoutEpsilon)
    let random = Random(seed: 2)
    let gradients = (0..<100).map { _ in random.gaussian() }
    let powers = -40...40
    let paths = powers.map { k in
      plain.run(steps: 100) { t, _ in power(k) * gradients[t - 1] }.map(\.theta)
    }
    #expect(paths.allSatisfy { $0 == paths[40] })
    page("scaled-gradients", count: gradients.count)
    page("scaled-least", Double(powers.lowerBound), .fixed(0))
    page("scaled-most", Double(powers.upperBound), .fixed(0))

    let (outside, inside) = (
      try TextbookRMSprop(.epsilonOutside), try TextbookRMSprop(.epsilonInside)
    )
    let rows: [(Double, String)] = [
      (1e-2, "0.01"), (1e-3, "0.001"), (1e-4, "0.0001"), (1e-5, "1e-5"), (1e-6, "1e-6"),
      (1e-7, "1e-7"), (1e-8, "1e-8"), (1e-9, "1e-9"),
    ]
    for (gradient, name) in rows {
      let (out, within) = (outside.firstStep(gradient), inside.firstStep(gradient))
      page.row(
        "epsilon-\(name)", ["gradient", "outside", "inside", "ratio"],
        [
          name, "\(out, .significant(3))", "\(within, .significant(within < 5e-5 ? 2 : 3))",
          "\(out / within, .significant(out / within > 1000 ? 4 : 3))",
        ])
    }
    page("epsilon-small-gradient", "1e-6")
    page("epsilon-small-ratio", outside.firstStep(1e-6) / inside.firstStep(1e-6), .significant(3))
  }

  /// Where ε halves the step of 10 η, and how far the two places of it are apart.
  private static func halves(_ page: inout ComputedValues) throws {
    let (outside, inside) = (
      try TextbookRMSprop(.epsilonOutside), try TextbookRMSprop(.epsilonInside)
    )
    let halves = [outside, inside].map { textbook in
      var (low, high) = (1e-12, 1.0)
      for _ in 0..<200 {
        let middle = (low * high).squareRoot()
        if textbook.firstStep(middle) < 5 { low = middle } else { high = middle }
      }
      return high
    }
    page("half-outside", halves[0], .significant(1))
    page("half-inside", halves[1], .significant(3))
    page("half-ratio", halves[1] / halves[0], .significant(4))
    page("ratio-limit", outside.firstStep(1e-15) / inside.firstStep(1e-15), .significant(5))

    let squared = try TextbookRMSprop(.epsilonInside, epsilon: 1e-16)
    let factors = (-400...400).map { k -> Double in
      let gradient = 1e-7 * power(k / 16) * (1 + Double(k % 16).magnitude / 16)
      return squared.firstStep(gradient) / outside.firstStep(gradient)
    }
    page("squared-epsilon", factors.max()!, .significant(4))
  }

  private static func cycle(_ page: inout ComputedValues) throws {
    let path = try parabola(0.1, 1e-8, 1000)
    let closest = path.indices.min { path[$0].magnitude < path[$1].magnitude }!
    page("closest-step", count: closest + 1)
    page("closest", path[closest].magnitude, .significant(2))
    let pair = path.suffix(2).sorted()
    page("cycle-low", pair[0], .significant(3))
    page("cycle-high", pair[1], .significant(3))
    for (rate, epsilon, name) in [
      (0.1, 1e-8, "1e-8"), (0.01, 1e-8, "1e-8"), (0.1, 0.04, "0.04"), (0.1, 0.06, "0.06"),
    ] {
      let amplitude = try parabola(rate, epsilon, 4000).suffix(2).map(\.magnitude).max()!
      page.row(
        "cycle-\(rate)-\(name)", ["rate", "epsilon", "amplitude", "loss"],
        ["\(rate, .shortest)", name, orZero(amplitude), orZero(amplitude * amplitude / 2)])
    }
    let flat = try TextbookRMSprop(.epsilonOutside, learningRate: 0.1, alpha: 0.9)
      .run(from: 1, steps: 20000) { $1 * $1 * $1 }.map(\.theta)
    page("flat-1000", flat[999], .significant(2))
    page("flat-20000", flat[19999], .significant(2))
    page("flat-steps", "\(flat.count)")
    let half = 200
    let falling = try TextbookRMSprop(.epsilonOutside, alpha: 0.9)
      .run(from: 1, steps: 2000, rate: { 0.1 * power(-(($0 - 1) / half)) }) { $1 }
    let left = falling.last!.theta.magnitude
    page("falling-steps", count: half)
    page("falling", left, .significant(2))
    // Half of the rate that is left.
    #expect((left / (0.1 / 512) - 0.5).magnitude < 0.01)
  }

  /// The path on ½ θ² from 1.
  private static func parabola(
    _ rate: Double, _ epsilon: Double, _ steps: Int
  ) throws -> [Double] {
    try TextbookRMSprop(.epsilonOutside, learningRate: rate, alpha: 0.9, epsilon: epsilon)
      .run(from: 1, steps: steps) { _, theta in theta }.map(\.theta)
  }

  /// 2ᵏ.
  private static func power(_ k: Int) -> Double { Double(sign: .plus, exponent: k, significand: 1) }

  private static func orZero(_ number: Double) -> String {
    number < 1e-300 ? "0" : "\(number, .significant(3))"
  }
}
