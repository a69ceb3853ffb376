import RMSprop

// Runs of one coordinate, as pages speak of them. Steps are counted from 1.

/// What a step left.
struct CoordinateStep<Number> {
  /// The parameter, and the averages and the buffer that there are.
  let theta, v, m, b: Number
}

extension TextbookRMSprop {
  /// A run from `theta`, by the gradient at each step and place.
  func run(
    from theta: Double = 0, steps: Int, rate: (Int) -> Double? = { _ in nil },
    _ gradient: (_ step: Int, _ theta: Double) -> Double
  ) -> [CoordinateStep<Double>] {
    var (theta, state): ([Double], OptimizerState<Double>?) = ([theta], nil)
    return (1...steps).map { t in
      step(&theta, gradient: [gradient(t, theta[0])], state: &state, learningRate: rate(t))
      return CoordinateStep(theta: theta[0], v: state!.squareAverage[0], m: 0, b: 0)
    }
  }

  /// The first step, in multiples of the rate, without its sign.
  func firstStep(_ gradient: Double) -> Double {
    (run(steps: 1) { _, _ in gradient }[0].theta / hyperparameters.learningRate).magnitude
  }
}

extension PyTorchRMSprop {
  /// A run from `theta`, by the gradient at each step and place.
  func run<Number: Arithmetic>(
    from theta: Number = Number(0, "0"), steps: Int, rate: (Int) -> Double? = { _ in nil },
    _ gradient: (_ step: Int, _ theta: Number) -> Number?
  ) -> [CoordinateStep<Number>] {
    var (theta, state): ([Number], OptimizerState<Number>?) = ([theta], nil)
    let zero = Number(0, "0")
    return (1...steps).map { t in
      step(
        &theta, gradient: gradient(t, theta[0]).map { [$0] }, state: &state, learningRate: rate(t))
      return CoordinateStep(
        theta: theta[0], v: state?.squareAverage[0] ?? zero,
        m: state?.gradientAverage?[0] ?? zero, b: state?.momentumBuffer?[0] ?? zero)
    }
  }
}
