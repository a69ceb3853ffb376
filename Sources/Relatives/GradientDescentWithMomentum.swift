//  Gradient descent with momentum
//
//  Method               b ← β b + (1 − β) g                                              (M1)
//                       θ ← θ − η b                                                      (M2)
//  Order of operations  As printed: the average of gradients, then the step along it.
//  Special cases        b is 0 before the first step: the first step is (1 − β) η g.
//  Exactness            Each operation rounds once; none is fused.
//  Source               What document 1 compares RMSprop with, in the form of the lecture notes
//                       that it follows. torch.optim.SGD has another: b ← β b + g (dampening is
//                       0), with steps 1/(1 − β) as long, and its first b is the first gradient.

package import RMSprop

/// Gradient descent along an average of gradients.
package struct GradientDescentWithMomentum: Sendable {
  // MARK: Hyperparameters

  /// η, the learning rate.
  package let learningRate: Double
  /// β, how much of the average is kept at each step.
  package let beta: Double

  /// Gradient descent with a rate and a momentum.
  ///
  /// - Throws: `HyperparameterError`, if one of them is negative or NaN.
  package init(learningRate: Double, beta: Double = 0.9) throws(HyperparameterError) {
    let checked = try Hyperparameters(learningRate: learningRate, momentum: beta).checked()
    self.learningRate = checked.learningRate
    self.beta = checked.momentum
  }

  /// The hyperparameters as numbers of the parameters' type.
  package struct Coefficients<Number: Arithmetic> {
    @usableFromInline let learningRate, beta, oneMinusBeta: Number

    /// The coefficients of a method's hyperparameters, each formed in double precision, then
    /// rounded once.
    @inlinable
    package init(learningRate: Double, beta: Double) {
      self.learningRate = Number(learningRate, "\\eta")
      self.beta = Number(beta, "\\beta")
      oneMinusBeta = Number(oneMinus: beta, "(1 - \\beta)")
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: `theta` and its average of gradients `b`, by gradient `g`.
  @inlinable @inline(__always)
  package static func update<Number: Arithmetic>(
    _ theta: inout Number, _ g: Number, gradientAverage b: inout Number,
    _ constant: Coefficients<Number>
  ) {
    b = (constant.beta * b + constant.oneMinusBeta * g).named("M1", "b_t")

    theta = (theta - constant.learningRate * b).named("M2", "\\theta_t")
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers.
  ///   - gradientAverage: `nil` before the first step, then what the last step left.
  /// - Precondition: gradient and average have the parameter's length.
  @inlinable
  package func step<Number: Arithmetic>(
    _ parameter: inout [Number], gradient: [Number], gradientAverage: inout [Number]?
  ) {
    let n = parameter.count
    var b = gradientAverage.take() ?? [Number](repeating: Number(0, "0"), count: n)
    precondition(
      gradient.count == n && b.count == n, "gradient and average need the parameter's length")
    let constant = Coefficients<Number>(learningRate: learningRate, beta: beta)
    for i in 0..<n { Self.update(&parameter[i], gradient[i], gradientAverage: &b[i], constant) }
    gradientAverage = b
  }
}
