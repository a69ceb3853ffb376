import Candidates
import Foundation
import GoldenTraces
import NumberSystems
import PropertyCheck
import RMSprop
import RMSpropLaws
import Runs

/// RMSprop as one writes it: ε outside the root, no options.
struct MyRMSprop: Candidate {
  let alpha, epsilon: Double
  var squareAverage: [Double]

  init(_ hyperparameters: Hyperparameters, count: Int) {
    alpha = hyperparameters.alpha
    epsilon = hyperparameters.epsilon
    squareAverage = Array(repeating: 0, count: count)
  }

  mutating func step(_ parameter: inout [Double], gradient: [Double]?, learningRate: Double) {
    guard let gradient else { return }
    for i in parameter.indices {
      squareAverage[i] = alpha * squareAverage[i] + (1 - alpha) * gradient[i] * gradient[i]
      parameter[i] -= learningRate * gradient[i] / (squareAverage[i].squareRoot() + epsilon)
    }
  }
}

@main
struct Training {
  static func main() throws {
    // RMSprop: one step.
    let optimizer = try PyTorchRMSprop(Hyperparameters(learningRate: 0.01))
    var theta = [0.5]
    var state: OptimizerState<Double>?
    optimizer.step(&theta, gradient: [0.1], state: &state)
    print("after a step", theta[0])

    // NumberSystems: the formula of that step, and every value that it can have.
    for equation in optimizer.equations { print(equation.latex()) }
    var bounds: [Interval<Double>] = [Interval(0.5)]
    var boundedState: OptimizerState<Interval<Double>>?
    optimizer.step(&bounds, gradient: [Interval(0.1)], state: &boundedState)
    print("within its bounds", bounds[0].contains(theta[0]))

    // Candidates: an implementation against PyTorch's traces.
    let traces = try MyRMSprop.goldenTraces()
    let passed = traces.count { MyRMSprop.verify($0).verdict == .pass }
    print("\(passed) of \(traces.count) traces pass")

    // RMSpropLaws and PropertyCheck: the same implementation against a law.
    let law = Law.named("odd-symmetry")!
    for property in law.properties(of: MyRMSprop.implementation) {
      let report = Campaign(cases: 100, seed: 1).check(property)
      print(property.name, report.status)
    }

    // Foundation beside them.
    print(URL(filePath: traces[0].id).lastPathComponent)
  }
}
