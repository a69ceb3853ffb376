extension Source {
  /// A floating-point number: small integers and short fractions, many magnitudes, any bits, with
  /// edge cases mixed in.
  ///
  /// Edges are both zeros, subnormals, powers of two, neighbours in ulps of those and of the number
  /// drawn before, the greatest numbers, and the range's ends. Infinities and NaN are drawn only if
  /// the range has them. Simplest is 0, then 1, 2, 3, … then short fractions.
  public func double(_ range: FloatRange = .finite) -> Double {
    let start = tape.count
    let value: Double = number(range, as: .double)
    describe(from: start, "double", value)
    return value
  }

  /// A floating-point number of single precision, drawn like `double`.
  public func float(_ range: FloatRange = .finite) -> Float {
    let start = tape.count
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
    let start = tape.count
    let code = record(upTo: 1 << 53 - 1, as: .fraction) { fresh.fraction(quasi: dimension) }
    let value = Double(FractionCode.reversed(code)) * 0x1p-53
    describe(from: start, "uniform", value)
    return value
  }

  @inline(__always)
  private func number<T: CodedFloat>(_ range: FloatRange, as kind: Tape.Kind) -> T {
    let code = record(upTo: range.lastCode(T.layout), as: kind) {
      fresh.number(T.self, in: range).code
    }
    var value = T(code: code)
    if !range.contains(Double(value)) {
      value = range.contains(-Double(value)) ? -value : range.simplest(as: T.self)
      tape.correctLast(value.code)
    }
    fresh.lastNumber = Double(value)
    return value
  }
}
