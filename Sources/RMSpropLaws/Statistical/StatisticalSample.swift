import Runs
import PropertyCheck
import RMSprop

/// Draws what a statistical law is tried on: many coordinates, from 0, with random gradients.
///
/// Gradients are small, as those of real models are: a format with few digits or a short range
/// loses their squares. ε is comparable to them, so that steps tell their size.
struct StatisticalDraw {
  let situation: Situation
  let stream: StatisticalStream
  /// How many gradients in all.
  let gradients: Int

  /// What gradients are multiples of.
  static let unit = 0x1p-10

  var reference: Reference { situation.reference }

  /// How many coordinates a run of so many steps and points has: at least 2.
  func coordinates(steps: Int, points: Int = 1) -> Int { max(2, gradients / (steps * points)) }

  /// A run of independent gradients.
  ///
  /// - Parameters:
  ///   - alpha: ρ.
  ///   - steps: how many.
  ///   - points: how many data points there are in a step; more than 1 for `batch` only.
  ///   - gradient: one gradient of a step, in units.
  /// - Returns: a run at η = ½, whose ε is comparable to the gradients where there is one.
  func run(
    alpha: Double, steps: Int, points: Int = 1, gradient: (_ step: Int) -> Double
  ) -> Run {
    let epsilon =
      switch reference {
      case .textbookNone: 0.0
      case .pytorch, .textbookOutside: Self.unit / 4
      case .textbookInside, .batch: Self.unit * Self.unit / 16
      }
    let n = coordinates(steps: steps, points: points)
    var gradients: [Double] = []
    gradients.reserveCapacity(n * steps * points)
    for step in 0..<steps {
      for _ in 0..<n * points {
        gradients.append(situation.scalar.rounded(gradient(step) * Self.unit))
      }
    }
    return Run(
      reference: reference, scalar: situation.scalar,
      hyperparameters: Hyperparameters(learningRate: 0.5, alpha: alpha, epsilon: epsilon),
      parameters: [Double](repeating: 0, count: n), gradients: gradients, points: points)
  }

  /// ±1 or ±1/8, all four equally likely: the squares have two values.
  func twoSizes() -> Double {
    let size = stream.bernoulli() ? 1 : 0.125
    return stream.bernoulli() ? size : -size
  }
}

/// What came back of a run, as a statistical law looks at it.
struct StatisticalSample {
  /// Where it is from: `steps` or `state`.
  let source: String
  let run: Run
  /// By how much θ moved in each step, coordinate by coordinate.
  let moves: [Double]
  /// v, or the variance v − m² if centered, in squares of the unit.
  let averages: [Double]

  /// How many coordinates there are.
  var count: Int { run.coordinates }

  /// v of each coordinate after a step.
  func averages(after step: Int) -> ArraySlice<Double> {
    averages[step * count..<(step + 1) * count]
  }

  /// All that a trajectory shows: what the steps say, and what the state says if there is one.
  ///
  /// A step divides its gradient by a root, which can hence be told from it, and from that v.
  ///
  /// - Returns: nothing, if the trajectory is not of the run's length.
  static func all(of run: Run, _ t: Results) -> [StatisticalSample] {
    let (n, h) = (run.coordinates, run.hyperparameters)
    guard t.coordinates == n, t.steps == run.steps.count else { return [] }
    let square = StatisticalDraw.unit * StatisticalDraw.unit
    var moves: [Double] = []
    var averages: [Double] = []
    for step in 0..<run.steps.count {
      for i in 0..<n {
        let before = step == 0 ? run.parameters[i] : t.parameter(step - 1, i)
        let move = t.parameter(step, i) - before
        moves.append(move)
        let root = -h.learningRate * run.gradient(step, i) / move
        let v =
          switch run.reference {
          case .textbookNone: root * abs(root)
          case .pytorch, .textbookOutside: (root - h.epsilon) * abs(root - h.epsilon)
          case .textbookInside, .batch: root * abs(root) - h.epsilon
          }
        averages.append(v / square)
      }
    }
    let steps = StatisticalSample(source: "steps", run: run, moves: moves, averages: averages)
    guard let v = t.squareAverage, v.count == moves.count else { return [steps] }
    var told = v.map { $0 / square }
    if h.centered {
      guard let m = t.gradientAverage, m.count == v.count else { return [steps] }
      for k in told.indices { told[k] -= m[k] * m[k] / square }
    }
    return [steps, StatisticalSample(source: "state", run: run, moves: moves, averages: told)]
  }
}
