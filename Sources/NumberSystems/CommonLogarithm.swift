/// log₁₀ x, for x above 0, to within a few ulps, from + − × ÷ √ alone: the same bits on every
/// platform, which a library's own are not.
package func commonLogarithm(_ x: Double) -> Double {
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
