import PropertyCheck
import Testing

/// Bounds of how far a mean strays.
struct ConcentrationTests {
  @Test(arguments: [8, 100])
  func `Hoeffding's and Bernstein's bounds hold of coins`(n: Int) {
    for p in [0.5, 0.1] {
      let masses = binomialProbabilities(n, p)
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
    let seen = binomialProbabilities(n, 0.9).enumerated().reduce(0) { sum, it in
      sum + (abs(Double(it.offset) / Double(n) - 0.5) >= threshold ? it.element : 0)
    }
    #expect(fair.power(ifTrueIs: wrong, level: 0.05) <= seen)
    if n == 100 { #expect(fair.power(ifTrueIs: wrong, level: 0.05) > 0.9) }
    #expect(fair.power(ifTrueIs: fair, level: 0.05) == 0)
  }

  @Test func `NaN stays NaN, and infinity is impossible`() {
    let bound = Concentration.bernstein(expectation: 0, variance: 1, bound: 1, count: 3)
    #expect(bound.pValue(of: .nan).isNaN && bound.pValue(of: .infinity) == 0)
    #expect(bound.pValue(of: 0) == 1 && bound.threshold(level: 0).isNaN)
  }
}
