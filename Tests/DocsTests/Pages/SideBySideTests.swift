import Dialects
import RMSprop
import TestSupport
import Testing

/// What page 5 says without a number.
struct SideBySideTests {
  @Test func `the dialects of the three columns are what the three implementations compute`() throws
  {
    let h = Hyperparameters(learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    let textbook = try TextbookRMSprop(
      .epsilonOutside, learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    let pytorch = try PyTorchRMSprop(h)
    let batch = try BatchRMSprop(learningRate: 0.1, alpha: 0.9, epsilon: 1e-3)
    var theta = [[1.0], [1.0], [1.0]]
    var states: [OptimizerState<Double>?] = [nil, nil, nil]
    let expected = try SideBySide.runs(momentum: 0, rates: [0.1, 0.1, 0.1, 0.1])
    for (gradient, row) in zip([1, 0.1, 0.01, 0.001], expected) {
      textbook.step(&theta[0], gradient: [gradient], state: &states[0])
      pytorch.step(&theta[1], gradient: [gradient], state: &states[1])
      batch.step(&theta[2], gradients: [[gradient]], state: &states[2])
      for i in 0..<3 { #expect((theta[i][0] - row[i]).magnitude < 1e-14) }
    }
  }

  @Test func `the sum over n points is the mean, if ε is divided by n outside, by n² inside`()
    throws
  {
    let gradients = [0.3, -0.002, 0.05, 1e-5]
    func path(_ formula: TextbookRMSprop.Formula, _ factor: Double, _ epsilon: Double) throws
      -> [Double]
    {
      let rmsprop = try TextbookRMSprop(formula, learningRate: 0.1, alpha: 0.9, epsilon: epsilon)
      var (theta, state): ([Double], OptimizerState<Double>?) = ([1], nil)
      return gradients.map { gradient in
        rmsprop.step(&theta, gradient: [factor * gradient], state: &state)
        return theta[0]
      }
    }
    // n = 4: powers of two scale exactly.
    #expect(try path(.withoutEpsilon, 4, 0) == path(.withoutEpsilon, 1, 0))
    #expect(try path(.epsilonOutside, 4, 4 * 1e-3) == path(.epsilonOutside, 1, 1e-3))
    #expect(try path(.epsilonInside, 4, 16 * 1e-3) == path(.epsilonInside, 1, 1e-3))
    #expect(try path(.epsilonInside, 4, 4 * 1e-3) != path(.epsilonInside, 1, 1e-3))
  }

  @Test func `a cell of the table of axes is empty where the program has no such axis`() throws {
    let rows = try Page("docs/5-side-by-side.md").prose.filter { $0.contains("<!--axis-") }
    #expect(rows.count == Dialect.Axis.allCases.count)
    for (axis, row) in zip(Dialect.Axis.allCases, rows) {
      let cells = row.split(separator: "|").dropFirst().map { !$0.allSatisfy(\.isWhitespace) }
      #expect(cells == SideBySide.programs.map { !$0.cell(axis).isEmpty }, "\(axis)")
    }
  }
}
