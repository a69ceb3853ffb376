import RMSprop

// The runs that laws compare a run with.
extension Run {
  /// The same with another value somewhere.
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
      $0.gradients = (0..<steps * points).flatMap { row in
        indices.map { gradients[row * n + $0] }
      }
    }
  }

  /// The first steps alone.
  func prefix(_ count: Int) -> Run {
    with {
      $0.gradients = Array(gradients.prefix(count * coordinates * points))
      $0.missing = Array(missing.prefix(count))
      $0.rates = Array(rates.prefix(count))
    }
  }

  /// The same from parameters 0, with rate 0 in every step but the last: what the last step adds is
  /// then seen to the last digit.
  var quiet: Run { quiet(lastRate: hyperparameters.learningRate) }

  /// The same, with a rate of its own for the last step.
  func quiet(lastRate: Double) -> Run {
    with {
      $0.parameters = parameters.map { _ in 0 }
      if steps > 1 {
        $0.rates = [0] + [Double?](repeating: nil, count: steps - 2) + [lastRate]
      } else {
        $0.hyperparameters.learningRate = lastRate
      }
    }
  }

  /// With a step added before step `position`; its gradient is zeros.
  func insertingZeros(at position: Int, missing isMissing: Bool = false) -> Run {
    with {
      let row = coordinates * points
      $0.gradients.insert(
        contentsOf: [Double](repeating: 0, count: row), at: position * row)
      if isMissing {
        $0.missing += [Bool](repeating: false, count: max(0, position - $0.missing.count))
        $0.missing.insert(true, at: position)
      } else if position < $0.missing.count {
        $0.missing.insert(false, at: position)
      }
      if position < $0.rates.count { $0.rates.insert(nil, at: position) }
    }
  }

  /// With the hyperparameters changed.
  func setting(_ change: (inout Hyperparameters) -> Void) -> Run {
    with { change(&$0.hyperparameters) }
  }
}
