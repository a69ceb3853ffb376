import PropertyCheck
import Testing

/// Bounds of false alarms against the probabilities that they bound, and powers against their sums.
struct ExactTestsTests {
  /// The probabilities of 0…n successes.
  private func binomial(_ n: Int, _ p: Double) -> [Double] {
    var rows: [Double] = [1]
    for _ in 0..<n {
      var next = [Double](repeating: 0, count: rows.count + 1)
      for (k, mass) in rows.enumerated() {
        next[k] += mass * (1 - p)
        next[k + 1] += mass * p
      }
      rows = next
    }
    return rows
  }

  @Test(
    "Hoeffding's and Bernstein's bounds hold of coins", arguments: [8, 100]
  )
  func concentration(n: Int) {
    for p in [0.5, 0.1] {
      let masses = binomial(n, p)
      let hoeffding = Concentration.hoeffding(expectation: p, squaredWidths: 1 / Double(n))
      let bernstein = Concentration.bernstein(
        expectation: p, variance: p * (1 - p), bound: max(p, 1 - p), count: n)
      for k in 0...n {
        let mean = Double(k) / Double(n)
        let distance = abs(mean - p) - 1e-12
        let tail = (0...n).reduce(0) { sum, j in
          sum + (abs(Double(j) / Double(n) - p) >= distance ? masses[j] : 0)
        }
        // The sum has rounding errors.
        let least = tail * (1 - 1e-12)
        #expect(hoeffding.pValue(of: mean) >= least && bernstein.pValue(of: mean) >= least)
        // Better for rare events.
        if n == 100, p == 0.1, 20...50 ~= k {
          #expect(bernstein.pValue(of: mean) < hoeffding.pValue(of: mean) / 2)
        }
      }
      for level in [0.05, 1e-9] {
        for bound in [hoeffding, bernstein] {
          let threshold = bound.threshold(level: level)
          #expect(abs(bound.pValue(of: p + threshold) / level - 1) < 1e-6)
        }
      }
    }
    let fair = Concentration.hoeffding(expectation: 0.5, squaredWidths: 1 / Double(n))
    let wrong = Concentration.hoeffding(expectation: 0.9, squaredWidths: 1 / Double(n))
    let threshold = fair.threshold(level: 0.05)
    let seen = binomial(n, 0.9).enumerated().reduce(0) { sum, it in
      sum + (abs(Double(it.offset) / Double(n) - 0.5) >= threshold ? it.element : 0)
    }
    #expect(fair.power(ifTrueIs: wrong, level: 0.05) <= seen)
    if n == 100 { #expect(fair.power(ifTrueIs: wrong, level: 0.05) > 0.9) }
    #expect(fair.power(ifTrueIs: fair, level: 0.05) == 0)
  }

  @Test("NaN stays NaN, and infinity is impossible")
  func notFinite() {
    let bound = Concentration.bernstein(expectation: 0, variance: 1, bound: 1, count: 3)
    #expect(bound.pValue(of: .nan).isNaN && bound.pValue(of: .infinity) == 0)
    #expect(bound.pValue(of: 0) == 1 && bound.threshold(level: 0).isNaN)
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

  @Test("The bound of relative entropy holds of every outcome of three cells")
  func relativeEntropy() {
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

  @Test("Powers of counts are sums over what is rejected")
  func binomialPowers() {
    for (n, tested, probability) in [(30, 0.5, 0.7), (30, 0.1, 0.5), (50, 0.9, 0.2)] {
      let masses = binomial(n, probability)
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

  @Test("Bounds of distances and of signs have known values")
  func values() {
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

  @Test("The power of the χ² test does not fail for many degrees and small levels")
  func chiSquaredPower() {
    let few = Statistics.chiSquaredPower(ratio: 1.5, degrees: 40, level: 0.01)
    // By mpmath, from the incomplete gamma function.
    #expect(abs(few - 0.28762110891669087) < 1e-9)
    #expect(abs(Statistics.chiSquaredPower(ratio: 1, degrees: 40, level: 0.01) - 0.01) < 1e-9)
    let many = Statistics.chiSquaredPower(ratio: 1.1, degrees: 20_000, level: 1e-9)
    #expect(many > 0.99 && many <= 1)
  }
}
