import Runs
import PropertyCheck
import RMSprop

extension StatisticalLaw {
  /// Mean and variance of v.
  static let ofMoments: [StatisticalLaw] = [
    linear(
      "mean-of-average", "The mean of v is E g², less what it has not seen yet.",
      #"\mathrm{E}\, v_t = (1 - \alpha^t)\, \mathrm{E}\, g^2"#,
      Linear(alpha: 0.9, sizes: [Double](repeating: 1, count: 8), readings: [(7, 1)]),
      name: "mean of v"),
    linear(
      "mean-of-long-average", "The same after a thousand steps, with a long memory.",
      #"\mathrm{E}\, v_t = (1 - \alpha^t)\, \mathrm{E}\, g^2"#,
      Linear(alpha: 0.999, sizes: [Double](repeating: 1, count: 1000), readings: [(999, 1)]),
      name: "mean of v"),
    StatisticalLaw(
      "variance-of-average", "v varies (1 − α) / (1 + α) times as much as g², at last.",
      #"\mathrm{Var}\, v_t = \frac{1 - \alpha}{1 + \alpha} (1 - \alpha^{2t})\, \mathrm{Var}\, g^2"#,
      .bound("Bernstein"), when: "λ = μ = 0, g = ±1, ±1/8 units, t = 5, α = 0.9"
    ) { draw in
      let (alpha, steps) = (0.9, 5)
      return Plan(run: draw.run(alpha: alpha, steps: steps) { _ in draw.twoSizes() }) { it, level in
        // Half the squared difference of two has the variance as its mean, whatever v's mean is.
        let v = Array(it.averages(after: steps - 1))
        let pairs = v.count / 2
        let sum = (0..<pairs).reduce(0) { sum, i in sum + power(v[2 * i] - v[2 * i + 1], 2) / 2 }
        let law = halfSquaredDifference(alpha, steps: steps, count: pairs)
        return Finding(
          "variance of v", sum / Double(pairs), law,
          sight: .alpha(alpha) {
            law.power(
              ifTrueIs: halfSquaredDifference($0, steps: steps, count: pairs), level: level)
          })
      }
    },
    StatisticalLaw(
      "mean-of-centered-variance",
      "The mean of v − m² is Var g less Var m, and what is left of the mean at finite t.",
      #"""
      \mathrm{E}(v_t - m_t^2) = \sigma^2 \left[(1 - \alpha^t) - \frac{1 - \alpha}{1 + \alpha} \#
      (1 - \alpha^{2t})\right] + \mu^2 (1 - \alpha^t) \alpha^t
      """#,
      .bound("Bernstein"), when: "λ = μ = 0, g = 3/2 or −1/2 units, t = 8, α = 0.9",
      of: [.pytorch], needs: [.centered]
    ) { draw in
      let (alpha, steps) = (0.9, 8)
      let run = draw.run(alpha: alpha, steps: steps) { _ in draw.stream.bernoulli() ? 1.5 : -0.5 }
        .setting { $0.centered = true }
      return Plan(run: run) { it, level in
        let n = it.count
        let found = it.averages(after: steps - 1).reduce(0, +) / Double(n)
        let law = centeredVariance(alpha, steps: steps, count: n)
        return Finding(
          "mean of v − m²", found, law,
          sight: .alpha(alpha) {
            law.power(ifTrueIs: centeredVariance($0, steps: steps, count: n), level: level)
          })
      }
    },
  ]

  /// The mean of y² / 2, where y = Σ wᵢ (±b ± b) is the difference of two v.
  private static func halfSquaredDifference(
    _ alpha: Double, steps: Int, count: Int
  ) -> Concentration {
    let weights = (0..<steps).map { Linear.width / 2 * (1 - alpha) * power(alpha, $0) }
    let (variance, varianceOfSquare) = moments(weights + weights)
    let reach = 2 * weights.reduce(0, +)
    return .bernstein(
      expectation: variance / 2, variance: varianceOfSquare / 4, bound: reach * reach / 2,
      count: count)
  }

  /// The mean of s = v − m², for g = c ± 1: with y = Σ ±wᵢ and w = Σ wᵢ,
  /// s = w (1 + c² (1 − w)) + 2 c (1 − w) y − y².
  private static func centeredVariance(
    _ alpha: Double, steps: Int, count: Int
  ) -> Concentration {
    let c = 0.5
    let weights = (0..<steps).map { (1 - alpha) * power(alpha, $0) }
    let (variance, varianceOfSquare) = moments(weights)
    let w = weights.reduce(0, +)
    let slope = 2 * c * (1 - w)
    // Between y = −w and the top of the parabola.
    let reach = (w + slope / 2) * (w + slope / 2)
    return .bernstein(
      expectation: w * (1 + c * c * (1 - w)) - variance,
      variance: slope * slope * variance + varianceOfSquare, bound: reach, count: count)
  }

  /// Var y and Var y² of y = Σ ±wᵢ with fair signs: E y⁴ is 3 (Σ w²)² − 2 Σ w⁴.
  private static func moments(_ weights: [Double]) -> (variance: Double, ofSquare: Double) {
    let second = weights.reduce(0) { $0 + $1 * $1 }
    let fourth = weights.reduce(0) { $0 + power($1, 4) }
    return (second, 2 * (second * second - fourth))
  }
}

extension Finding {
  /// A mean, and how it is bounded if the law is true.
  init(
    _ name: String, _ found: Double, _ law: Concentration,
    sight: @autoclosure @escaping () -> Sight?
  ) {
    self.init(
      statistic: "\(name) \(short(found)), expected \(short(law.expectation))",
      pValue: law.pValue(of: found), sight: sight())
  }
}
