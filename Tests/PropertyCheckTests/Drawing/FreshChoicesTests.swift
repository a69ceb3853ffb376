import Testing

@testable import PropertyCheck

/// The choices of new cases.
struct FreshChoicesTests {
  @Test func `a case has the same choices whichever cases came before it`() {
    var fresh = FreshChoices()
    func choices(_ index: Int, _ seed: UInt64) -> [UInt64] {
      fresh.begin(case: index, seed: seed)
      return (0..<10).map { _ in fresh.choice(upTo: .max) } + [fresh.fraction(quasi: 1)]
    }
    let case40 = choices(40, 1)
    #expect(choices(41, 1) != case40 && choices(40, 2) != case40 && choices(40, 1) == case40)
  }

  @Test func `edge cases prefer edges, every second one always, and other cases seldom`() {
    var fresh = FreshChoices()
    func share(_ index: Int) -> Double {
      fresh.begin(case: index, seed: 5)
      return Double((0..<1000).count { _ in fresh.prefersEdge() }) / 1000
    }
    #expect(share(1) == 1 && abs(share(2) - 0.5) < 0.1 && abs(share(32) - 1.0 / 16) < 0.04)
  }

  @Test func `the neighbours of the last number are edges of the next`() {
    var fresh = FreshChoices()
    fresh.begin(case: 1, seed: 1)
    fresh.lastNumber = 1234.5
    let edges = (0..<200).map { _ in fresh.number(Double.self, in: .finite) }
    #expect(Set(edges).isSuperset(of: [1234.5, 1234.5.nextUp, 1234.5.nextDown]))
  }
}
