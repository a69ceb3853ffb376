import PropertyCheck
import Testing

/// Bounds of false alarms against the probabilities that they bound, and powers against their sums.
struct StatisticsTests {
  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * abs(b)
  }

  @Test func `p-values have known values`() {
    #expect(isNear(Statistics.chiSquaredPValue(3.841458820694124, degrees: 1), 0.05))
    #expect(
      isNear(
        Statistics.chiSquaredPValue(observed: [10, 20], expected: [15, 15]), 0.06788915486182892))
    #expect(isNear(Statistics.binomialPValue(successes: 2, of: 10), 2 * 56.0 / 1024))
    #expect(Statistics.binomialPValue(successes: 5, of: 10) == 1)
    #expect(isNear(Statistics.binomialPValue(successes: 0, of: 10), 2.0 / 1024))
    #expect(isNear(Statistics.chiSquaredTwoSidedPValue(3.841458820694124, degrees: 1), 0.1))
    #expect(Statistics.chiSquaredPValue(-1, degrees: 1).isNaN)
    #expect(Statistics.binomialPValue(successes: 11, of: 10).isNaN)
    #expect(Statistics.chiSquaredPValue(observed: [1], expected: [1]).isNaN)
  }

  @Test func `out of domain, p-values and powers are NaN`() {
    #expect(Statistics.dkwPValue(distance: .nan, count: 3).isNaN)
    #expect(Statistics.dkwPValue(distance: 1, count: 0).isNaN)
    #expect(Statistics.relativeEntropy(observed: [1], expected: [1, 2]).isNaN)
    #expect(Statistics.relativeEntropyPValue(.nan, cells: 3).isNaN)
    #expect(Statistics.relativeEntropyPValue(.infinity, cells: 3) == 0)
    #expect(Statistics.signPValue(sum: .nan, squares: 1).isNaN)
    #expect(Statistics.signPValue(sum: 0, squares: 0).isNaN)
    #expect(Statistics.chiSquaredQuantile(2, degrees: 1).isNaN)
    #expect(Statistics.chiSquaredPower(ratio: 0, degrees: 1, level: 0.1).isNaN)
    #expect(Statistics.binomialPower(probability: 2, of: 3, level: 0.1).isNaN)
    #expect(Statistics.cauchyProbability(within: -1) == 0)
  }

  @Test func `the bound of relative entropy holds of every outcome of three cells`() {
    let (n, cells) = (12, [0.2, 0.3, 0.5])
    let factorials = (1...n).reduce(into: [1.0]) { $0.append($0[$1 - 1] * Double($1)) }
    var outcomes: [(entropy: Double, mass: Double)] = []
    for a in 0...n {
      for b in 0...n - a {
        let counts = [a, b, n - a - b]
        var mass = factorials[n]
        for (count, p) in zip(counts, cells) {
          for _ in 0..<count { mass *= p }
          mass /= factorials[count]
        }
        let expected = cells.map { $0 * Double(n) }
        outcomes.append(
          (Statistics.relativeEntropy(observed: counts, expected: expected), mass))
      }
    }
    #expect(abs(outcomes.reduce(0) { $0 + $1.mass } - 1) < 1e-12)
    for (entropy, _) in outcomes {
      let tail = outcomes.reduce(0) { $0 + ($1.entropy >= entropy - 1e-12 ? $1.mass : 0) }
      #expect(Statistics.relativeEntropyPValue(entropy, cells: 3) >= tail)
    }
    #expect(Statistics.relativeEntropyPValue(20, cells: 3) < 1e-5)
  }

  @Test func `powers of counts are sums over what is rejected`() {
    for (n, tested, probability) in [(30, 0.5, 0.7), (30, 0.1, 0.5), (50, 0.9, 0.2)] {
      let masses = binomialProbabilities(n, probability)
      let level = 0.05
      let expected = (0...n).reduce(0) { sum, k in
        let p = Statistics.binomialPValue(successes: k, of: n, probability: tested)
        return sum + (p <= level ? masses[k] : 0)
      }
      let power = Statistics.binomialPower(
        tested: tested, probability: probability, of: n, level: level)
      #expect(abs(power - expected) < 1e-9, "\(n), \(tested), \(probability)")
    }
    let part = Statistics.relativeEntropyPower(
      ofPart: 0.3, probability: 0.5, count: 1000, cells: 20, level: 1e-6)
    #expect(part > 0.99 && part <= 1)
    #expect(
      Statistics.relativeEntropyPower(
        ofPart: 0.3, probability: 0.31, count: 1000, cells: 20, level: 1e-6) < 1e-3)
  }

  @Test func `bounds of distances and of signs have known values`() {
    #expect(abs(Statistics.dkwPValue(distance: 0.1, count: 100) - 0.2706705664732254) < 1e-12)
    #expect(Statistics.dkwPValue(distance: 0, count: 100) == 1)
    #expect(Statistics.dkwPower(distance: 0.5, count: 100, level: 0.05) > 0.999)
    #expect(Statistics.dkwPower(distance: 0.1, count: 100, level: 0.05) == 0)
    // Ten ones with equal signs: at most 2 exp(−5); in truth 2 / 1024.
    #expect(abs(Statistics.signPValue(sum: 10, squares: 10) - 0.01347589399817094) < 1e-12)
    #expect(Statistics.signPower(part: 1, sum: 1e4, squares: 1e4, level: 1e-6) > 0.999)
    #expect(Statistics.signPower(part: 0.01, sum: 1e4, squares: 1e4, level: 1e-6) == 0)
    #expect(abs(Statistics.cauchyProbability(within: 1) - 0.5) < 1e-12)
    #expect(abs(Statistics.chiSquaredQuantile(0.95, degrees: 1) - 3.841458820694124) < 1e-9)
  }

  @Test func `the power of the χ² test does not fail for many degrees and small levels`() {
    let few = Statistics.chiSquaredPower(ratio: 1.5, degrees: 40, level: 0.01)
    // By mpmath, from the incomplete gamma function.
    #expect(abs(few - 0.28762110891669087) < 1e-9)
    #expect(abs(Statistics.chiSquaredPower(ratio: 1, degrees: 40, level: 0.01) - 0.01) < 1e-9)
    let many = Statistics.chiSquaredPower(ratio: 1.1, degrees: 20_000, level: 1e-9)
    #expect(many > 0.99 && many <= 1)
  }
}
