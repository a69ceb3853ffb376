import RMSprop

/// A number with about 32 digits: the sum of two doubles, of which the second is less than half an
/// ulp of the first.
///
/// For runs that lose all of a double's digits, as document 1's program does.
/// Each operation errs by a few units of the last digit.
package struct DoubleDouble: Sendable {
  /// The sum's two parts.
  package let high, low: Double

  /// The sum of two doubles, the second small beside the first.
  package init(_ high: Double, _ low: Double = 0) { (self.high, self.low) = (high, low) }

  /// a + b, exactly.
  private static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let s = a + b
    let part = s - a
    return DoubleDouble(s, (a - (s - part)) + (b - part))
  }

  /// a · b, exactly.
  private static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let p = a * b
    return DoubleDouble(p, (-p).addingProduct(a, b))
  }
}

extension DoubleDouble: Arithmetic {
  init(_ constant: Double, _ symbol: StaticString) { self.init(constant) }

  package static func rounded(_ constant: Double) -> Double { constant }

  package static func + (a: Self, b: Self) -> Self {
    let (s, t) = (sum(a.high, b.high), sum(a.low, b.low))
    let first = sum(s.high, s.low + t.high)
    return sum(first.high, first.low + t.low)
  }

  package static prefix func - (a: Self) -> Self { DoubleDouble(-a.high, -a.low) }

  package static func - (a: Self, b: Self) -> Self { a + -b }

  package static func * (a: Self, b: Self) -> Self {
    let p = product(a.high, b.high)
    return sum(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  package static func / (a: Self, b: Self) -> Self {
    // Long division, three digits of 53 bits.
    let first = a.high / b.high
    let rest = a - b * DoubleDouble(first)
    let second = rest.high / b.high
    let third = (rest - b * DoubleDouble(second)).high / b.high
    return sum(first, second) + DoubleDouble(third)
  }

  package static func squareRoot(of a: Self) -> Self {
    let root = a.high.squareRoot()
    guard root > 0, root.isFinite else { return DoubleDouble(root) }
    // One step of Newton's method doubles the digits.
    let rest = a - product(root, root)
    return sum(root, rest.high / (2 * root))
  }

  package func addingProduct(_ a: Self, _ b: Self) -> Self { self + a * b }
}

extension DoubleDouble {
  /// eˣ, for |x| below 100.
  package static func exp(_ x: Self) -> Self {
    // eʸ − 1 for y = x / 1024 from its series; then (1 + u)² − 1 = 2 u + u², ten times.
    let y = DoubleDouble(x.high / 1024, x.low / 1024)
    var u = DoubleDouble(0)
    for k in stride(from: 22, through: 1, by: -1) {
      u = (u + DoubleDouble(1)) * y / DoubleDouble(Double(k))
    }
    for _ in 0..<10 { u = u + u + u * u }
    return u + DoubleDouble(1)
  }

  /// ln x, for x between e⁻⁵⁰ and e⁵⁰.
  package static func log(_ x: Self) -> Self {
    var y = DoubleDouble(commonLogarithm(x.high) * 2.302585092994046)
    // Newton's method on eʸ = x.
    for _ in 0..<2 { y = y + x / exp(y) - DoubleDouble(1) }
    return y
  }
}
