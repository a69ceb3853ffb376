import CGSL
import PropertyCheck
import Testing

/// Streams of random numbers.
struct StatisticalStreamTests {
  @Test func `a stream is the same for a seed, and differs by number`() {
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
    let gaussian = (0..<1000).map { _ in stream.gaussian(sigma: 2) }
    #expect(KolmogorovSmirnov.pValue(gaussian) { gsl_cdf_gaussian_P($0, 2) } > 1e-6)
    let cauchy = (0..<1000).map { _ in stream.cauchy(scale: 3) }
    #expect(KolmogorovSmirnov.pValue(cauchy) { gsl_cdf_cauchy_P($0, 3) } > 1e-6)
    #expect(stream.integer(below: 0) == 0 && stream.integer(below: .max) > 1 << 40)
  }
}
