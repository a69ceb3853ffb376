import PropertyCheck
import Testing

/// Tests and Holm's correction.
struct HypothesisTestTests {
  @Test func `Holm's correction rejects step by step, and a p-value that is NaN always`() {
    let tests = [0.04, 0.01, 0.02, 0.5].map { HypothesisTest("\($0)", pValue: $0) }
    #expect(HypothesisTest.rejected(tests, level: 0.05).map(\.name) == ["0.01"])
    #expect(HypothesisTest.rejected(tests, level: 0.08).map(\.name) == ["0.04", "0.01", "0.02"])
    #expect(
      HypothesisTest.rejected(tests + [HypothesisTest("nan", pValue: .nan)], level: 0.01).map(
        \.name) == ["nan"])
    #expect(HypothesisTest.rejected([], level: 0.05).isEmpty)
    let text = HypothesisTest("variance", pValue: 0.5, power: 0.9, against: "α = 0.91").description
    #expect(text == "variance: p = 0.5, power 0.9 for α = 0.91")
  }
}
