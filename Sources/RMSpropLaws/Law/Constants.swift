import Runs
import RMSprop

/// The hyperparameters of a run as numbers of its type, and what can be said of a step in closed
/// form.
struct Constants {
  let reference: Reference
  let isAscent: Bool
  let rate, alpha, oneMinusAlpha, epsilon, decay, momentum: Double

  init(_ run: Run) {
    let (h, rounded) = (run.hyperparameters, run.scalar.rounded)
    reference = run.reference
    isAscent = h.maximize
    rate = rounded(h.learningRate)
    alpha = rounded(h.alpha)
    oneMinusAlpha = rounded(1 - h.alpha)
    epsilon = reference == .textbookNone ? 0 : rounded(h.epsilon)
    decay = rounded(h.weightDecay)
    momentum = rounded(h.momentum)
  }

  /// The gradient to descend by.
  func signed(_ g: Double) -> Double { isAscent ? -g : g }

  /// Where ε stands: inside the root, or outside.
  var hasEpsilonInside: Bool { reference == .textbookInside || reference == .batch }

  /// What a gradient is divided by, if the average is `s`.
  func denominator(_ s: Double) -> Double {
    hasEpsilonInside ? (s + epsilon).squareRoot() : s.squareRoot() + epsilon
  }

  /// 1 + α + … of `count` terms.
  func geometric(_ count: Int) -> Double {
    (0..<count).reduce(0) { sum, i in sum + power(alpha, i) }
  }

  /// (1 − α) Σ α^(t−i) x_i.
  func average(_ numbers: [Double]) -> Double {
    oneMinusAlpha
      * numbers.enumerated().reduce(0) { sum, it in
        sum + power(alpha, numbers.count - 1 - it.offset) * it.element
      }
  }
}

/// x to the n ≥ 0.
func power(_ x: Double, _ n: Int) -> Double {
  var (result, square, rest) = (1.0, x, n)
  while rest > 0 {
    if rest % 2 == 1 { result *= square }
    square *= square
    rest /= 2
  }
  return result
}

extension Run {
  /// The gradients of one coordinate, step by step.
  func column(_ coordinate: Int) -> [Double] { steps.indices.map { gradient($0, coordinate) } }
}
