import NumberSystems
import RMSprop
import TestSupport
import Testing

/// A bfloat16 in two bytes.
struct PackedTests {
  private typealias Stored = HalfPrecision<BrainFloat16>

  @Test func `every pattern is loaded and kept, and a float as it is stored`() {
    for bits in UInt16.min...UInt16.max {
      let eager = Packed<Stored>(bitPattern: bits)
      let value = eager.loaded.value
      #expect(value.bitPattern == UInt32(bits) << 16)
      #expect(Packed<Stored>(storing: eager.loaded).bitPattern == bits)
      // Halfway to the next number, and a little beside: to nearest, ties to even.
      guard value.isFinite else { continue }
      for low: UInt32 in [0x7FFF, 0x8000, 0x8001] {
        let between = Float(bitPattern: value.bitPattern | low)
        let packed = Packed<Float>(storing: between).bitPattern
        #expect(packed == BrainFloat16.bitPattern(BrainFloat16.rounded(between)))
      }
    }
  }

  @Test func `NaN stays NaN with any payload, and infinity infinite`() {
    for bits: UInt32 in [0x7F80_0001, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x7FC0_0000] {
      #expect(Packed<Float>(storing: Float(bitPattern: bits)).loaded.isNaN)
    }
    #expect(Packed<Float>(storing: -.infinity).loaded == -.infinity)
    #expect(Packed<Float>(storing: .greatestFiniteMagnitude).loaded == .infinity)
  }

  @Test func `a step in two bytes is the step in four`() throws {
    let random = Random(seed: 71)
    for round in 0..<200 {
      let optimizer = PyTorchRMSprop(
        unchecked: Hyperparameters(
          alpha: Double(random.integer(in: 0..<1001)) / 1000, weightDecay: round % 3 == 0 ? 0.1 : 0,
          momentum: round % 2 == 0 ? 0.9 : 0, centered: round % 5 < 2, maximize: round % 7 == 0))
      let count = round % 37 + 1
      let numbers = (0..<5).map { place in
        (0..<count).map { _ in
          let number = Float(random.gaussian(sigma: 2))
          return BrainFloat16.rounded(place == 2 ? number.magnitude : number)
        }
      }
      var whole: [[Stored]] = numbers.map { row in row.map { Stored($0) } }
      var packed = numbers.map { $0.map { Packed<Stored>(storing: Stored($0)) } }
      for _ in 0..<3 {
        let (gradient, same) = (whole[1], packed[1])
        step(optimizer, &whole, gradient)
        step(optimizer, &packed, same)
      }
      for (a, b) in zip(whole.joined(), packed.joined()) {
        #expect(a.value == b.loaded.value || a.value.isNaN && b.loaded.value.isNaN)
      }
    }
  }

  private func step<Number: Loadable>(
    _ optimizer: PyTorchRMSprop, _ arrays: inout [[Number]], _ gradient: [Number]
  ) {
    var (theta, v, m, b) = (arrays[0], arrays[2], arrays[3], arrays[4])
    optimizer.step(
      theta.mutableSpan, gradient: gradient.span, squareAverage: v.mutableSpan,
      gradientAverage: m.mutableSpan, momentumBuffer: b.mutableSpan)
    arrays = [theta, gradient, v, m, b]
  }
}
