import Comparisons
import Foundation
import RMSprop
import Testing

/// A number with two digits.
private func value(_ number: Double) -> String { "\(number, .significant(2))" }

extension Claims {
  static let relatives = Claims(
    "docs/6-relatives.md", given: "0.9 0.4 0.1 0.01 0.001 20 50 70 100 200 300 1000 30 45 0.0004"
  ) {
    let valley = NarrowValley()
    let contenders: [(Method, Double)] = [
      (.gradientDescent, 0.4), (.momentum, 4), (.adaGrad, 0.4), (.adaGrad, 2), (.rmsprop, 0.4),
      (.rmsprop, 0.1),
    ]
    for (method, rate) in contenders {
      let path = try method.path(rate, on: valley, steps: 1000)
      let values = [20, 50, 200, 1000].map { value(valley.value(path[$0])) }
      "| \(method.rawValue) | \(rate, .significant(1)) | \(values.joined(separator: " | ")) |"
    }
    "the best of \(count: (0...100).count) rates (20 to a decade, from 0.001 to 100)"
    for method in Method.allCases {
      let best = try [20, 50, 200, 1000].map { try method.best(on: TurnedValley(), steps: $0) }
      let cells = best.map { "\(value($0.value)) at \(value($0.rate))" }
      "| \(method.rawValue) | \(cells.joined(separator: " | ")) |"
    }

    let cliff = Cliff()
    let adaGrad = try Method.adaGrad.path(0.1 / 0.1.squareRoot(), on: cliff, steps: 1000)
    let rmsprop = try Method.rmsprop.path(0.1, on: cliff, steps: 1000)
    for (name, path) in [("AdaGrad", adaGrad), ("RMSprop", rmsprop)] {
      let places = [1, 100, 300, 1000].map { "\(path[$0][0] - cliff.start[0], .fixed(2))" }
      let last = path[1000][0] - path[999][0]
      "| \(name) | \(places.joined(separator: " | ")) | \(value(last)) |"
    }
    "it goes another \(adaGrad[1000][0] - adaGrad[300][0], .fixed(2))"

    "have a limit, here \(2 / valley.gradient([0, 1])[1], .shortest), above which it diverges"
    "momentum's is \(2 * (1 + 0.9) / ((1 - 0.9) * valley.gradient([0, 1])[1]), .fixed(1))"
    "leaves f = \(valley.value([0.5, 0.5]), .fixed(3)) η²"
    for rate in [0.4, 1, 10, 100] {
      let end = try [Method.gradientDescent, .rmsprop].map { method in
        let last = valley.value(try method.path(rate, on: valley, steps: 1000)[1000])
        return last.isFinite ? value(last) : "overflow"
      }
      "| \(rate, .significant(1)) | \(end.joined(separator: " | ")) |"
    }
    let first = try [Method.gradientDescent, .rmsprop].map { method in
      let path = try method.path(0.4, on: valley, steps: 1)
      return (path[1][1] - path[0][1]).magnitude
    }
    """
    with a step of \(first[0], .fixed(1)) along y, RMSprop at 0.4 with one of \
    \(first[1], .fixed(2))
    """
    "it is \(0.4 * 0.001, .shortest) against \(first[1], .fixed(2))"

    for (method, rate) in contenders + [(.rmsprop, 1)] {
      let path = try method.path(rate, on: valley, steps: 200)
      // y begins below 0: what is above is beyond the floor.
      let beyond = [30, 200].map { path[...$0].map { max(0, $0[1]) }.max()! }
      let cells = (beyond + [path[30][0]]).map(value).joined(separator: " | ")
      "| \(method.rawValue) | \(rate, .significant(1)) | \(cells) |"
    }
    let neuron = NeuronSurface()
    for (method, rate) in [(Method.gradientDescent, 1.0), (.adaGrad, 1), (.rmsprop, 0.1)] {
      let path = try method.path(rate, on: neuron, steps: 1000)
      let losses = [10, 30, 70, 300, 1000].map { epoch in
        // Where it ends is a cycle of two points: the larger loss of two epochs.
        max(neuron.value(path[epoch]), method == .rmsprop ? neuron.value(path[epoch - 1]) : 0)
      }
      """
      | \(method.rawValue) | \(rate, .significant(1)) \
      | \(losses.map { "\($0, .significant(1))" }.joined(separator: " | ")) |
      """
    }
    for rate in [0.1, 0.4, 1] {
      for steps in [50, 200, 1000] {
        let ends = Schedule.allCases.map {
          value(valley.value($0.end(rate, on: valley, steps: steps)))
        }
        "| \(rate, .significant(1)) | \(steps) | \(ends.joined(separator: " | ")) |"
      }
    }
    "momentum's steps shrink to η / \((1 + 0.9) / (1 - 0.9), .fixed(0)) at β = 0.9"
  }
}

