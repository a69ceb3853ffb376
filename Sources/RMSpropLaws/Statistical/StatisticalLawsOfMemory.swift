import Runs
import PropertyCheck

/// A linear statistic: the mean over coordinates of a sum of v's, each with a factor.
///
/// The statistic is a weighted sum of all squares of gradients, which are independent, so that
/// Hoeffding's bound holds with the weights that α gives them.
struct Linear {
  let alpha: Double
  /// The size of the gradients in each step: they are ±size or ±size/8 units.
  let sizes: [Double]
  /// After which steps v is read, and with which factor.
  let readings: [(step: Int, factor: Double)]

  /// E g² at size 1: of 1 and 1/64.
  static let mean = 65.0 / 128
  /// The larger g² less the smaller.
  static let width = 63.0 / 64

  /// What the square of each step's gradients counts, if it enters v with `entry` and is kept by
  /// `alpha` in each step.
  func weights(_ alpha: Double, entry: Double) -> [Double] {
    var weights = [Double](repeating: 0, count: sizes.count)
    for (step, factor) in readings {
      var weight = factor * entry
      for i in stride(from: step, through: 0, by: -1) {
        weights[i] += weight
        weight *= alpha
      }
    }
    return weights
  }

  /// How the statistic of so many coordinates is bounded.
  func concentration(_ weights: [Double], count: Int) -> Concentration {
    var (expectation, squares) = (0.0, 0.0)
    for (weight, size) in zip(weights, sizes) {
      expectation += weight * size * size * Self.mean
      squares += power(weight * size * size * Self.width, 2)
    }
    return .hoeffding(expectation: expectation, squaredWidths: squares / Double(count))
  }

  func concentration(_ alpha: Double, count: Int) -> Concentration {
    concentration(weights(alpha, entry: 1 - alpha), count: count)
  }

  /// The statistic.
  func value(_ evidence: StatisticalSample) -> Double {
    let sum = readings.reduce(0) { sum, reading in
      sum + reading.factor * evidence.averages(after: reading.step).reduce(0, +)
    }
    return sum / Double(evidence.count)
  }
}

extension StatisticalLaw {
  /// How v forgets.
  static let ofMemory: [StatisticalLaw] = [
    linear(
      "half-life-of-memory",
      "At α = 2^(−1/4), half of v is left after four steps, whatever else has come.",
      #"\mathrm{E}(v_{t+h} - v_t / 2) = \mathrm{E}\, g^2 / 2,\quad \alpha^h = \tfrac{1}{2}"#,
      Linear(
        alpha: 0.5.squareRoot().squareRoot(), sizes: [1, 1, 1, 1, 0.125, 0.125, 0.125, 0.125],
        readings: [(3, -0.5), (7, 1)]), name: "mean of v after 8, less half of v after 4,"),
    linear(
      "rate-lasts",
      "v stays what it was, and so does the rate; AdaGrad's grows, and its rate dies.",
      #"\mathrm{E}(v_{2t} - v_t) = (\alpha^t - \alpha^{2t})\, \mathrm{E}\, g^2"#,
      Linear(alpha: 0.75, sizes: [Double](repeating: 1, count: 32), readings: [(15, -1), (31, 1)]),
      name: "mean of v after 32, less v after 16,", sees: .undecayed),
  ]

  /// Of which mistake the power is told.
  enum Mistake { case otherAlpha, undecayed }

  /// A law of a linear statistic.
  static func linear(
    _ id: String, _ statement: String, _ formula: String, _ linear: Linear, name: String,
    sees mistake: Mistake = .otherAlpha
  ) -> StatisticalLaw {
    let (alpha, steps) = (linear.alpha, linear.sizes.count)
    return StatisticalLaw(
      id, statement, formula, .bound("Hoeffding"),
      when: "λ = μ = 0, g = ±s, ±s/8 units with s = 1 or less, t = \(steps), α = \(short(alpha))"
    ) { draw in
      let run = draw.run(alpha: alpha, steps: steps) { linear.sizes[$0] * draw.twoSizes() }
      return Plan(run: run) { it, level in
        let n = it.count
        let law = linear.concentration(alpha, count: n)
        func sight() -> Sight? {
          switch mistake {
          case .otherAlpha:
            return .alpha(alpha) {
              law.power(ifTrueIs: linear.concentration($0, count: n), level: level)
            }
          case .undecayed:
            let adagrad = linear.concentration(linear.weights(1, entry: 1 - alpha), count: n)
            return Sight(
              mistake: "squares that are added up, as in AdaGrad",
              power: law.power(ifTrueIs: adagrad, level: level))
          }
        }
        return Finding(name, linear.value(it), law, sight: sight())
      }
    }
  }
}
