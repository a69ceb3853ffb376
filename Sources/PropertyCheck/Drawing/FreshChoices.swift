/// The choices of a new case: random ones of a seed, edges among them, and quasi-random ones.
///
/// What is returned is what the tape records: a number from 0, of which smaller ones make simpler
/// values. `FreshChoicesNumbers.swift` has those of floating-point numbers.
struct FreshChoices: ~Copyable {
  private let words = RandomWords(seed: 0)
  private var sobol = SobolSequence()
  private var seed: UInt64 = 0
  /// Which point of the Sobol sequence belongs to the case; below 0 for an edge case.
  private var point = -1
  /// How many draws in 16 prefer an edge.
  private var edgeRate: UInt64 = 1
  /// The last number drawn, whose neighbours are edges for the next one.
  var lastNumber = 0.0

  init() {}

  /// Begins case `index` of a seed. Its words do not depend on other cases.
  mutating func begin(case index: Int, seed: UInt64) {
    words.restart(seed: Seeds.mix(seed, UInt64(index)))
    self.seed = seed
    point = index - Campaign.edgeCases
    edgeRate = !isEdgeCase ? 1 : index % 2 == 1 ? 16 : 8
    lastNumber = 0
  }

  private var isEdgeCase: Bool { point < 0 }

  /// 32 random bits.
  @inline(__always)
  func word() -> UInt64 { words.word() }

  /// 64 random bits.
  func twoWords() -> UInt64 { words.twoWords() }

  /// A number of 0...bound, all equally likely up to a part in 2³².
  func choice(upTo bound: UInt64) -> UInt64 {
    if bound < 1 << 16 { return (word() * (bound + 1)) >> 32 }
    return bound == .max ? twoWords() : twoWords().multipliedFullWidth(by: bound + 1).high
  }

  /// Whether this draw prefers an edge.
  func prefersEdge() -> Bool { word() & 15 < edgeRate }

  /// True with a probability.
  func flag(probability: Double) -> Bool { Double(word()) < probability * 0x1p32 }

  /// A number of 0...bound, its ends and the neighbours of `zero` more often than the rest.
  func integer(upTo bound: UInt64, zero: UInt64?) -> UInt64 {
    guard prefersEdge() else { return choice(upTo: bound) }
    let edges = [0, bound, 1, bound &- 1, zero ?? 0, bound / 2, (zero ?? 1) &- 1, (zero ?? 0) &+ 1]
    return min(edges[Int(word() & 7)], bound)
  }

  /// A length: up to 16 with equal chances, seldom more; the ends more often in edge cases.
  func length(upTo most: Int) -> Int {
    if most <= 0 { return 0 }
    if isEdgeCase, prefersEdge() {
      let ends = [0, 1, 2, most]
      return min(ends[Int(choice(upTo: 3))], most, 64)
    }
    let usual = word() & 15 == 0 ? 128 : 16
    return Int(choice(upTo: UInt64(min(most, usual))))
  }

  /// The code of a fraction, of which 30 bits may be a coordinate of the case's Sobol point.
  mutating func fraction(quasi dimension: Int?) -> UInt64 {
    let random = twoWords() >> 11
    guard let dimension, let high = sobol.coordinate(dimension, ofPoint: point, seed: seed)
    else { return random }
    return FractionCode.reversed(high << 23 | random & 0x7F_FFFF)
  }
}
