import Testing

@testable import PropertyCheck

/// Changes of recorded cases.
struct VariationTests {
  @Test func `a varied case keeps its length and its bounds, and differs in a few choices`() {
    let source = Source(limit: 100)
    source.begin(case: 40, seed: 1)
    for _ in 0..<10 {
      _ = (source.integer(in: 0...9), source.double(), source.float(.all), source.uniform())
      _ = source.gaussian()
    }
    let old = RecordedCase(source)
    let variation = Variation(seed: 2)
    var changes: Set<Int> = []
    for _ in 0..<500 {
      let new = variation.varied(old)
      #expect(new.count == old.choices.count && zip(new, old.bounds).allSatisfy { $0 <= $1 })
      changes.insert(zip(new, old.choices).count { $0 != $1 })
    }
    #expect(changes.isSubset(of: 0...3) && changes.isSuperset(of: 1...3))
  }

  @Test func `the same seed varies in the same way`() {
    let source = Source(limit: 100)
    source.begin(case: 50, seed: 1)
    _ = (0..<20).map { _ in source.double() }
    let old = RecordedCase(source)
    func varied(_ seed: UInt64) -> [[UInt64]] {
      let variation = Variation(seed: seed)
      return (0..<20).map { _ in variation.varied(old) }
    }
    #expect(varied(1) == varied(1) && varied(1) != varied(2))
  }
}
