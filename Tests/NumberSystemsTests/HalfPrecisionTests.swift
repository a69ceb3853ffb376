import NumberSystems
import RMSprop
import TestSupport
import Testing

/// Numbers that are computed in float32 and stored in 16 bits.
struct HalfPrecisionTests {
  /// All finite numbers of a format that are not negative, in order, from their definition.
  private func numbers(significand digits: Int, least exponent: Int, count: Int) -> [Float] {
    (0..<count).map { bits in
      let (e, s) = (bits >> digits, bits & (1 << digits - 1))
      let whole = e == 0 ? s : s + 1 << digits
      return Float(whole) * Float(sign: .plus, exponent: max(e, 1) - 1 + exponent, significand: 1)
    }
  }

  private func check<Format: HalfFormat>(
    _: Format.Type, _ numbers: [Float], overflow: Float
  ) {
    for (i, (low, high)) in zip(numbers, numbers.dropFirst()).enumerated() {
      #expect(Format.rounded(low) == low && Format.rounded(-low) == -low)
      #expect(Format.bitPattern(low) == UInt16(i) && Format.bitPattern(-low) == UInt16(i) | 0x8000)
      let middle = low + (high - low) / 2
      let even = i % 2 == 0 ? low : high
      let found = [middle.nextDown, middle, middle.nextUp].map { Format.rounded($0) }
      #expect(found == [low, even, high], "between \(low) and \(high)")
      #expect(Format.ulpDistance(low, high) == 1)
    }
    let last = numbers.last!
    #expect(Format.rounded(overflow.nextDown) == last && Format.rounded(overflow) == .infinity)
    #expect(Format.rounded(-overflow) == -.infinity && Format.rounded(.nan).isNaN)
    #expect(Format.rounded(-0.0).sign == .minus && Format.ulpDistance(-0.0, 0) == 1)
    #expect(Format.ulpDistance(.nan, .nan) == 0 && Format.ulpDistance(.nan, 1) == nil)
    #expect(Format.ulpDistance(-last, .infinity) == UInt64(2 * numbers.count))
  }

  @Test func `every binary16, and every middle between two, rounds as IEEE 754 has it`() {
    check(
      Binary16.self, numbers(significand: 10, least: -24, count: 0x7C00), overflow: 65520)
  }

  @Test func `every bfloat16 and every middle between two, likewise`() {
    check(
      BrainFloat16.self, numbers(significand: 7, least: -133, count: 0x7F80),
      overflow: 0x1.FFp127)
  }

  #if !(os(macOS) && arch(x86_64))
    @Test func `binary16 is Swift's Float16`() {
      let random = Random(seed: 41)
      for number in random.numbers(100_000).map({ Float($0) }) {
        let expected = Float16(number)
        #expect(
          Binary16.rounded(number) == Float(expected) || expected.isNaN && number.isNaN, "\(number)"
        )
        if !expected.isNaN {
          #expect(Binary16.bitPattern(Float(expected)) == expected.bitPattern)
        }
      }
    }
  #endif

  @Test func `an operation keeps float32's digits until its equation is named`() {
    typealias Half = HalfPrecision<BrainFloat16>
    let third = Half(1) / Half(3)
    #expect(third.value == Float(1) / 3)
    #expect(third.named("X1", "x").value == 0.333984375)
    #expect(third.stored == third.named("X1", "x"))
  }

  @Test func `what PyTorch adds is stored first, what it multiplies by is not`() throws {
    typealias Half = HalfPrecision<BrainFloat16>
    let optimizer = try PyTorchRMSprop(Hyperparameters(learningRate: 0.3, epsilon: 0.7))
    var (theta, state): ([Half], OptimizerState<Half>?) = ([Half(0)], nil)
    optimizer.step(&theta, gradient: [Half(0)], state: &state)
    let equations = Recorded.equations(
      leadingTo: optimizer.results(learningRate: nil) { Recorded(Half(1), given: $0.symbol) }
    ) { "\($0.value)" }
    let last = try #require(equations.last)
    #expect(last.substituted.text().contains("(-0.3) × 1.0"), "the rate is a float32")
    #expect(equations.contains { $0.substituted.text().hasSuffix("+ 0.69921875") }, "ε is stored")
  }
}
