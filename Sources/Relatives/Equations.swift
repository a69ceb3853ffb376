package import NumberSystems

// What each method's update looks like when it is run on symbols.

extension GradientDescent {
  /// The method's equation, printed by the update itself.
  package var equations: [Equation] {
    var theta = Symbolic.symbol("\\theta_{t-1}")
    Self.update(&theta, .symbol("g_t"), Coefficients(learningRate: learningRate))
    return Symbolic.equations(leadingTo: [theta])
  }
}

extension GradientDescentWithMomentum {
  /// The method's equations, printed by the update itself.
  package var equations: [Equation] {
    var (theta, b) = (Symbolic.symbol("\\theta_{t-1}"), Symbolic.symbol("b_{t-1}"))
    Self.update(
      &theta, .symbol("g_t"), gradientAverage: &b,
      Coefficients(learningRate: learningRate, beta: beta))
    return Symbolic.equations(leadingTo: [b, theta])
  }
}

extension AdaGrad {
  /// The method's equations, printed by the update itself.
  package var equations: [Equation] {
    var (theta, s) = (Symbolic.symbol("\\theta_{t-1}"), Symbolic.symbol("s_{t-1}"))
    Self.update(
      &theta, .symbol("g_t"), squareSum: &s,
      Coefficients(learningRate: learningRate, epsilon: epsilon))
    return Symbolic.equations(leadingTo: [s, theta])
  }
}
