import PropertyCheck
import Testing

@Suite("Statistics")
struct StatisticsTests {
  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * abs(b)
  }

  @Test("The distribution of Kolmogorov and Smirnov has the published values")
  func kolmogorov() {
    // Marsaglia, Tsang and Wang print K(10, 0.274) = 0.628479615456504.
    #expect(
      isNear(1 - KolmogorovSmirnov.pValue(statistic: 0.274, count: 10), 0.628479615456504, 1e-13))
    // One value: the distance is below d with probability 2 d − 1.
    #expect(isNear(KolmogorovSmirnov.pValue(statistic: 0.8, count: 1), 0.4, 1e-12))
    // Kolmogorov's limit at 1.358… is 5 %.
    let many = KolmogorovSmirnov.pValue(statistic: 1.358099 / 1000, count: 1_000_000)
    #expect(isNear(many, 0.05, 2e-3))
    // Where one method takes over from the other they agree; far out the limit is cautious.
    for d in [0.06, 0.1, 0.15, 0.2, 0.3] {
      let exact = KolmogorovSmirnov.pValue(statistic: d, count: 100)
      let limit = KolmogorovSmirnov.pValue(statistic: d * (100.0 / 101).squareRoot(), count: 101)
      #expect(isNear(limit, exact, d < 0.2 ? 0.01 : 0.35), "\(d): \(limit), \(exact)")
    }
    #expect(KolmogorovSmirnov.pValue(statistic: 0.01, count: 10) == 1)
    #expect(KolmogorovSmirnov.pValue(statistic: 1, count: 10) == 0)
    #expect(KolmogorovSmirnov.pValue([], distribution: { $0 }).isNaN)
    #expect(isNear(KolmogorovSmirnov.statistic([0.5, 0.1, 0.2]) { $0 }, 0.5))
  }

  @Test("p-values and bounds have known values, and are NaN out of domain")
  func values() {
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

  @Test("Holm's correction rejects step by step, and a p-value that is NaN always")
  func holm() {
    let claims = [0.04, 0.01, 0.02, 0.5].map { HypothesisTest("\($0)", pValue: $0) }
    #expect(HypothesisTest.rejected(claims, level: 0.05).map(\.name) == ["0.01"])
    #expect(HypothesisTest.rejected(claims, level: 0.08).map(\.name) == ["0.04", "0.01", "0.02"])
    #expect(
      HypothesisTest.rejected(claims + [HypothesisTest("nan", pValue: .nan)], level: 0.01).map(
        \.name) == ["nan"])
    #expect(HypothesisTest.rejected([], level: 0.05).isEmpty)
    let text = HypothesisTest("variance", pValue: 0.5, power: 0.9, against: "α = 0.91").description
    #expect(text == "variance: p = 0.5, power 0.9 for α = 0.91")
  }

  @Test("A stream is the same for a seed, and differs by number")
  func stream() {
    func numbers(_ seed: UInt64, _ number: UInt64 = 0) -> [Double] {
      let stream = StatisticalStream(seed: seed, number: number)
      return (0..<1000).map { _ in stream.uniform() }
    }
    #expect(numbers(1) == numbers(1) && numbers(1) != numbers(2) && numbers(1) != numbers(1, 1))
    #expect(numbers(0) != numbers(1 << 32) && numbers(0) != numbers(4357))
    #expect(KolmogorovSmirnov.pValue(numbers(1)) { $0 } > 1e-6)
    let stream = StatisticalStream(seed: 3)
    let heads = (0..<10_000).count { _ in stream.bernoulli(0.3) }
    #expect(Statistics.binomialPValue(successes: heads, of: 10_000, probability: 0.3) > 1e-6)
    #expect((0..<1000).allSatisfy { _ in 0..<7 ~= stream.integer(below: 7) })
    #expect(stream.integer(below: 0) == 0 && stream.integer(below: .max) > 1 << 40)
  }

  @Test("Out of domain, GSL does not end the process")
  func domain() {
    let stream = StatisticalStream(seed: 1)
    #expect(stream.student(degrees: -1).isNaN)
    #expect(replayed([5]) { $0.gamma(shape: -1) }?.isNaN == true)
  }
}
