/// ± digits · 10^exponent, as a number is written.
struct DecimalNumber {
  private let isNegative: Bool
  private let digits: UInt64
  private let exponent: Int
  /// Whether `digits` and `exponent` hold all that was written.
  private let isExact: Bool

  /// Why a text is no number of JSON.
  enum Problem: Error { case noDigit, leadingZero }

  /// Reads a number in JSON's grammar, whatever its size; `position` is left after it, or where the
  /// problem is.
  init(_ bytes: RawSpan, _ position: inout Int) throws(Problem) {
    isNegative = bytes.byte(position) == UInt8(ascii: "-")
    position &+= isNegative ? 1 : 0
    let leadingZero = bytes.byte(position) == UInt8(ascii: "0")
    var digits = Digits()
    try digits.read(bytes, &position)
    guard !leadingZero || digits.count == 1 else { throw .leadingZero }
    let whole = digits.count
    if bytes.byte(position) == UInt8(ascii: ".") {
      position &+= 1
      try digits.read(bytes, &position)
    }
    let exponent = try Self.exponent(bytes, &position)
    self.digits = digits.value
    self.exponent = (exponent ?? 0) &- (digits.count &- whole)
    isExact = digits.isExact && exponent != nil
  }

  /// Reads a number in its usual form: up to 8 digits, the point, and up to 23 decimals, with an
  /// exponent or without. For any other, `nil`; so too near the beginning and the end of the file.
  @inline(__always)
  init?(usual bytes: RawSpan, _ position: inout Int) {
    // Up to 14 bytes before the number are read, and 38 from its beginning.
    guard position >= 14 && position &+ 38 <= bytes.byteCount else { return nil }
    // The tenth byte is not before the decimals, nor beyond the eighth and what ends it, be there a
    // sign or not: the end is known before the beginning is, and the next number need not wait.
    let second = EightDigits.count(bytes.unchecked(position &+ 10))
    let third = EightDigits.count(bytes.unchecked(position &+ 18)) & (0 &- second &>> 3)
    var end = position &+ 10 &+ second &+ third
    isNegative = bytes.unchecked(position) == UInt8(ascii: "-")
    let start = position &+ (isNegative ? 1 : 0)
    var (whole, point) = (UInt64(0), start)
    repeat {
      let digit = bytes.unchecked(point) &- UInt8(ascii: "0")
      guard digit < 10 && point &- start < 8 else { return nil }
      whole = whole &* 10 &+ UInt64(digit)
      point &+= 1
    } while bytes.unchecked(point) != UInt8(ascii: ".")
    guard point &- start == 1 || bytes.unchecked(start) != UInt8(ascii: "0") else { return nil }
    let first = EightDigits.count(bytes.unchecked(point &+ 1))
    let decimals: Int
    if first < 8 {
      guard first > 0 else { return nil }
      decimals = first
      end = point &+ 1 &+ first
      // The digits of the whole part and the point lie before these.
      let last = EightDigits(last: decimals, of: bytes.unchecked(end &- 8))
      digits = whole &* Self.scales[decimals] &+ last.value
    } else {
      decimals = end &- point &- 1
      // 16 digits go on, and more than 19 would not fit.
      guard second &+ third < 16 && decimals < (whole == 0 ? 24 : 20) else { return nil }
      let last = EightDigits(last: 8, of: bytes.unchecked(end &- 8))
      let middle = EightDigits(last: min(decimals, 16) &- 8, of: bytes.unchecked(end &- 16))
      let top = EightDigits(last: max(decimals, 16) &- 16, of: bytes.unchecked(end &- 24))
      let upper = whole &* Self.scales[decimals &- 8] &+ top.value &* 100_000_000 &+ middle.value
      guard upper < UInt64.max / 100_000_000 else { return nil }
      digits = upper &* 100_000_000 &+ last.value
    }
    isExact = true
    var exponent = 0
    if bytes.unchecked(end) | 0x20 == UInt8(ascii: "e") {
      var after = end
      guard let written = try? Self.exponent(bytes, &after) else { return nil }
      (exponent, end) = (written, after)
    }
    self.exponent = exponent &- decimals
    position = end
  }

  /// Reads an exponent; 0 if the number has no exponent, and `nil` if it has ten digits or more.
  private static func exponent(_ bytes: RawSpan, _ position: inout Int) throws(Problem) -> Int? {
    guard bytes.byte(position) | 0x20 == UInt8(ascii: "e") else { return 0 }
    position &+= 1
    let isDown = bytes.byte(position) == UInt8(ascii: "-")
    position &+= isDown || bytes.byte(position) == UInt8(ascii: "+") ? 1 : 0
    var digits = Digits()
    try digits.read(bytes, &position)
    guard digits.count < 10 else { return nil }
    return isDown ? -Int(digits.value) : Int(digits.value)
  }

  /// The nearest double, ties to even; `nil` if it takes more to find than one multiplication or
  /// division, as it does for what is very long, very small or very large.
  ///
  /// `powers` are those of `PowerOfTen.all`.
  @inline(__always)
  func nearest(_ powers: [PowerOfTen]) -> Double? {
    guard isExact else { return nil }
    let index = exponent &- PowerOfTen.exponents.lowerBound
    if index >= 0 && index < powers.count {
      // The leading 128 bits of a product with what is cut off: too small by less than 2.
      let power = powers[index]
      let up = digits.leadingZeroBitCount
      let normalised = digits &<< UInt64(truncatingIfNeeded: up)
      let (top, upper) = normalised.multipliedFullWidth(by: power.high)
      let (low, carry) = upper.addingReportingOverflow(
        normalised.multipliedFullWidth(by: power.low).high)
      let high = top &+ (carry ? 1 : 0)
      // All ones in `low` could carry, and 0 could be all that is left: then more has to be known.
      if low &+ 1 > 1 {
        let rounded = Double(Int64(bitPattern: high &>> 1 | 1)).bitPattern
        let scaled = rounded &+ UInt64(bitPattern: Int64(power.exponent &- up)) &<< 52
        return Double(bitPattern: scaled | (isNegative ? 1 : 0) &<< 63)
      }
    }
    // Doubles, of which one operation is rounded once.
    guard digits <= 1 << 53 && abs(exponent) < Self.powers.count else { return nil }
    let (magnitude, power) = (Double(digits), Self.powers[abs(exponent)])
    let value = exponent < 0 ? magnitude / power : magnitude * power
    return isNegative ? -value : value
  }

  /// The powers of ten that are doubles.
  private static let powers = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The powers of ten that are needed to put up to 15 digits after others.
  private static let scales: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000,
  ]
}

/// Digits read one by one.
private struct Digits {
  private(set) var count = 0
  private(set) var value: UInt64 = 0
  /// Whether `value` holds all; after too many it is of no use.
  private(set) var isExact = true

  /// Reads at least one digit.
  mutating func read(_ bytes: RawSpan, _ position: inout Int) throws(DecimalNumber.Problem) {
    let start = position
    while true {
      let digit = bytes.byte(position) &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      let (high, low) = value.multipliedFullWidth(by: 10)
      let (sum, overflow) = low.addingReportingOverflow(UInt64(digit))
      value = sum
      isExact = isExact && high == 0 && !overflow
      position &+= 1
    }
    guard position > start else { throw .noDigit }
    count &+= position &- start
  }
}
