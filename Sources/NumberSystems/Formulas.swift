public import RMSprop

// What each implementation's update looks like when it is run on symbols.

extension TextbookRMSprop {
  /// The equations of this reading, printed by its own update.
  public var equations: [Equation] {
    var theta = Expression.symbol("\\theta_{t-1}")
    var v = Expression.symbol("v_{t-1}")
    Self.update(
      &theta, .symbol("g_t"), squareAverage: &v, Coefficients(hyperparameters), formula)
    return Expression.equations(leadingTo: [v, theta])
  }
}

extension PyTorchRMSprop {
  /// The equations that these hyperparameters switch on, printed by the update itself.
  public var equations: [Equation] {
    var theta = Expression.symbol("\\theta_{t-1}")
    var v = Expression.symbol("v_{t-1}")
    var m = Expression.symbol("m_{t-1}")
    var b = Expression.symbol("b_{t-1}")
    Self.update(
      &theta, .symbol("g_t"), squareAverage: &v, gradientAverage: &m, momentumBuffer: &b,
      Coefficients(hyperparameters), centered: hyperparameters.centered,
      momentum: hyperparameters.momentum > 0)
    return Expression.equations(leadingTo: [v, m, b, theta])
  }
}

extension BatchRMSprop {
  /// The equations of one epoch, for one of its data points, printed by the code itself.
  public var equations: [Equation] {
    var d = Expression.symbol("d_t")
    Self.accumulate(&d, .symbol("\\nabla L_i"))
    var theta = Expression.symbol("\\theta_{t-1}")
    var v = Expression.symbol("v_{t-1}")
    Self.update(&theta, d, squareAverage: &v, Coefficients(hyperparameters))
    return Expression.equations(leadingTo: [v, theta])
  }
}
