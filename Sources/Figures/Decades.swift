// Powers of ten and logarithms from + − × ÷ √ alone: a library's own may differ between platforms
// in their last bits, and a figure in its bytes.

/// 10ⁿ, correctly rounded for n from −22 to 22.
func powerOfTen(_ n: Int) -> Double {
  var power = 1.0
  for _ in 0..<n.magnitude { power *= 10 }
  return n < 0 ? 1 / power : power
}

/// Numbers from 10^`first` to 10^`last`, `steps` to a decade, which is a power of two.
func decades(from first: Int, to last: Int, steps: Int) -> [Double] {
  var ratio = 10.0
  var count = steps
  while count > 1 {
    ratio = ratio.squareRoot()
    count /= 2
  }
  var numbers: [Double] = []
  for n in first..<last {
    var number = powerOfTen(n)
    for _ in 0..<steps {
      numbers.append(number)
      number *= ratio
    }
  }
  return numbers + [powerOfTen(last)]
}

/// log₁₀ x, for x above 0, to within a few ulps.
func commonLogarithm(_ x: Double) -> Double {
  precondition(x > 0, "no logarithm")
  // x = m · 2ᵉ with m from √½ to √2, and ln m = 2 artanh((m − 1) / (m + 1)) as a series.
  var (m, e) = (x.significand, Double(x.exponent))
  if m > 1.4142135623730951 { (m, e) = (m / 2, e + 1) }
  let s = (m - 1) / (m + 1)
  let square = s * s
  var sum = 0.0
  for k in stride(from: 25, through: 1, by: -2) { sum = sum * square + 1 / Double(k) }
  return (e * 0.6931471805599453 + 2 * s * sum) / 2.302585092994046
}
