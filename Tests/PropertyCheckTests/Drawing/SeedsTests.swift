import Testing

@testable import PropertyCheck

/// Seeds made of numbers.
struct SeedsTests {
  @Test func `numbers are mixed as by SplitMix64, in their order`() {
    // The first output of SplitMix64 for the seed 0, as published.
    #expect(Seeds.mix(0) == 0xE220_A839_7B1D_CDAF)
    #expect(Seeds.mix(1, 2) != Seeds.mix(2, 1))
  }

  @Test func `a folded seed has 32 bits and is never the default seed`() {
    for seed: UInt64 in 0..<1000 { #expect(1...0xFFFF_FFFF ~= Seeds.folded(seed)) }
    #expect(Set((0..<1000).map(Seeds.folded)).count == 1000)
  }
}
