import PropertyCheck
import Testing

/// What a source draws.
struct SourceTests {
  @Test(arguments: [1, 5, 99, 4095] as [UInt64])
  func `choices are equally likely`(bound: UInt64) {
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

  @Test func `every value keeps to its range, in every case`() {
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

  @Test func `edge cases come up, and infinities and NaN only if they are asked for`() {
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
}
