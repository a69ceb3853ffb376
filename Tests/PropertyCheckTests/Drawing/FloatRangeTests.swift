import Testing

@testable import PropertyCheck

/// Which numbers are in a range.
struct FloatRangeTests {
  @Test func `ranges of one number, without any of single precision, or beyond it, do no harm`()
    throws
  {
    for seed: UInt64 in 1...30 {
      let failure = try #require(Campaign(seed: seed).check(oddRanges).failure)
      #expect(failure.message.contains("0.1 "), "seed \(seed): \(failure)")
    }
  }

  @Test func `a negative zero is in a range if a negative number is`() {
    #expect(FloatRange.finite.contains(-0.0) && !FloatRange.nonnegative.contains(-0.0))
    #expect(FloatRange.nonnegative.contains(0) && !FloatRange.positive.contains(0))
    #expect(!FloatRange.finite.contains(.infinity) && FloatRange.numbers.contains(.infinity))
    #expect(!FloatRange.numbers.contains(.nan) && FloatRange.all.contains(.nan))
  }

  @Test func `the simplest number of a range is the shortest next to zero`() {
    #expect(FloatRange(-3...5).simplest(as: Double.self) == 0)
    #expect(FloatRange(2.1...9).simplest(as: Double.self) == 3)
    #expect(FloatRange(2.1...2.7).simplest(as: Float.self) == 2.5)
    #expect(FloatRange(-2.7 ... -2.1).simplest(as: Double.self) == -2.5)
  }
}
