//  AdaGrad
//
//  Method               s ← s + g²                                                       (A1)
//                       r ← √s + ε                                                       (A2)
//                       θ ← θ − η g / r                                                  (A3)
//  Order of operations  As torch.optim.Adagrad: η g before the division.
//  Special cases        ε = 0 and a zero gradient on s = 0 is 0/0: θ becomes NaN and stays NaN.
//                       s never falls: a rate that one large gradient has shrunk never recovers.
//  Exactness            Each operation rounds once; none is fused. torch fuses A1 and the sum of A3
//                       on some machines: last bits may differ.
//  Source               The method that document 1's page says RMSprop repairs.

package import RMSprop

/// AdaGrad: the rate of each coordinate is divided by the root of the sum of all its squared
/// gradients.
package struct AdaGrad: Sendable {
  // MARK: Hyperparameters

  /// η, the learning rate.
  package let learningRate: Double
  /// ε, the guard against division by zero.
  package let epsilon: Double

  /// AdaGrad with a rate and a guard.
  ///
  /// - Throws: `HyperparameterError`, if one of them is negative or NaN.
  package init(learningRate: Double = 1e-2, epsilon: Double = 1e-10) throws(HyperparameterError) {
    let checked = try Hyperparameters(learningRate: learningRate, epsilon: epsilon).checked()
    self.learningRate = checked.learningRate
    self.epsilon = checked.epsilon
  }

  /// The hyperparameters as numbers of the parameters' type.
  package struct Coefficients<Number: Arithmetic> {
    @usableFromInline let learningRate, epsilon: Number

    /// The coefficients of a method's hyperparameters, each rounded once.
    @inlinable
    package init(learningRate: Double, epsilon: Double) {
      self.learningRate = Number(learningRate, "\\eta")
      self.epsilon = Number(epsilon, "\\varepsilon")
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: `theta` and its sum of squared gradients `s`, by gradient `g`.
  @inlinable @inline(__always)
  package static func update<Number: Arithmetic>(
    _ theta: inout Number, _ g: Number, squareSum s: inout Number,
    _ constant: Coefficients<Number>
  ) {
    s = (s + g * g).named("A1", "s_t")

    let r = (Number.squareRoot(of: s) + constant.epsilon).named("A2", "r_t")

    theta = (theta - constant.learningRate * g / r).named("A3", "\\theta_t")
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers.
  ///   - squareSum: `nil` before the first step, then what the last step left.
  /// - Precondition: gradient and sum have the parameter's length.
  @inlinable
  package func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradient: [Number], squareSum: inout [Number]?
  ) {
    let n = parameter.count
    var s = squareSum.take() ?? [Number](repeating: Number(0, "0"), count: n)
    precondition(
      gradient.count == n && s.count == n, "gradient and sum need the parameter's length")
    let constant = Coefficients<Number>(learningRate: learningRate, epsilon: epsilon)
    for i in 0..<n { Self.update(&parameter[i], gradient[i], squareSum: &s[i], constant) }
    squareSum = s
  }
}
