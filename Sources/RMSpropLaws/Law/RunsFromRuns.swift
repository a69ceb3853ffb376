import RMSprop
import Runs

// The runs that laws compare a run with.
extension Run {
  /// This run, with quantities of these types.
  func with(_ mixedScalars: Scalars?) -> Run { with { $0.mixedScalars = mixedScalars } }

  /// This run with another value somewhere.
  func with(_ change: (inout Run) -> Void) -> Run {
    var run = self
    change(&run)
    return run
  }

  /// Parameters and gradients of opposite sign.
  var negated: Run {
    with {
      $0.parameters = parameters.map { -$0 }
      $0.gradients = gradients.map { -$0 }
    }
  }

  /// Gradients of opposite sign.
  var withNegatedGradients: Run { with { $0.gradients = gradients.map { -$0 } } }

  /// Gradients times `factor`.
  func withGradients(times factor: Double) -> Run {
    with { $0.gradients = gradients.map { $0 * factor } }
  }

  /// Coordinates in another order, or some of them, or some more than once: coordinate i is this
  /// run's `indices[i]`.
  func selecting(_ indices: [Int]) -> Run {
    let n = coordinates
    return with {
      $0.parameters = indices.map { parameters[$0] }
      $0.gradients = (0..<rows).flatMap { row in indices.map { gradients[row * n + $0] } }
    }
  }

  /// The first steps alone.
  func prefix(_ count: Int) -> Run {
    with {
      $0.steps = Array(steps.prefix(count))
      $0.gradients = Array(gradients.prefix($0.rows * coordinates))
    }
  }

  /// This run from parameters 0, with rate 0 in every step except the last: what the last step adds
  /// is then seen to the last digit.
  var quiet: Run { quiet(lastRate: hyperparameters.learningRate) }

  /// This run made quiet, with a rate of its own for the last step.
  func quiet(lastRate: Double) -> Run {
    with {
      $0.parameters = parameters.map { _ in 0 }
      if steps.count > 1 {
        $0.set(rates: [0] + [Double?](repeating: nil, count: steps.count - 2) + [lastRate])
      } else {
        $0.hyperparameters.learningRate = lastRate
      }
    }
  }

  /// This run with a step added before step `position`, whose gradient is zeros, or missing.
  func insertingZeros(at position: Int, missing isMissing: Bool = false) -> Run {
    var run = emptied()
    let zeros = StepInputs(points: [[Double]](repeating: zero, count: points))
    for t in 0...steps.count {
      if t == position { run.append(isMissing ? StepInputs(gradient: nil) : zeros) }
      if t < steps.count { run.append(self[step: t]) }
    }
    return run
  }

  private var zero: [Double] { [Double](repeating: 0, count: coordinates) }

  /// This run with the hyperparameters changed.
  func setting(_ change: (inout Hyperparameters) -> Void) -> Run {
    with { change(&$0.hyperparameters) }
  }
}

// Laws draw runs in which every step has as many data points.
extension Run {
  /// A run whose gradients are those of all steps, in each step of as many data points.
  init(
    reference: Reference = .pytorch, scalar: Scalar = .float64,
    hyperparameters: Hyperparameters = Hyperparameters(), parameters: [Double],
    gradients: [Double], points: Int = 1
  ) {
    self.init(
      id: "law", reference: reference, scalar: scalar, hyperparameters: hyperparameters,
      parameters: parameters)
    set(gradients: gradients, points: points)
  }

  /// Gives the run other steps: all their gradients, of as many data points each.
  mutating func set(gradients: [Double], points: Int = 1) {
    self.gradients = gradients
    let row = coordinates * points
    steps = (0..<(row == 0 ? 0 : gradients.count / row)).map {
      Step(rows: $0 * points..<($0 + 1) * points)
    }
  }

  /// How many data points there are in each step: 1, except in a batch run.
  package var points: Int { steps.first { $0.rows != nil }?.rows?.count ?? 1 }

  /// Sets the rate from each of the first steps on; `nil` leaves it as it is there.
  mutating func set(rates: [Double?]) {
    for t in steps.indices { steps[t].learningRate = t < rates.count ? rates[t] : nil }
  }
}
