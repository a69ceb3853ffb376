// How one choice becomes smaller, or several equal ones together.
extension Shrinker {
  /// Lowers the choices at some indices, which are equal.
  func lower(_ indices: [Int]) {
    guard let first = indices.first, best.choices[first] > 0 else { return }
    for small: UInt64 in 0..<3 where attempt(indices, small) { return }
    switch best.kinds[first] {
    case .double: lowerNumber(indices, as: Double.self)
    case .single: lowerNumber(indices, as: Float.self)
    case .fraction: lowerFraction(indices)
    case .plain, .word:
      halve(indices)
      lowerBits(indices)
    }
    lowerSmall(indices)
  }

  /// The choice that stands at all of the indices.
  private func value(_ indices: [Int]) -> UInt64 {
    indices[0] < best.choices.count ? best.choices[indices[0]] : 0
  }

  /// Halves the distance to the smallest that fails, as if all above it did.
  private func halve(_ indices: [Int]) {
    var low: UInt64 = 0
    while value(indices) > low + 1, !isSpent {
      let middle = low + (value(indices) - low) / 2
      if !attempt(indices, middle) { low = middle }
    }
  }

  /// Clears bits, the highest first.
  private func lowerBits(_ indices: [Int]) {
    var bit: UInt64 = 1 << 63
    while bit > 0, !isSpent {
      if value(indices) & bit != 0, value(indices) != bit { attempt(indices, value(indices) ^ bit) }
      bit >>= 1
    }
  }

  /// Tries the choices below, if they are few, or else the smallest.
  private func lowerSmall(_ indices: [Int]) {
    var small: UInt64 = 3
    while small < min(value(indices), 24), !isSpent {
      if attempt(indices, small) { return }
      small += 1
    }
  }

  /// Lowers a fraction to one of fewer binary digits.
  private func lowerFraction(_ indices: [Int]) {
    let code = value(indices)
    for digits in 1..<53 {
      let short = code & ((1 << digits) - 1)
      if attempt(indices, short) { break }
      let fraction = FractionCode.reversed(short) + 1 << (53 - digits)
      if fraction >> 53 == 0, attempt(indices, FractionCode.reversed(fraction)) { break }
    }
    lowerBits(indices)
  }

  /// Lowers a number: a positive one first, then an integer, few digits, a size near 1, a small
  /// integer.
  private func lowerNumber<T: CodedFloat>(_ indices: [Int], as type: T.Type) {
    attempt(indices, value(indices) & ~1)
    if !T(code: value(indices)).isFinite {
      let (greatest, sign) = (T.greatestFiniteMagnitude, value(indices) & 1)
      if !attempt(indices, greatest.code | sign), !attempt(indices, greatest.code) {
        attempt(indices, T.layout.infinity)
        return
      }
    }
    for digits in 0..<T.significandBitCount {
      let number = T(code: value(indices))
      let scale = T(sign: .plus, exponent: T.Exponent(digits), significand: 1)
      // Digits after the point; integers have none.
      if attempt(indices, ((number * scale).rounded(.towardZero) / scale).code) { break }
      if attempt(indices, ((number * scale).rounded(.awayFromZero) / scale).code) { break }
    }
    shorten(indices, as: type)
    scale(indices, as: type)
    shorten(indices, as: type)
    lowerInteger(indices, as: type)
  }

  /// Lowers a number of any size to fewer digits of the significand.
  private func shorten<T: CodedFloat>(_ indices: [Int], as type: T.Type) {
    let number = T(code: value(indices))
    guard number.isFinite, number != 0 else { return }
    let unit = T(sign: number.sign, exponent: number.exponent, significand: 1)
    for digits in 0..<T.significandBitCount {
      let scale = T(sign: .plus, exponent: T.Exponent(digits), significand: 1)
      let short = (number.significand * scale).rounded(.down) / scale
      if attempt(indices, (short * unit).code) { return }
      if attempt(indices, ((short + 1 / scale) * unit).code) { return }
    }
  }

  /// Brings the exponent of a number nearer to 0.
  private func scale<T: CodedFloat>(_ indices: [Int], as type: T.Type) {
    var step: T.Exponent = 512
    while step > 0, !isSpent {
      let number = T(code: value(indices))
      guard number.isFinite, number != 0 else { return }
      let factor = T(sign: .plus, exponent: number.exponent > 0 ? -step : step, significand: 1)
      if !attempt(indices, (number * factor).code) { step /= 2 }
    }
  }

  /// Lowers an integer and keeps its sign.
  private func lowerInteger<T: CodedFloat>(_ indices: [Int], as type: T.Type) {
    let sign = value(indices) & 1
    guard value(indices) / 2 < 1 << (T.significandBitCount + 1) else { return }
    var low: UInt64 = 0
    while value(indices) / 2 > low + 1, !isSpent {
      let middle = low + (value(indices) / 2 - low) / 2
      if !attempt(indices, middle * 2 + sign) { low = middle }
    }
  }
}
