import Runs
import PropertyCheck

extension StatisticalLaw {
  /// How v is distributed after one step.
  static let ofDistributions: [StatisticalLaw] = [
    chiSquared(
      "chi-squared", "The sum of all v after one step has a χ² distribution.",
      #"\sum_i v_1^{(i)} / ((1 - \alpha) \sigma^2) \sim \chi^2_M"#, alpha: 0.99, points: 1,
      when: "λ = μ = 0, g Gaussian, α = 0.99", of: .all),
    chiSquared(
      "batch-adds", "Gradients of a batch are added: their variances are, too.",
      #"\sum_i v_1^{(i)} / ((1 - \alpha) K \sigma^2) \sim \chi^2_M"#, alpha: 0.9, points: 4,
      when: "4 points a step, g Gaussian, α = 0.9", of: [.batch]),
    nearTo(
      "distribution-of-squares", "v after one step is a Gaussian number's square.",
      #"v_1 / ((1 - \alpha) \sigma^2) \sim \chi^2_1"#, alpha: 0.9,
      when: "λ = μ = 0, g Gaussian, α = 0.9",
      gradient: { $0.stream.gaussian() },
      below: { $0 <= 0 ? 0 : 1 - Statistics.chiSquaredPValue($0, degrees: 1) }),
    nearTo(
      "distribution-of-wild-squares", "The same for gradients that have neither mean nor variance.",
      #"\sqrt{v_1 / (1 - \alpha)} \sim |\mathrm{Cauchy}|"#, alpha: 0.75,
      when: "λ = μ = 0, g Cauchy, α = 0.75",
      gradient: { $0.stream.cauchy() },
      below: { $0 <= 0 ? 0 : Statistics.cauchyProbability(within: $0.squareRoot()) }),
    StatisticalLaw(
      "twenty-bins", "v after one step is in each twentieth of χ²'s distribution as often.",
      #"""
      2 \sum_k n_k \ln \frac{20\, n_k}{M} \approx \chi^2_{19},\quad \#
      n_k = \#\{i : F(v_1^{(i)} / (1 - \alpha)) \in [\tfrac{k}{20}, \tfrac{k + 1}{20})\}
      """#, .bound("Agrawal"), when: "λ = μ = 0, g Gaussian, α = 0.5"
    ) { draw in
      let (alpha, bins) = (0.5, 20)
      let edges = (1..<bins).map {
        Statistics.chiSquaredQuantile(Double($0) / Double(bins), degrees: 1)
      }
      return Plan(run: draw.run(alpha: alpha, steps: 1) { _ in draw.stream.gaussian() }) {
        it, level in
        var observed = [Int](repeating: 0, count: bins)
        for v in it.averages {
          if v.isNaN { return Finding(statistic: "v is NaN", pValue: .nan) }
          observed[edges.firstIndex { v / (1 - alpha) < $0 } ?? bins - 1] += 1
        }
        let expected = [Double](repeating: Double(it.count) / Double(bins), count: bins)
        let entropy = Statistics.relativeEntropy(observed: observed, expected: expected)
        let p = Statistics.relativeEntropyPValue(entropy, cells: bins)
        return Finding(
          statistic: "χ² of the likelihood ratio \(short(2 * entropy)), expected \(bins - 1)",
          pValue: p,
          sight: .alpha(alpha) { other in
            // One part is enough for a lower bound: the upper third, where the two differ most.
            let tested = 0.35
            let edge = Statistics.chiSquaredQuantile(1 - tested, degrees: 1)
            let probability = Statistics.chiSquaredPValue(
              edge * (1 - alpha) / (1 - other), degrees: 1)
            return Statistics.relativeEntropyPower(
              ofPart: tested, probability: probability, count: it.count, cells: bins, level: level)
          })
      }
    },
  ]

  /// A law of the sum of v after one step.
  private static func chiSquared(
    _ id: String, _ statement: String, _ formula: String, alpha: Double, points: Int,
    when precondition: String, of formulas: Set<Reference>
  ) -> StatisticalLaw {
    StatisticalLaw(
      id, statement, formula, .exact("χ²"), when: precondition, of: formulas
    ) { draw in
      let run = draw.run(alpha: alpha, steps: 1, points: points) { _ in draw.stream.gaussian() }
      return Plan(run: run) { it, level in
        let degrees = Double(it.count)
        let statistic = it.averages.reduce(0, +) / ((1 - alpha) * Double(points))
        return Finding(
          statistic: "χ² \(short(statistic)), expected \(it.count)",
          pValue: Statistics.chiSquaredTwoSidedPValue(statistic, degrees: degrees),
          sight: .alpha(alpha) {
            Statistics.chiSquaredPower(
              ratio: (1 - $0) / (1 - alpha), degrees: degrees, level: level)
          })
      }
    }
  }

  /// A law of the distribution of v / (1 − α) after one step.
  private static func nearTo(
    _ id: String, _ statement: String, _ formula: String, alpha: Double,
    when precondition: String, gradient: @escaping @Sendable (StatisticalDraw) -> Double,
    below: @escaping @Sendable (Double) -> Double
  ) -> StatisticalLaw {
    StatisticalLaw(
      id, statement, formula, .bound("Dvoretzky–Kiefer–Wolfowitz"), when: precondition
    ) { draw in
      Plan(run: draw.run(alpha: alpha, steps: 1) { _ in gradient(draw) }) { it, level in
        let distance = KolmogorovSmirnov.statistic(it.averages) { below($0 / (1 - alpha)) }
        return Finding(
          statistic: "Kolmogorov's distance \(short(distance))",
          pValue: Statistics.dkwPValue(distance: distance, count: it.count),
          sight: .alpha(alpha) { other in
            // Looked for at the powers of ⁴√2.
            let ratio = (1 - alpha) / (1 - other)
            let farthest = (-40...40).reduce(0.0) { farthest, k in
              let x = Double(sign: .plus, exponent: k >> 2, significand: [1, 1.2, 1.4, 1.7][k & 3])
              return max(farthest, abs(below(x) - below(x * ratio)))
            }
            return Statistics.dkwPower(distance: farthest, count: it.count, level: level)
          })
      }
    }
  }
}
