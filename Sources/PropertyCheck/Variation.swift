import CGSL

/// Random changes of recorded choices.
final class Variation {
  private let generator: UnsafeMutablePointer<gsl_rng>

  init(seed: UInt64) {
    generator = gsl_rng_alloc(cgsl_rng_taus2())
    gsl_rng_set(generator, Seeds.folded(seed))
  }

  deinit { gsl_rng_free(generator) }

  private func word() -> UInt64 { UInt64(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// A number of 0..<count.
  private func index(below count: Int) -> Int { Int((word() * UInt64(count)) >> 32) }

  /// A choice like one of another case, changed a little or drawn anew.
  func neighbour(of choice: UInt64, bound: UInt64, kind: Source.Kind) -> UInt64 {
    if word() & 3 == 0 { return fresh(upTo: bound, kind: kind) }
    let changed: UInt64
    switch kind {
    case .double: changed = Self.moved(Double(code: choice), by: word()).code
    case .single: changed = Self.moved(Float(code: choice), by: word()).code
    case .fraction:
      let fraction = Source.fractionCode(choice)
      let step = (word() << 21) >> (word() & 63)
      changed = Source.fractionCode(word() & 1 == 0 ? fraction &+ step : fraction &- step)
    case .plain, .word:
      let step = max(bound >> (word() & 63), 1)
      let (sum, overflow) = choice.addingReportingOverflow(step)
      let lower = choice - min(step, choice)
      changed = word() & 1 == 0 ? lower : overflow ? bound : sum
    }
    return min(changed, bound)
  }

  /// A choice that has nothing to do with what was drawn.
  func fresh(upTo bound: UInt64, kind: Source.Kind) -> UInt64 {
    let bits = word() << 32 | word()
    let any = bound == .max ? bits : bits % (bound + 1)
    switch kind {
    case .double: return min(Double.wild(word(), bits: bits).code, bound)
    case .single: return min(Float.wild(word(), bits: bits).code, bound)
    case .plain where word() & 1 == 0: return min(bits & 15, bound)
    case .plain, .word, .fraction: return any
    }
  }

  /// The same case with one to three choices changed, or one copied over another of its kind.
  func varied(_ example: Example) -> [UInt64] {
    var choices = example.choices
    guard !choices.isEmpty else { return choices }
    for _ in 0...index(below: 3) {
      let i = index(below: choices.count)
      let j = index(below: choices.count)
      choices[i] =
        word() & 7 == 0 && example.kinds[i] == example.kinds[j]
        ? min(choices[j], example.bounds[i])
        : neighbour(of: choices[i], bound: example.bounds[i], kind: example.kinds[i])
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
