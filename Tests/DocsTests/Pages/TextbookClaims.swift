import RMSprop
import TestSupport

extension Claims {
  /// What the textbook page says.
  static let textbook = Claims(
    "docs/2-textbook.md",
    given: "0.75 0.9 0.99 0.5 0.1 0.01 0.001 1e-8 1e-170 100 1000 2000 4000 ½ ¼"
  ) {
    try TextbookClaims.byHand()
    try TextbookClaims.unrooted()
    try TextbookClaims.zeroAverage()
    try TextbookClaims.weights()
    try TextbookClaims.firstSteps()
    try TextbookClaims.scale()
    try TextbookClaims.cycle()
  }
}

private enum TextbookClaims {
  @ClaimsBuilder static func byHand() throws -> [String] {
    "1, ρ = 0.75, ε = 12, and from θ = 1, v = 0 the gradient 4. Then v = ¼ · 4² = 4"
    for formula in TextbookRMSprop.Formula.allCases {
      let textbook = try TextbookRMSprop(formula, learningRate: 1, alpha: 0.75, epsilon: 12)
      let left = textbook.run(from: 1, steps: 1) { _, _ in 4 }[0]
      let (r, theta) = (4 / (1 - left.theta), left.theta)
      let digits = theta == theta.rounded() ? 0 : theta == 0.75 ? 2 : 3
      "| \(formula.rawValue) | \(r, .fixed(0)) | \(theta, .fixed(digits)) |"
    }
  }

  @ClaimsBuilder static func unrooted() throws -> [String] {
    let (unrooted, outside) = (
      try TextbookRMSprop(.withoutRoot), try TextbookRMSprop(.epsilonOutside)
    )
    for gradient in [100, 1, 0.01] {
      let steps = (unrooted.firstStep(gradient), outside.firstStep(gradient))
      let digits = steps.0 > 1000 ? 4 : 3
      "| \(gradient, .significant(1)) | \(steps.0, .significant(digits)) "
        + "| \(steps.1, .significant(3)) |"
    }
    let weight = try TextbookRMSprop(.withoutEpsilon).firstStep(1000)
    let bias = try TextbookRMSprop(.withoutEpsilon).firstStep(0.001)
    "first gradient is 1000 and the bias's is 0.001, both first steps are "
      + "\(weight == bias ? weight : .nan, .significant(3)) η"
  }

  @ClaimsBuilder static func zeroAverage() throws -> [String] {
    let document0 = try TextbookRMSprop(.withoutEpsilon)
    let poisoned = document0.run(steps: 2) { t, _ in t == 1 ? 0 : 1 }
    "0 at v = 0 is 0/0. The result, \(word(poisoned[0].theta)), goes into θ and stays there: after "
      + "the next gradient, 1, v is \(poisoned[1].v, .significant(1)) "
      + "and θ is still \(word(poisoned[1].theta))."
    let tiny = document0.run(steps: 1) { _, _ in 1e-170 }[0]
    "so v = \(tiny.v, .fixed(0)) and g / r is not NaN but ∞. θ becomes \(word(tiny.theta))"

    let stuck = document0.run(steps: 80_000) { t, _ in t == 1 ? 1 : 0 }
    let last = stuck.last!
    let steps = stuck.firstIndex { $0.v == last.v }!
    "v falls until it is \(last.v, .significant(2)), after \(count: steps) steps, and then no "
      + "further, because 0.99 of it rounds back to \(0.99 * last.v == last.v ? "itself" : "less")"
    let half = try TextbookRMSprop(.withoutEpsilon, alpha: 0.5).run(steps: 1100) { t, _ in
      t == 1 ? 1 : 0
    }
    let zero = half.firstIndex { $0.v == 0 }!
    "v is 0 after \(count: zero) steps, and the next gradient of 0 gives NaN"
      .replacing("NaN", with: word(half[zero + 1].theta))
  }

  private static func word(_ number: Double) -> String {
    number.isNaN ? "NaN" : number == -.infinity ? "−∞" : "\(number)"
  }

  @ClaimsBuilder static func weights() throws -> [String] {
    for alpha in [0.9, 0.99] {
      // Gradients of 1: v is the sum of the weights.
      let v = try TextbookRMSprop(.withoutEpsilon, alpha: alpha).run(steps: 500) { _, _ in 1 }
        .map(\.v)
      let window = Int((1 / (1 - alpha)).rounded())
      let most = v.firstIndex { $0 >= 0.99 }! + 1
      "| \(alpha, .shortest) | \(window) | \(v[0], .fixed(3)) | \(v[window - 1], .fixed(3)) "
        + "| \(most) |"
    }
    "steps until \(99)%"
  }

  @ClaimsBuilder static func firstSteps() throws -> [String] {
    let plain = try TextbookRMSprop(.withoutEpsilon)
    let quick = try TextbookRMSprop(.withoutEpsilon, alpha: 0.9)
    "With ρ = 0.99 that is \(plain.firstStep(1), .significant(2)) η; "
      + "with ρ = 0.9 it is \(quick.firstStep(1), .significant(3)) η"
    let firsts = [0.001, 1, 1000].map(plain.firstStep)
    let isSame = firsts.max()! - firsts.min()! < 1e-12
    "all make the first step \(isSame ? firsts[0] : .nan, .fixed(1)) η"
    let document2 = try TextbookRMSprop(.epsilonOutside)
    let begins = document2.run(steps: 1) { _, _ in 1 }[0].theta.magnitude
    "Document 2's rate of \(document2.hyperparameters.learningRate, .shortest) therefore begins "
      + "with a step of \(begins, .significant(3))"

    let flat = try TextbookRMSprop(.epsilonOutside, learningRate: 0.01)
      .run(steps: 1001) { t, _ in t <= 1000 ? 0.001 : 1 }.map(\.theta)
    let (before, spike) = (flat[998] - flat[999], flat[999] - flat[1000])
    "steps are \(before, .significant(3)) long, and then a single gradient of 1 makes one of "
      + "\(spike, .fixed(6)), \(Int((spike / before).rounded()) == 10 ? "ten" : "?") times as long"

    let ends = [0.001, 1, 1000].map { g in plain.run(steps: 50) { _, _ in g }.last!.theta }
    let same = ends.max()! - ends.min()! < 1e-12
    "After \(50) steps at η = 0.01 and ρ = 0.99, θ has gone from 0 to "
      + "\(same ? ends[0] : .nan, .fixed(11))"
  }

