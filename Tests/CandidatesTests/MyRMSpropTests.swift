// A user's own optimizer, and the tests that hold it to PyTorch's (docs/candidates/README.md).

import Candidates
import GoldenTraces
import RMSprop
import Testing

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

struct MyRMSpropTests {
  @Test(arguments: try MyRMSprop.goldenTraces())
  func `mine is PyTorch's`(trace: Trace) {
    #expect(MyRMSprop.verify(trace).verdict == .pass)
  }
}
