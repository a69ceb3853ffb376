import PropertyCheck
import Testing

/// The distribution of the largest distance.
struct KolmogorovSmirnovTests {
  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * abs(b)
  }

  @Test func `the distribution of Kolmogorov and Smirnov has the published values`() {
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
}
