extension Source {
  /// A floating-point number: small integers and short fractions, many magnitudes, any bits, with
  /// edge cases mixed in.
  ///
  /// Edges are both zeros, subnormals, powers of two, neighbours in ulps of those and of the number
  /// drawn before, the greatest numbers, and the range's ends. Infinities and NaN are drawn only if
  /// the range has them. Simplest is 0, then 1, 2, 3, … then short fractions.
  public func double(_ range: FloatRange = .finite) -> Double {
    let start = count
    let value: Double = number(range, as: .double)
    describe(from: start, "double", value)
    return value
  }

  /// The same in single precision.
  public func float(_ range: FloatRange = .finite) -> Float {
    let start = count
    let value: Float = number(range, as: .single)
    describe(from: start, "float", value)
    return value
  }

  /// A number of 0..<1, a multiple of 2⁻⁵³; simplest is 0, then ½, ¼, ¾, ⅛, …
  ///
  /// With `quasi`, case after case gets this coordinate of the points of a Sobol sequence, which
  /// covers the unit cube of all coordinates more evenly than chance. There are 40 of them, from
  /// 0; any other is drawn by chance.
  public func uniform(quasi dimension: Int? = nil) -> Double {
    let start = count
    let code = record(upTo: 1 << 53 - 1, as: .fraction) {
      let random = twoWords() >> 11
      guard let dimension, let high = quasi(dimension) else { return random }
      return Self.fractionCode(high << 23 | random & 0x7F_FFFF)
    }
    let value = Double(Self.fractionCode(code)) * 0x1p-53
    describe(from: start, "uniform", value)
    return value
  }

  /// The 53 bits of a fraction backwards, so that short fractions are small numbers.
  static func fractionCode(_ fraction: UInt64) -> UInt64 { fraction.bitsReversed >> 11 }

  @inline(__always)
  private func number<T: CodedFloat>(_ range: FloatRange, as kind: Kind) -> T {
    let code = record(upTo: range.lastCode(T.layout), as: kind) {
      fresh(T.self, in: range).code
    }
    var value = T(code: code)
    if !range.contains(Double(value)) {
      value = range.contains(-Double(value)) ? -value : range.simplest(as: T.self)
      correctLast(value.code)
    }
    lastNumber = Double(value)
    return value
  }

  private func fresh<T: CodedFloat>(_ type: T.Type, in range: FloatRange) -> T {
    if prefersEdge() { return edge(type, in: range) }
    // A few tries by magnitude; a narrow range is then drawn from evenly.
    for _ in 0..<2 {
      let value = T.wild(word(), bits: twoWords())
      if range.contains(Double(value)) { return value }
      if range.contains(-Double(value)) { return -value }
    }
    // Two halves, because the difference of the ends may overflow.
    let share = Double(twoWords() >> 11) * 0x1p-53
    let value = T(range.lower * (1 - share) + range.upper * share)
    return range.contains(Double(value)) ? value : range.simplest(as: type)
  }

  private func edge<T: CodedFloat>(_ type: T.Type, in range: FloatRange) -> T {
    let word = word()
    let sign: T = word & 1 == 0 ? 1 : -1
    let value: T
    switch (word >> 1) & 7 {
    case 0: value = T(range.lower)
    case 1: value = T(range.upper)
    case 2: value = T(lastNumber)
    case 3: value = sign < 0 ? T(lastNumber).nextDown : T(lastNumber).nextUp
    case 4 where range.allowsNaN: value = .nan
    case 4, 5:
      let least = T.leastNonzeroMagnitude.exponent
      let exponent = below(orAt: UInt64(T.greatestFiniteMagnitude.exponent - least))
      value = sign * T(sign: .plus, exponent: least + T.Exponent(exponent), significand: 1)
    default: value = sign * T.edges[Int(below(orAt: UInt64(T.edges.count - 1)))]
    }
    if range.contains(Double(value)) { return value }
    return range.contains(-Double(value)) ? -value : range.simplest(as: type)
  }
}

extension CodedFloat {
  /// A finite number of one of four kinds that a word picks: a small integer, a short fraction, a
  /// common magnitude, any bits.
  static func wild(_ word: UInt64, bits: UInt64) -> Self {
    let signed = Self(Int64(bits & 31) - 16)
    switch word & 3 {
    case 0: return signed
    case 1: return signed / Self(1 << ((bits >> 5) & 7))
    case 2:
      let exponent = Self.Exponent((bits >> 5) % 41) - 20
      let fraction = Self(Int64(bitPattern: bits) >> 11) * Self(0x1p-52)
      return fraction * Self(sign: .plus, exponent: exponent, significand: 1)
    default: return Self(code: bits % (layout.greatestFinite + 1))
    }
  }
}
