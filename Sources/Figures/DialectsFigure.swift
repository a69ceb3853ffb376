import Dialects
import RMSprop
import Runs

/// Where PyTorch and Keras 3 part, with the same gradients and hyperparameters.
enum DialectsFigure {
  static let figure = Figure(
    "dialects", "Where PyTorch and Keras 3 part",
    caption: """
      The same gradients and hyperparameters (η = 0.01, decay 0.9, ε = 10⁻⁷) in PyTorch's RMSprop \
      and in Keras 3's. Above: the gradient begins at 0.01 and shrinks tenfold every 64 steps; \
      Keras, with ε inside the root, stops as it nears √ε = 3 · 10⁻⁴, PyTorch much later. Below: \
      constant gradients with momentum 0.9, and a rate that is divided by ten after step \(drop); \
      PyTorch's next step is a tenth as long, Keras, whose buffer holds steps that are already \
      multiplied by the old rate, rolls on.
      """
  ) { svg }

  static let steps = 200
  static let drop = 60

  /// Minus the parameter after each step: how far it has come, in units of the first rate.
  static func travelled(
    _ program: String, momentum: Double, rate: (Int) -> Double, gradient: (Int) -> Double
  ) -> [Double] {
    let h = Hyperparameters(learningRate: 0.01, alpha: 0.9, epsilon: 1e-7, momentum: momentum)
    var run = Run(hyperparameters: h, parameters: [0])
    for t in 0..<steps {
      run.append(StepInputs(learningRate: rate(t), gradient: [gradient(t)]))
    }
    let results = known {
      try DialectImplementation(Catalogue.entry(program)!).results(of: run)
    }
    return results.parameters.map { -$0 / h.learningRate }
  }

  /// The run of the upper panel: gradients from 0.01 downwards, tenfold every 64 steps.
  static func shrinking(_ program: String) -> [Double] {
    let gradients = decades(from: 2, to: 6, steps: 64).map { 1 / $0 }
    return travelled(program, momentum: 0, rate: { _ in 0.01 }, gradient: { gradients[$0] })
  }

  /// The run of the lower panel.
  static func scheduled(_ program: String) -> [Double] {
    travelled(
      program, momentum: 0.9, rate: { $0 < drop ? 0.01 : 0.001 }, gradient: { _ in 1 })
  }

  static let upper = Panel(
    left: 78, top: 108, width: 528, height: 150,
    x: .linear("step", 0, Double(steps), step: 25),
    y: .linear("distance travelled / η, shrinking gradients", 0, 150, step: 50))
  static let lower = Panel(
    left: 78, top: 338, width: 528, height: 150,
    x: .linear("step", 0, Double(steps), step: 25),
    y: .linear("distance travelled / η, momentum and a falling rate", 0, 900, step: 300))

  private static var svg: String {
    var drawing = Drawing(
      "Where PyTorch and Keras 3 part",
      """
      Two panels of the distance travelled over \(steps) steps, each with a line for PyTorch and \
      one for Keras 3. In both the lines begin as one. In the upper, Keras levels off first and \
      PyTorch goes on. In the lower, after the rate falls at step \(drop), PyTorch bends at once \
      and Keras goes on for some steps before it bends; from then on they stay apart.
      """, height: 560)
    for (panel, run, showsX) in [(upper, shrinking, false), (lower, scheduled, true)]
      as [(Panel, (String) -> [Double], Bool)]
    {
      drawing.axes(panel, showsX: showsX)
      for (program, series) in [("pytorch", Style.Series.a), ("keras-3", .b)] {
        let points = run(program).enumerated().map { (Double($0 + 1), $1) }
        drawing.series(points, series, in: panel, name: program)
      }
    }
    drawing.legend([("PyTorch", .a), ("Keras 3", .b)], 78, 68)
    return drawing.svg
  }
}
