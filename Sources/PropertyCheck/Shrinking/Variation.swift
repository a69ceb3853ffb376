/// Random changes of recorded choices; the seed decides them all.
struct Variation: ~Copyable {
  private let words: RandomWords

  init(seed: UInt64) { words = RandomWords(seed: seed) }

  /// A number of 0..<count.
  private func index(below count: Int) -> Int { Int((words.word() * UInt64(count)) >> 32) }

  /// A choice like one of another case, changed a little or drawn anew.
  func neighbour(of choice: UInt64, bound: UInt64, kind: Tape.Kind) -> UInt64 {
    if words.word() & 3 == 0 { return fresh(upTo: bound, kind: kind) }
    let changed: UInt64
    switch kind {
    case .double: changed = Self.moved(Double(code: choice), by: words.word()).code
    case .single: changed = Self.moved(Float(code: choice), by: words.word()).code
    case .fraction:
      let fraction = FractionCode.reversed(choice)
      let step = (words.word() << 21) >> (words.word() & 63)
      changed = FractionCode.reversed(words.word() & 1 == 0 ? fraction &+ step : fraction &- step)
    case .plain, .word:
      let step = max(bound >> (words.word() & 63), 1)
      let (sum, overflow) = choice.addingReportingOverflow(step)
      let lower = choice - min(step, choice)
      changed = words.word() & 1 == 0 ? lower : overflow ? bound : sum
    }
    return min(changed, bound)
  }

  /// A choice that has nothing to do with what was drawn.
  func fresh(upTo bound: UInt64, kind: Tape.Kind) -> UInt64 {
    let bits = words.twoWords()
    let any = bound == .max ? bits : bits % (bound + 1)
    switch kind {
    case .double: return min(Double.wild(words.word(), bits: bits).code, bound)
    case .single: return min(Float.wild(words.word(), bits: bits).code, bound)
    case .plain where words.word() & 1 == 0: return min(bits & 15, bound)
    case .plain, .word, .fraction: return any
    }
  }

  /// A case with one to three choices changed, or one copied over another of its kind.
  func varied(_ old: RecordedCase) -> [UInt64] {
    var choices = old.choices
    guard !choices.isEmpty else { return choices }
    for _ in 0...index(below: 3) {
      let i = index(below: choices.count)
      let j = index(below: choices.count)
      choices[i] =
        words.word() & 7 == 0 && old.kinds[i] == old.kinds[j]
        ? min(choices[j], old.bounds[i])
        : neighbour(of: choices[i], bound: old.bounds[i], kind: old.kinds[i])
    }
    return choices
  }

  /// A number some ulps away, a multiple of it, or its negative.
  private static func moved<T: CodedFloat>(_ value: T, by word: UInt64) -> T {
    guard value.isFinite else { return 1 }
    let sign: T = word & 8 == 0 ? 1 : -1
    switch word & 7 {
    case 0: return value.nextUp
    case 1: return value.nextDown
    case 2: return value + sign * value.ulp * T(word >> 24)
    case 3: return value * (1 + sign * T(word >> 16) / 65536)
    case 4: return value * 2
    case 5: return value / 2
    case 6: return value + sign
    default: return -value
    }
  }
}
