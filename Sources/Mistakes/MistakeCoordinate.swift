import RMSprop

extension Mistake {
  /// One coordinate's numbers in the course of a step.
  package struct Coordinate {
    /// The hyperparameters, with the rate of this step.
    let h: Hyperparameters
    /// Which step with a gradient this is, counted from 1.
    let step: Int
    /// Which coordinate, of how many.
    let index, count: Int
    /// What the optimizer was given.
    let gradient: Double
    /// The numbers before the step.
    let old: (theta: Double, v: Double, m: Double, b: Double)
    /// The numbers as they become.
    var theta, g, v, m, s, r, b: Double
  }

  /// A whole parameter before or after a step.
  package struct WholeStep {
    /// The hyperparameters, with the rate of this step.
    var h: Hyperparameters
    /// The index of the step, counted from 0, those without a gradient included.
    let index: Int
    /// How many steps with a gradient there were up to here, this one included.
    var step: Int
    /// How many gradients were missing before.
    let missing: Int
    var gradient: [Double]?
    var theta, v, m, b: [Double]
    /// The parameter and its state before the step.
    let old: (theta: [Double], v: [Double], m: [Double], b: [Double])
    /// The last step's gradient, if there was one.
    let lastGradient: [Double]?
    /// The last step's rate; in the first step, the hyperparameter.
    let lastRate: Double
    /// The rate before any schedule: the hyperparameter.
    let initialRate: Double
  }
}

extension Mistake.Coordinate {
  /// Computes a line as PyTorch does.
  mutating func follow(_ line: Mistake.Line) { line.original(&self) }

  /// Moves the parameter down by η times `amount`.
  mutating func descend(_ amount: Double) {
    theta = theta.addingProduct(-h.learningRate, amount)
  }
}

extension Mistake.WholeStep {
  /// Undoes the step for some coordinates.
  mutating func restore(_ indices: some Sequence<Int>) {
    for i in indices {
      (theta[i], v[i], m[i], b[i]) = (old.theta[i], old.v[i], old.m[i], old.b[i])
    }
  }

  /// Forgets averages and buffer.
  mutating func clearState() {
    let zeros = [Double](repeating: 0, count: theta.count)
    (v, m, b) = (zeros, zeros, zeros)
  }
}
