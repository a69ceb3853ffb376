/// A coordinate with at most two decimals.
func coordinate(_ number: Double) -> String { fixedPoint(number, 2) }

/// A number with at most so many decimals, without zeros at its end.
func fixedPoint(_ number: Double, _ places: Int) -> String {
  precondition(number.magnitude < 1e9, "a drawing is not that large")
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let units = Int((number * Double(scale)).rounded())
  let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
  var digits = String(rest + UInt(scale)).dropFirst()
  while digits.last == "0" { digits.removeLast() }
  return (units < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
}

/// A number as people read it, with a true minus sign.
func readable(_ number: Double, _ places: Int) -> String {
  fixedPoint(number, places).replacing("-", with: "−")
}

/// 10ⁿ as text.
func tenTo(_ n: Int) -> String {
  switch n {
  case 0: return "1"
  case 1: return "10"
  default:
    let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let digits = "\(n.magnitude)".compactMap(\.wholeNumberValue).map { raised[$0] }
    return "10" + (n < 0 ? "⁻" : "") + digits.joined()
  }
}

/// A positive number with two digits and a power of ten, such as 2.2 · 10⁻⁴.
func scientific(_ number: Double) -> String {
  var n = 0
  var digits = number
  while digits >= 9.95 { (digits, n) = (number / powerOfTen(n + 1), n + 1) }
  while digits < 0.995 { (digits, n) = (number * powerOfTen(1 - n), n - 1) }
  // Two digits always: 5.0, not 5.
  let units = Int((digits * 10).rounded())
  let text = "\(units / 10).\(units % 10)"
  return n == 0 ? text : "\(text) · \(tenTo(n))"
}
