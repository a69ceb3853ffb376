import Testing

@testable import PropertyCheck

/// Quasi-random points.
struct SobolSequenceTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `points cover cells that chance leaves out`(seed: UInt64) {
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

  @Test func `a point is the same whichever was asked for before`() {
    var forward = SobolSequence()
    var backward = SobolSequence()
    let points = (0..<20).map { forward.coordinate(3, ofPoint: $0, seed: 7) }
    let reversed = (0..<20).reversed().map { backward.coordinate(3, ofPoint: $0, seed: 7) }
    #expect(points == reversed.reversed() && Set(points).count == 20)
    #expect(points.allSatisfy { $0.map { $0 < 1 << 30 } == true })
    let missing = [
      forward.coordinate(40, ofPoint: 0, seed: 7), forward.coordinate(0, ofPoint: -1, seed: 7),
    ]
    #expect(missing == [nil, nil])
  }
}
