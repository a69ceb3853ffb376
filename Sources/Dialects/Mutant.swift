import RMSprop

/// A mistake: PyTorch's RMSprop with one small change.
///
/// A mutant computes in double precision. It is a change of hyperparameters, of one line of the
/// update, or of what happens to a whole parameter before or after it.
public struct Mutant: Sendable {
  /// Its name in reports, such as `epsilon-inside`; stable.
  public let name: String
  /// What is wrong, in a sentence.
  public let mistake: String
  /// What it does to training, in a sentence.
  public let effect: String
  /// Where it was really made, if it was: a project, a thread.
  public let origin: String?
  /// Why no trace can tell it from PyTorch beyond rounding; `nil` for a mistake that one can.
  public let equivalence: String?

  /// Why it never leaves the bounds, if it does not, though it leaves the level `1e-12`.
  public var enclosure: String?

  var changeHyperparameters: @Sendable (inout Hyperparameters) -> Void = { _ in }
  var lines: [Line: @Sendable (inout Coordinate) -> Void] = [:]
  var before: @Sendable (inout WholeStep) -> Void = { _ in }
  var after: @Sendable (inout WholeStep) -> Void = { _ in }

  init(
    _ name: String, _ mistake: String, effect: String, origin: String? = nil,
    equivalence: String? = nil
  ) {
    self.name = name
    self.mistake = mistake
    self.effect = effect
    self.origin = origin
    self.equivalence = equivalence
  }

  /// A line of the update; a mutant may replace some.
  public enum Line: CaseIterable, Sendable {
    /// (P1, P2) `g`, from the gradient.
    case gradient
    /// (P3, P4) `v`.
    case squareAverage
    /// (P5) `m`, if centered.
    case gradientAverage
    /// (P6) `s`: v, or the variance if centered.
    case variance
    /// (P7, P8) `r`.
    case denominator
    /// (P9, P10) `b`, with momentum.
    case buffer
    /// (P11, P12) `theta`.
    case parameter
  }

  /// One coordinate's numbers in the course of a step.
  public struct Coordinate {
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
  public struct WholeStep {
    /// The hyperparameters, with the rate of this step.
    var h: Hyperparameters
    /// The index of the step, counted from 0, those without a gradient included.
    let index: Int
    /// Which step with a gradient this is, counted from 1; the same as before, if there is none.
    var step: Int
    var gradient: [Double]?
    var theta, v, m, b: [Double]
    /// Everything before the step.
    let old: (theta: [Double], v: [Double], m: [Double], b: [Double])
    /// The last step's gradient, if there was one.
    let lastGradient: [Double]?
    /// The last step's rate; the hyperparameter at the first.
    let lastRate: Double
    /// The hyperparameter: the rate before any schedule.
    let initialRate: Double
  }
}

extension Mutant.Coordinate {
  /// Computes a line as PyTorch does.
  mutating func follow(_ line: Mutant.Line) { line.original(&self) }

  /// Moves the parameter down by η times `amount`.
  mutating func descend(_ amount: Double) {
    theta = theta.addingProduct(-h.learningRate, amount)
  }
}

extension Mutant.WholeStep {
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

extension Mutant {
  /// The same, and why the bounds hold it.
  func enclosed(because reason: String) -> Mutant {
    var mutant = self
    mutant.enclosure = reason
    return mutant
  }

  /// The same, with a line of the update replaced.
  func replacing(
    _ line: Line, _ body: @escaping @Sendable (inout Coordinate) -> Void
  ) -> Mutant {
    var mutant = self
    mutant.lines[line] = body
    return mutant
  }

  /// The same, with other hyperparameters than those given.
  func setting(_ change: @escaping @Sendable (inout Hyperparameters) -> Void) -> Mutant {
    var mutant = self
    mutant.changeHyperparameters = change
    return mutant
  }

  /// The same, with something done to the whole parameter before each step, and before it is known
  /// whether there is a gradient.
  func before(_ body: @escaping @Sendable (inout WholeStep) -> Void) -> Mutant {
    var mutant = self
    mutant.before = body
    return mutant
  }

  /// The same, with something done to the whole parameter after each step.
  func after(_ body: @escaping @Sendable (inout WholeStep) -> Void) -> Mutant {
    var mutant = self
    mutant.after = body
    return mutant
  }
}

extension Mutant.Line {
  /// PyTorch's own.
  var original: (inout Mutant.Coordinate) -> Void {
    switch self {
    case .gradient:
      {
        $0.g = $0.h.maximize ? -$0.gradient : $0.gradient
        if $0.h.weightDecay != 0 { $0.g = $0.g.addingProduct($0.h.weightDecay, $0.theta) }
      }
    case .squareAverage: { $0.v = ($0.h.alpha * $0.v).addingProduct((1 - $0.h.alpha) * $0.g, $0.g) }
    case .gradientAverage:
      {
        let weight = 1 - $0.h.alpha
        $0.m =
          abs(weight) < 0.5
          ? $0.m.addingProduct(weight, $0.g - $0.m)
          : $0.g.addingProduct(weight - 1, $0.g - $0.m)
      }
    case .variance: { $0.s = $0.h.centered ? $0.v.addingProduct(-$0.m, $0.m) : $0.v }
    case .denominator: { $0.r = $0.s.squareRoot() + $0.h.epsilon }
    case .buffer: { $0.b = $0.h.momentum * $0.b + $0.g / $0.r }
    case .parameter:
      {
        $0.theta =
          $0.h.momentum > 0
          ? $0.theta.addingProduct(-$0.h.learningRate, $0.b)
          : $0.theta + -$0.h.learningRate * $0.g / $0.r
      }
    }
  }
}
