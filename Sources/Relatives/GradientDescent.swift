//  Gradient descent
//
//  Method               θ ← θ − η g                                                      (G1)
//  Order of operations  The product, then the difference.
//  Special cases        None: there is no state, and nothing to divide by.
//  Exactness            Each operation rounds once; none is fused.
//  Source               What documents 0 and 2 set RMSprop against; torch.optim.SGD without
//                       momentum.

package import RMSprop

/// Gradient descent: one rate for all coordinates.
package struct GradientDescent: Sendable {
  // MARK: Hyperparameters

  /// η, the learning rate.
  package let learningRate: Double

  /// Gradient descent with a rate.
  ///
  /// - Throws: `HyperparameterError`, if the rate is negative or NaN.
  package init(learningRate: Double) throws(HyperparameterError) {
    self.learningRate = try Hyperparameters(learningRate: learningRate).checked().learningRate
  }

  /// The hyperparameter as a number of the parameters' type.
  package struct Coefficients<Number: Arithmetic> {
    @usableFromInline let learningRate: Number

    /// The coefficient of a method's learning rate, rounded once.
    @inlinable
    package init(learningRate: Double) {
      self.learningRate = Number(learningRate, "\\eta")
    }
  }

  // MARK: The update of one coordinate

  /// One step of one coordinate: `theta`, by gradient `g`.
  @inlinable @inline(__always)
  package static func update<Number: Arithmetic>(
    _ theta: inout Number, _ g: Number, _ constant: Coefficients<Number>
  ) {
    theta = (theta - constant.learningRate * g).named("G1", "\\theta_t")
  }

  // MARK: The step of a whole parameter

  /// One step of a whole parameter.
  ///
  /// - Parameters:
  ///   - parameter: n numbers, updated. n may be 0.
  ///   - gradient: n numbers.
  /// - Precondition: the gradient has the parameter's length.
  @inlinable
  package func step<Number: Arithmetic>(_ parameter: inout [Number], gradient: [Number]) {
    precondition(gradient.count == parameter.count, "the gradient needs the parameter's length")
    let constant = Coefficients<Number>(learningRate: learningRate)
    for i in parameter.indices { Self.update(&parameter[i], gradient[i], constant) }
  }
}