/// The loss of document 1's neuron on its two data points, as a surface over w and b.
struct NeuronSurface: Surface {
  private var neuron: SigmoidNeuron<Double> { SigmoidNeuron() }

  let start = [Document1.start.weight, Document1.start.bias]
  func value(_ point: [Double]) -> Double {
    let theta = WeightAndBias(weight: point[0], bias: point[1])
    return Document1.data.map { neuron.loss(theta, x: $0.x, y: $0.y) }.reduce(0, +)
  }
  func gradient(_ point: [Double]) -> [Double] {
    let theta = WeightAndBias(weight: point[0], bias: point[1])
    let parts = Document1.data.map { neuron.gradient(theta, x: $0.x, y: $0.y) }
    return [parts.map(\.weight).reduce(0, +), parts.map(\.bias).reduce(0, +)]
  }
}

/// How a rate falls.
enum Schedule: CaseIterable {
  case constant, linear, root

  /// Where RMSprop ends, from a rate that falls like this.
  func end(_ rate: Double, on surface: some Surface, steps: Int) -> [Double] {
    guard let rmsprop = try? TextbookRMSprop(.epsilonOutside, alpha: 0.9) else { return [] }
    var (theta, state): ([Double], State<Double>?) = (surface.start, nil)
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

/// What page 6 says without a number.
struct RelativesTests {
  @Test
  func `a constant gradient's steps fall as 1 over √t for AdaGrad, and tend to η for RMSprop`()
    throws
  {
    var (ada, sum): ([Double], [Double]?) = ([0], nil)
    let optimizer = try AdaGrad(learningRate: 0.1, epsilon: 0)
    for t in 1...400 {
      let before = ada[0]
      optimizer.step(&ada, gradient: [3], squareSum: &sum)
      #expect((before - ada[0] - 0.1 / Double(t).squareRoot()).magnitude < 1e-13)
    }
    let lengths = Claims.lengths(of: 400, gradient: 3, learningRate: 0.1, alpha: 0.9)
    #expect((lengths[399] - 0.1).magnitude < 1e-13)
  }

  @Test func `momentum converges just below its limit and diverges just above`() throws {
    let path = { try Method.momentum.path($0, on: NarrowValley(), steps: 2000)[2000][1].magnitude }
    #expect(try path(9.4) < 1e-3)
    #expect(try path(9.6) > 1e3)
  }

  @Test
  func
    `alternating gradients shrink momentum's steps to a nineteenth of η, and leave RMSprop's`()
    throws
  {
    var (theta, average): ([Double], [Double]?) = ([0], nil)
    let momentum = try GradientDescentWithMomentum(learningRate: 1)
    var (other, state): ([Double], State<Double>?) = ([0], nil)
    let rmsprop = try TextbookRMSprop(.withoutEpsilon, learningRate: 1, alpha: 0.9)
    var steps: [(Double, Double)] = []
    for t in 0..<400 {
      let (before, second) = (theta[0], other[0])
      let g = t % 2 == 0 ? 1.0 : -1
      momentum.step(&theta, gradient: [g], gradientAverage: &average)
      rmsprop.step(&other, gradient: [g], state: &state)
      steps.append(((theta[0] - before).magnitude, (other[0] - second).magnitude))
    }
    #expect((steps[399].0 - 1.0 / 19).magnitude < 1e-12 && (steps[399].1 - 1).magnitude < 1e-12)
  }
}
