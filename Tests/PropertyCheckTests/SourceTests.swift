import CGSL
import PropertyCheck
import Testing

@Suite("What a source draws")
struct SourceTests {
  @Test("Choices are equally likely", arguments: [1, 5, 99, 4095] as [UInt64])
  func choices(bound: UInt64) {
    let values = drawn(32..<40_032) { $0.choice(upTo: bound) }
    let bins = min(Int(bound) + 1, 64)
    var observed = [Int](repeating: 0, count: bins)
    for value in values { observed[Int(value) * bins / (Int(bound) + 1)] += 1 }
    var expected = [Double](repeating: 0, count: bins)
    for value in 0...Int(bound) { expected[value * bins / (Int(bound) + 1)] += 1 }
    let scale = Double(values.count) / Double(bound + 1)
    let p = Statistics.chiSquaredPValue(observed: observed, expected: expected.map { $0 * scale })
    #expect(p > 1e-6, "seed 1, p \(p)")
  }

  @Test("Every value keeps to its range, in every case")
  func ranges() {
    let report = Campaign(cases: 4000).check(
      Property("ranges") { source throws(Discard) in
        let integer = source.integer(in: -3...12)
        let full = source.integer(in: Int.min...Int.max)
        let list = try source.array(2...5) { $0.boolean() }
        let narrow = source.double(FloatRange(0.1...0.1001))
        let positive = source.double(.positive)
        let single = source.float(FloatRange(-3 ... -1))
        let natural = source.double(.nonnegative)
        let fraction = source.uniform(quasi: 3)
        let isRight =
          -3...12 ~= integer && full == full && 2...5 ~= list.count && 0.1...0.1001 ~= narrow
          && positive > 0 && positive.isFinite && -3 ... -1 ~= single && natural.sign == .plus
          && 0..<1 ~= fraction && source.double().isFinite && source.float().isFinite
          && 0...3 ~= source.count(0...3) && !source.boolean(probability: 0)
          && source.boolean(probability: 1)
        return isRight ? .holds() : .fails(Failure(label: "range", message: "out of range"))
      })
    #expect(report.status == .passed, "\(report)")
  }

  @Test("Edge cases come up, and infinities and NaN only if asked for")
  func edges() {
    let finite = drawn(0..<20_000) { $0.double() }
    #expect(finite.allSatisfy { $0.isFinite })
    let all = drawn(0..<20_000) { source in (source.double(.all), source.double(.all)) }
    let first = all.map(\.0)
    #expect(first.contains { $0 == 0 && $0.sign == .minus })
    #expect(
      first.contains(where: \.isNaN) && first.contains(.infinity) && first.contains(-.infinity))
    #expect(first.contains(where: \.isSubnormal) && first.contains(.greatestFiniteMagnitude))
    #expect(first.contains { ($0 * $0).isInfinite && $0.isFinite })
    #expect(all.contains { $0.0 != 0 && $0.1 == $0.0.nextUp })
    #expect(all.contains { $0.0.isNormal && $0.0 != 1 && $0.1 == $0.0 })
    let integers = drawn(0..<2000) { $0.integer(in: -1_000_000...1_000_000) }
    #expect(Set([-1_000_000, 0, 1_000_000, 1, -1]).isSubset(of: integers))
    // The first case is the simplest.
    #expect(first.first == 0 && integers.first == -1_000_000)
  }

  @Test("GSL's samplers keep their distributions when they draw from choices")
  func samplers() {
    let cases = 32..<5032
    let claims = [
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
    #expect(HypothesisTest.rejected(claims, level: 1e-6).isEmpty, "seed 1: \(claims)")
  }

  @Test("Samplers that reject zeros end, and the simplest Gaussian number is 0")
  func exhausted() {
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

  @Test("A case with more choices than the limit is void, and its loops end")
  func overrun() {
    var campaign = Campaign(cases: 100)
    campaign.choiceLimit = 50
    let report = campaign.check(
      Property("endless") { source in
        var steps = 0
        while source.choice(upTo: 9) < 9 || steps < 60 { steps += 1 }
        while source.boolean() {}
        while source.double() == 0 {}
        return .fails(Failure(label: "never", message: "seen"))
      })
    #expect(report.status == .unhealthy && report.tested == 0)
    #expect(report.discarded == ["more choices than the limit": 100])
  }

  @Test("Sobol points cover cells that chance leaves out", arguments: [1, 2, 3] as [UInt64])
  func sobol(seed: UInt64) {
    func cells(quasi: Bool) -> Int {
      Set(
        drawn(32..<544, seed: seed) { source in
          (0..<3).map { Int(source.uniform(quasi: quasi ? $0 : nil) * 8) }
        }
      ).count
    }
    #expect(cells(quasi: true) >= 510, "seed \(seed)")
    #expect(cells(quasi: false) < 360, "seed \(seed)")
    // Coordinates that there are not are drawn by chance.
    let odd = drawn(0..<100) { [$0.uniform(quasi: 40), $0.uniform(quasi: -1)] }.joined()
    #expect(odd.allSatisfy { 0..<1 ~= $0 })
  }
}
