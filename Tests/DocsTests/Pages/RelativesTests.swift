import Relatives
import RMSprop
import Testing

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
    let lengths = Method.lengths(of: 400, gradient: 3, learningRate: 0.1, alpha: 0.9)
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
    var (other, state): ([Double], OptimizerState<Double>?) = ([0], nil)
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
