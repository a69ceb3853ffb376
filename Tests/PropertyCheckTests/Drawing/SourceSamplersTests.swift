import CGSL
import PropertyCheck
import Testing

/// GSL's samplers, drawing from choices.
struct SourceSamplersTests {
  @Test func `samplers keep their distributions when they draw from choices`() {
    let cases = 32..<5032
    let tests = [
      HypothesisTest(
        "gaussian",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.gaussian(sigma: 2) }) {
          gsl_cdf_gaussian_P($0, 2)
        }),
      HypothesisTest(
        "log-normal",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.logNormal() }) {
          gsl_cdf_lognormal_P($0, 0, 1)
        }),
      HypothesisTest(
        "cauchy",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.cauchy() }) { gsl_cdf_cauchy_P($0, 1) }),
      HypothesisTest(
        "levy of exponent 1",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.levy(exponent: 1) }) {
          gsl_cdf_cauchy_P($0, 1)
        }),
      HypothesisTest(
        "exponential",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.exponential(mean: 3) }) {
          gsl_cdf_exponential_P($0, 3)
        }),
      HypothesisTest(
        "laplace",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.laplace() }) {
          gsl_cdf_laplace_P($0, 1)
        }),
      HypothesisTest(
        "student",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.student(degrees: 3) }) {
          gsl_cdf_tdist_P($0, 3)
        }),
      HypothesisTest(
        "gamma",
        pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.gamma(shape: 2) }) {
          gsl_cdf_gamma_P($0, 2, 1)
        }),
      HypothesisTest(
        "uniform", pValue: KolmogorovSmirnov.pValue(drawn(cases) { $0.uniform() }) { $0 }),
    ]
    #expect(HypothesisTest.rejected(tests, level: 1e-6).isEmpty, "seed 1: \(tests)")
  }

  @Test func `samplers that reject zeros end, and the simplest Gaussian number is 0`() {
    #expect(replayed([]) { $0.gaussian() } == 0)
    #expect(replayed([]) { $0.exponential() } == 0)
    for draw: @Sendable (Source) -> Double in [
      { $0.logNormal() }, { $0.cauchy() }, { $0.levy(exponent: 1.5) }, { $0.student(degrees: 3) },
      { $0.laplace() }, { $0.gamma(shape: 0.5) },
    ] {
      let value = replayed([], draw)
      #expect(value?.isFinite == true)
      #expect(replayed([0, 0, 0, 0], draw)?.isFinite == true)
    }
  }

  @Test func `out of domain, a sampler does not end the process`() {
    #expect(replayed([5]) { $0.gamma(shape: -1) }?.isNaN == true)
    #expect(replayed([5]) { $0.student(degrees: 0) }?.isNaN == true)
  }
}
