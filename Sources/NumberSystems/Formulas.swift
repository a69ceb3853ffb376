public import RMSprop

// What each implementation's update looks like when it is run on symbols, and what it did when it
// was run on recorded numbers. `given` says what the update starts from, by symbol.

extension TextbookRMSprop {
  /// The equations of this reading, printed by its own update.
  public var equations: [Equation] {
    Expression.equations(leadingTo: results(learningRate: nil) { .symbol($0) })
  }

  /// What one step of one coordinate leaves, from the numbers that `given` has for a symbol.
  public func results<Number: Arithmetic>(
    learningRate: Double?, _ given: (String) -> Number
  ) -> [Number] {
    var (theta, v) = (given("\\theta_{t-1}"), given("v_{t-1}"))
    Self.update(
      &theta, given("g_t"), squareAverage: &v,
      Coefficients(hyperparameters, learningRate: learningRate), formula)
    return [v, theta]
  }
}

extension PyTorchRMSprop {
  /// The equations that these hyperparameters switch on, printed by the update itself.
  public var equations: [Equation] {
    Expression.equations(leadingTo: results(learningRate: nil) { .symbol($0) })
  }

  /// What one step of one coordinate leaves, from the numbers that `given` has for a symbol.
  public func results<Number: Arithmetic>(
    learningRate: Double?, _ given: (String) -> Number
  ) -> [Number] {
    var (theta, v) = (given("\\theta_{t-1}"), given("v_{t-1}"))
    var (m, b) = (given("m_{t-1}"), given("b_{t-1}"))
    Self.update(
      &theta, given("g_t"), squareAverage: &v, gradientAverage: &m, momentumBuffer: &b,
      Coefficients(hyperparameters, learningRate: learningRate),
      maximize: hyperparameters.maximize, decay: hyperparameters.weightDecay != 0,
      centered: hyperparameters.centered, momentum: hyperparameters.momentum > 0)
    return [v, m, b, theta]
  }
}

extension BatchRMSprop {
  /// The equations of one epoch, for one of its data points, printed by the code itself.
  public var equations: [Equation] {
    Expression.equations(
      leadingTo: results(
        sum: .symbol("d_t"), points: [.symbol("\\nabla L_i")], learningRate: nil
      ) { .symbol($0) })
  }

  /// What one epoch's step of one coordinate leaves: `points` added to `sum`, then a step from the
  /// numbers that `given` has for a symbol.
  public func results<Number: Arithmetic>(
    sum: Number, points: [Number], learningRate: Double?, _ given: (String) -> Number
  ) -> [Number] {
    var d = sum
    for point in points { Self.accumulate(&d, point) }
    var (theta, v) = (given("\\theta_{t-1}"), given("v_{t-1}"))
    Self.update(
      &theta, d, squareAverage: &v, Coefficients(hyperparameters, learningRate: learningRate))
    return [v, theta]
  }
}