  @ClaimsBuilder static func scale() throws -> [String] {
    let plain = try TextbookRMSprop(.withoutEpsilon)
    let random = Random(seed: 2)
    let gradients = (0..<100).map { _ in random.gaussian() }
    let paths = (-40...40).map { k in
      plain.run(steps: 100) { t, _ in power(k) * gradients[t - 1] }.map(\.theta)
    }
    let differ = paths.map { path in zip(path, paths[40]).count { $0 != $1 } }.reduce(0, +)
    "over \(gradients.count) random gradients with k from −\(40) to \(40) "
      + "\(differ == 0 ? "not one parameter differs" : "\(differ) parameters differ")"

    let (outside, inside) = (
      try TextbookRMSprop(.epsilonOutside), try TextbookRMSprop(.epsilonInside)
    )
    let rows: [(Double, String)] = [
      (1e-2, "0.01"), (1e-3, "0.001"), (1e-4, "0.0001"), (1e-5, "1e-5"), (1e-6, "1e-6"),
      (1e-7, "1e-7"), (1e-8, "1e-8"), (1e-9, "1e-9"),
    ]
    for (gradient, name) in rows {
      let (out, within) = (outside.firstStep(gradient), inside.firstStep(gradient))
      let digits = out / within > 1000 ? 4 : 3
      "| \(name) | \(out, .significant(3)) | \(within, .significant(within < 5e-5 ? 2 : 3)) "
        + "| \(out / within, .significant(digits)) |"
    }
    "At a gradient of 1e-6 the two differ by a factor of "
      + "\(outside.firstStep(1e-6) / inside.firstStep(1e-6), .significant(3))"

    // Where ε halves the step of 10 η.
    let halves = [outside, inside].map { textbook in
      var (low, high) = (1e-12, 1.0)
      for _ in 0..<200 {
        let middle = (low * high).squareRoot()
        if textbook.firstStep(middle) < 5 { low = middle } else { high = middle }
      }
      return high
    }
    "Outside, ε halves the step where √v = ε, here at a gradient of \(halves[0], .significant(1))"
    "Inside, it does so where v = ε/3, here at \(halves[1], .significant(3)), which is "
      + "\(halves[1] / halves[0], .significant(4)) times as large"
    let limit = outside.firstStep(1e-15) / inside.firstStep(1e-15)
    "the factor between them tends to 1/√ε = \(limit, .significant(5))"

    let squared = try TextbookRMSprop(.epsilonInside, epsilon: 1e-16)
    let factors = (-400...400).map { k -> Double in
      let gradient = 1e-7 * power(k / 16) * (1 + Double(k % 16).magnitude / 16)
      return squared.firstStep(gradient) / outside.firstStep(gradient)
    }
    "a factor of \(factors.max()!, .significant(4)), √2, where √v = ε"
  }

  @ClaimsBuilder static func cycle() throws -> [String] {
    let path = try parabola(0.1, 1e-8, 1000)
    let closest = path.indices.min { path[$0].magnitude < path[$1].magnitude }!
    "At step \(closest + 1) RMSprop is \(path[closest].magnitude, .significant(2)) away"
    let pair = path.suffix(2).sorted()
    "jumps back and forth between \(pair[0], .significant(3)) and \(pair[1], .significant(3))"
    for (rate, epsilon, name) in [
      (0.1, 1e-8, "1e-8"), (0.01, 1e-8, "1e-8"), (0.1, 0.04, "0.04"), (0.1, 0.06, "0.06"),
    ] {
      let amplitude = try parabola(rate, epsilon, 4000).suffix(2).map(\.magnitude).max()!
      "| \(rate, .shortest) | \(name) | \(orZero(amplitude)) "
        + "| \(orZero(amplitude * amplitude / 2)) |"
    }
    let flat = try TextbookRMSprop(.epsilonOutside, learningRate: 0.1, alpha: 0.9)
      .run(from: 1, steps: 20000) { $1 * $1 * $1 }.map(\.theta)
    "On ¼ θ⁴, from 1 with η = 0.1, ρ = 0.9 and ε = 1e-8, θ is \(flat[999], .significant(2)) "
      + "after 1000 steps and \(flat[19999], .significant(2)) after 20000"
    let falling = try TextbookRMSprop(.epsilonOutside, alpha: 0.9)
      .run(from: 1, steps: 2000, rate: { 0.1 * power(-(($0 - 1) / 200)) }) { $1 }
    let left = falling.last!.theta.magnitude
    "Halve η = 0.1 every \(200) steps, and after 2000 steps θ is \(left, .significant(2)) away, "
      + "\((left / (0.1 / 512) - 0.5).magnitude < 0.01 ? "half" : "?") of the rate that is left"
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
