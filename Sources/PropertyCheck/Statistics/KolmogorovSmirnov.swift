import CGSL

/// The test of Kolmogorov and Smirnov: whether a sample has a given continuous distribution.
///
/// GSL has no distribution of its statistic. Up to 100 values it is computed exactly, after
/// Marsaglia, Tsang and Wang (J. Stat. Software 8/18, 2003); beyond, from Kolmogorov's limit with
/// Vrbik's correction, whose error is of order n^(−3/2): for 101 values, a percent where p is 0.01,
/// and a third too much where p is 1e-8.
public enum KolmogorovSmirnov {
  /// The largest distance between the sample's distribution and the given one.
  ///
  /// - Returns: the distance, 0 for an empty sample, and NaN if `distribution` returns NaN.
  public static func statistic(
    _ sample: [Double], distribution: (Double) -> Double
  ) -> Double {
    let n = Double(sample.count)
    var largest = 0.0
    for (index, value) in sample.sorted().enumerated() {
      let p = distribution(value)
      if p.isNaN { return .nan }
      largest = max(largest, p - Double(index) / n, Double(index + 1) / n - p)
    }
    return largest
  }

  /// How likely a distance of at least `statistic` is, if the sample has the distribution.
  public static func pValue(statistic d: Double, count n: Int) -> Double {
    guard n > 0, !d.isNaN else { return .nan }
    // No sample is nearer than half a step.
    if d <= 0.5 / Double(n) { return 1 }
    if d >= 1 { return 0 }
    return n <= 100 ? max(0, 1 - exact(d, n)) : limit(d, n)
  }

  /// The p-value of a sample.
  public static func pValue(_ sample: [Double], distribution: (Double) -> Double) -> Double {
    pValue(statistic: statistic(sample, distribution: distribution), count: sample.count)
  }

  /// The probability of a smaller distance, from the power of a matrix.
  private static func exact(_ d: Double, _ n: Int) -> Double {
    let nd = Double(n) * d
    let k = Int(nd) + 1
    let m = 2 * k - 1
    let h = Double(k) - nd
    func power(_ x: Double, _ exponent: Int) -> Double { gsl_pow_int(x, Int32(exponent)) }
    var matrix = Matrix(size: m)
    for i in 0..<m {
      for j in 0..<m where i - j + 1 >= 0 { matrix[i, j] = 1 }
    }
    for i in 0..<m {
      matrix[i, 0] -= power(h, i + 1)
      matrix[m - 1, i] -= power(h, m - i)
    }
    if 2 * h > 1 { matrix[m - 1, 0] += power(2 * h - 1, m) }
    for i in 0..<m {
      for j in 0..<m where i - j + 1 > 0 {
        for factor in 1...(i - j + 1) { matrix[i, j] /= Double(factor) }
      }
    }
    var result = matrix.raised(to: n)
    // Times n! / nⁿ, with the exponent kept apart.
    for i in 1...n {
      result[k - 1, k - 1] *= Double(i) / Double(n)
      if result[k - 1, k - 1] < 1e-140 {
        result[k - 1, k - 1] *= 1e140
        result.exponent -= 140
      }
    }
    return result[k - 1, k - 1] * power(10, result.exponent)
  }

  /// Kolmogorov's limit at Vrbik's corrected point.
  private static func limit(_ d: Double, _ n: Int) -> Double {
    let root = Double(n).squareRoot()
    let z = d * root
    let x = z + 1 / (6 * root) + (z - 1) / (4 * Double(n))
    // Below this the alternating series does not help, and the value is 1 to twelve digits.
    if x < 0.2 { return 1 }
    var sum = 0.0
    for k in 1...60 {
      // e to the power of the negative.
      let term = gsl_cdf_exponential_Q(2 * Double(k * k) * x * x, 1)
      sum += k % 2 == 1 ? term : -term
      if term == 0 { break }
    }
    return min(1, max(0, 2 * sum))
  }
}

/// A square matrix with a power of ten beside it, so that powers do not overflow.
private struct Matrix {
  let size: Int
  var exponent = 0
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  func times(_ other: Matrix) -> Matrix {
    var product = Matrix(size: size)
    for i in 0..<size {
      for k in 0..<size {
        let factor = self[i, k]
        for j in 0..<size { product[i, j] += factor * other[k, j] }
      }
    }
    product.exponent = exponent + other.exponent
    if product[size / 2, size / 2] > 1e140 {
      for i in product.values.indices { product.values[i] *= 1e-140 }
      product.exponent += 140
    }
    return product
  }

  func raised(to power: Int) -> Matrix {
    if power <= 1 { return self }
    let half = raised(to: power / 2)
    let even = half.times(half)
    return power % 2 == 0 ? even : even.times(self)
  }
}
