/// A power of ten: its leading 128 bits, cut off after them, and a power of two.
struct PowerOfTen {
  /// The bits; the first is 1.
  let high, low: UInt64
  /// The power of two by which a half of `high`'s units are to be multiplied.
  let exponent: Int

  /// A digit, and 19 of them, times any of these powers is a normal double.
  static let exponents = -307...288

  /// The powers of `exponents`.
  static let all: [PowerOfTen] = {
    // 2^895 / 5^n; what is cut off changes no digit of the next.
    var words = [UInt64](repeating: 0, count: 14)
    words[13] = 1 << 63
    let down = (1 ... -exponents.lowerBound).map { n in
      var rest: UInt64 = 0
      for i in words.indices.reversed() {
        (words[i], rest) = UInt64(5).dividingFullWidth((rest, words[i]))
      }
      return PowerOfTen(words, scale: -895 - n)
    }
    // 5^n.
    words = [1] + [UInt64](repeating: 0, count: 13)
    let up = (0...exponents.upperBound).map { n in
      defer {
        var carry: UInt64 = 0
        for i in words.indices {
          let (high, low) = words[i].multipliedFullWidth(by: 5)
          let (sum, overflow) = low.addingReportingOverflow(carry)
          (words[i], carry) = (sum, high + (overflow ? 1 : 0))
        }
      }
      return PowerOfTen(words, scale: n)
    }
    return down.reversed() + up
  }()

  /// 2^scale times a whole number, of which the least significant word is the first.
  private init(_ words: [UInt64], scale: Int) {
    let words = [0, 0] + words
    let top = words.lastIndex { $0 != 0 }!
    let up = words[top].leadingZeroBitCount
    high = words[top] << up | words[top - 1] >> (64 - up)
    low = words[top - 1] << up | words[top - 2] >> (64 - up)
    exponent = scale + 64 * (top - 1) - up + 1
  }
}
