public import RMSprop

// What each implementation's update looks like when it is run on symbols, and what it did when it
// was run on recorded numbers. `given` says what the update starts from.

extension TextbookRMSprop {
  /// The equations of this reading, printed by its own update.
  public var equations: [Equation] {
    Symbolic.equations(leadingTo: results(learningRate: nil) { .symbol($0.symbol) })
  }

  /// What one step of one coordinate leaves, from the numbers that `given` says.
  package func results<Number: Arithmetic>(
    learningRate: Double?, _ given: (Given) -> Number
  ) -> [Number] {
    var (theta, v) = (given(.parameter), given(.squareAverage))
    Self.update(
      &theta, given(.gradient), squareAverage: &v,
      Coefficients(hyperparameters, learningRate: learningRate), formula)
    return [v, theta]
  }
}

extension PyTorchRMSprop {
  /// The equations that these hyperparameters switch on, printed by the update itself.
  public var equations: [Equation] { equations(in: EagerOrder.self) }

  /// The equations as they are evaluated in another order.
  public func equations<Order: EvaluationOrder>(in _: Order.Type) -> [Equation] {
    let results = results(learningRate: nil) { Evaluated<Symbolic, Order>(.symbol($0.symbol)) }
    return Symbolic.equations(leadingTo: results.map(\.value))
  }

  /// What one step of one coordinate leaves, from the numbers that `given` says.
  package func results<Number: Arithmetic>(
    learningRate: Double?, _ given: (Given) -> Number
  ) -> [Number] {
    var (theta, v) = (given(.parameter), given(.squareAverage))
    var (m, b) = (given(.gradientAverage), given(.momentumBuffer))
    Self.update(
      &theta, given(.gradient), squareAverage: &v, gradientAverage: &m, momentumBuffer: &b,
      Coefficients(hyperparameters, learningRate: learningRate),
      maximize: hyperparameters.maximize, decay: hyperparameters.weightDecay != 0,
      centered: hyperparameters.centered, momentum: hyperparameters.momentum > 0)
    return [v, m, b, theta]
  }
}

extension BatchRMSprop {
  /// The equations of one epoch, for one of its data points, printed by the code itself.
  public var equations: [Equation] {
    Symbolic.equations(
      leadingTo: results(
        sum: .symbol("d_t"), points: [.symbol("\\nabla L_i")], learningRate: nil
      ) { .symbol($0.symbol) })
  }

  /// What one epoch's step of one coordinate leaves: `points` added to `sum`, then a step from the
  /// numbers that `given` says.
  package func results<Number: Arithmetic>(
    sum: Number, points: [Number], learningRate: Double?, _ given: (Given) -> Number
  ) -> [Number] {
    var d = sum
    for point in points { Self.accumulate(&d, point) }
    var (theta, v) = (given(.parameter), given(.squareAverage))
    Self.update(
      &theta, d, squareAverage: &v, Coefficients(hyperparameters, learningRate: learningRate))
    return [v, theta]
  }
}
