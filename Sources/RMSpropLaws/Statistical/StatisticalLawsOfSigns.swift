import Runs
import PropertyCheck

extension StatisticalLaw {
  /// What the signs of gradients do, and what they do not. All are exact for every symmetric
  /// distribution of gradients, of any spread.
  static let ofSigns: [StatisticalLaw] = [
    binomial(
      "first-steps-are-fair", "If gradients are as often above 0 as below, so are first steps.",
      #"\#\{i : \Delta_1^{(i)} > 0\} \sim \mathrm{Bin}(M, \tfrac{1}{2})"#, steps: 1,
      when: "λ = 0, g Cauchy: symmetric, α = 0.9", words: "a step up in"
    ) { it, i in it.moves[i] > 0 },
    binomial(
      "steps-turn-freely", "Without momentum, a second step turns in half of the cases.",
      #"\#\{i : \Delta_1^{(i)} \Delta_2^{(i)} > 0\} \sim \mathrm{Bin}(M, \tfrac{1}{2})"#, steps: 2,
      when: "λ = μ = 0, g Cauchy: symmetric, independent, α = 0.9", words: "no turn in"
    ) { it, i in
      it.moves[i] > 0 && it.moves[it.count + i] > 0
        || it.moves[i] < 0 && it.moves[it.count + i] < 0
    },
    signed(
      "average-ignores-signs", "The sign of a gradient leaves no trace in v.",
      #"v_1^{(i)} \perp \mathrm{sign} \, g_1^{(i)}"#, steps: 1, words: "by the gradient's sign"
    ) { run, i in run.gradient(0, i) > 0 },
    signed(
      "average-ignores-agreement", "v does not know whether two gradients have the same sign.",
      #"v_2^{(i)} \perp \mathrm{sign} \, g_1^{(i)} g_2^{(i)}"#, steps: 2,
      words: "by whether two signs agree"
    ) { run, i in (run.gradient(0, i) > 0) == (run.gradient(1, i) > 0) },
  ]

  /// A law of how many coordinates are like something, of which half should be.
  private static func binomial(
    _ id: String, _ statement: String, _ formula: String, steps: Int, when precondition: String,
    words: String, isCounted: @escaping @Sendable (StatisticalSample, Int) -> Bool
  ) -> StatisticalLaw {
    StatisticalLaw(id, statement, formula, .exact("binomial"), when: precondition) { draw in
      let run = draw.run(alpha: 0.9, steps: steps) { _ in draw.stream.cauchy() }
      return Plan(run: run, reading: .moves) { it, level in
        if it.moves.contains(where: \.isNaN) {
          return Finding(statistic: "a step is NaN", pValue: .nan)
        }
        let n = it.count
        let hits = (0..<n).count { isCounted(it, $0) }
        return Finding(
          statistic: "\(hits) of \(n)", pValue: Statistics.binomialPValue(successes: hits, of: n),
          sight: .nearest(
            to: 0.5, in: 0...1, words: { "\(words) \(short(100 * $0)) of 100 cases for 50" },
            power: { Statistics.binomialPower(probability: $0, of: n, level: level) }))
      }
    }
  }

  /// A law of v's independence of a sign: put before v, fair signs have a sum that Hoeffding
  /// bounds, whatever v is.
  private static func signed(
    _ id: String, _ statement: String, _ formula: String, steps: Int, words: String,
    isPlus: @escaping @Sendable (Run, Int) -> Bool
  ) -> StatisticalLaw {
    StatisticalLaw(
      id, statement, formula, .bound("Hoeffding"),
      when: "λ = μ = 0, g = ±1, ±1/8 units, t = \(steps), α = 0.75"
    ) { draw in
      let run = draw.run(alpha: 0.75, steps: steps) { _ in draw.twoSizes() }
      return Plan(run: run) { it, level in
        var (sum, size, squares) = (0.0, 0.0, 0.0)
        for (i, v) in it.averages(after: steps - 1).enumerated() {
          sum += isPlus(it.run, i) ? v : -v
          size += abs(v)
          squares += v * v
        }
        return Finding(
          statistic: "sum of ±v \(short(sum)), expected 0, of \(short(size))",
          pValue: Statistics.signPValue(sum: sum, squares: squares),
          sight: .nearest(
            to: 0, in: 0...1,
            words: { "v that is \(short(100 * $0)) % more or less \(words)" },
            power: {
              Statistics.signPower(part: $0, sum: size, squares: squares, level: level)
            }))
      }
    }
  }
}
