import Relatives
import RMSprop

/// How a rate falls.
enum Schedule: CaseIterable {
  case constant, linear, root

  /// Where RMSprop ends, from a rate that falls like this.
  func end(_ rate: Double, on surface: some Surface, steps: Int) -> [Double] {
    guard let rmsprop = try? TextbookRMSprop(.epsilonOutside, alpha: 0.9) else { return [] }
    var (theta, state): ([Double], OptimizerState<Double>?) = (surface.start, nil)
    for t in 0..<steps {
      let eta =
        switch self {
        case .constant: rate
        case .linear: rate * (1 - Double(t) / Double(steps))
        case .root: rate / Double(t + 1).squareRoot()
        }
      rmsprop.step(
        &theta, gradient: surface.gradient(theta), state: &state, learningRate: eta)
    }
    return theta
  }
}
