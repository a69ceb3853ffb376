/// A number in C's hexadecimal form (`0x1.8p-3`), which shows every bit; NaN and infinities by
/// name.
package func hexadecimal(_ number: Double) -> String {
  guard !number.isNaN else { return "nan" }
  guard number.isFinite else { return "\(number)" }
  let sign = number.sign == .minus ? "-" : ""
  guard number != 0 else { return sign + "0x0p+0" }
  // A subnormal number's leading digit is 0, at the least exponent: as printf's %a has it.
  let exponent = number.isNormal ? Int(number.exponent) : -1022
  let digits = String(number.significandBitPattern, radix: 16)
  let padded = String(repeating: "0", count: 13 - digits.count) + digits
  let trimmed = padded.reversed().drop { $0 == "0" }.reversed()
  let fraction = trimmed.isEmpty ? "" : "." + String(trimmed)
  let plus = exponent < 0 ? "" : "+"
  return "\(sign)0x\(number.isNormal ? 1 : 0)\(fraction)p\(plus)\(exponent)"
}
