// Floating-point numbers of a new case.
extension FreshChoices {
  /// A number of a range: an edge now and then, or else of many magnitudes.
  func number<T: CodedFloat>(_ type: T.Type, in range: FloatRange) -> T {
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
      let exponent = choice(upTo: UInt64(T.greatestFiniteMagnitude.exponent - least))
      value = sign * T(sign: .plus, exponent: least + T.Exponent(exponent), significand: 1)
    default: value = sign * T.edges[Int(choice(upTo: UInt64(T.edges.count - 1)))]
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
