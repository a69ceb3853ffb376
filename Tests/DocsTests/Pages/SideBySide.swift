import Dialects
import FoundationEssentials
import RMSprop

/// The programs of the page's tables.
struct SideBySide {
  /// What its column's keys have.
  let name: String
  let dialect: Dialect
  /// The axes on which it is anything.
  let axes: Set<Dialect.Axis>

  static let programs: [SideBySide] = {
    let plain: Set<Dialect.Axis> = [.epsilon, .initialSquareAverage, .biasCorrection]
    let momentum = plain.union([.momentum, .learningRate, .centered])
    func entry(_ name: String, _ entry: String, _ axes: Set<Dialect.Axis>) -> SideBySide {
      SideBySide(
        name: name, dialect: Catalogue.entry(entry)!.dialect(.init(momentum: true)), axes: axes)
    }
    return [
      SideBySide(name: "textbook", dialect: Dialect(), axes: plain),
      SideBySide(name: "pytorch", dialect: Dialect(), axes: Set(Dialect.Axis.allCases)),
      SideBySide(name: "batch", dialect: Dialect(epsilon: .inside), axes: plain),
      entry("keras", "keras-3", momentum.union([.weightDecay])),
      entry("optax", "optax", momentum),
      entry("tensorflow", "tensorflow-v1", momentum),
    ]
  }()

  /// Those that the package does not implement.
  static let frameworks = programs[3...]

  /// The lines of the buffer and of the parameter, with momentum.
  var buffer: [String] {
    (dialect.learningRate.formula ?? "").components(separatedBy: ", ")
  }

  /// Decay that is taken from the parameter before anything else.
  var decay: String {
    guard axes.contains(.weightDecay), dialect.weightDecay == .decoupled else { return "" }
    return "first \(cell(.weightDecay)); "
  }

  /// What the program does on an axis, as a table's cell says it; nothing without the axis.
  func cell(_ axis: Dialect.Axis) -> String {
    guard axes.contains(axis) else { return "" }
    if axis == .maximize { return "a switch" }
    if axis == .biasCorrection && dialect.biasCorrection == .none { return "none" }
    let value = dialect[axis]
    return value.formula.map { "`\($0)`" } ?? value.words
  }

  /// The parameter of each program after each of the page's steps.
  static func runs(momentum: Double, rates: [Double]) throws -> [[Double]] {
    let h = Hyperparameters(alpha: 0.9, epsilon: 1e-3, momentum: momentum)
    let runs = try programs.map {
      try $0.dialect.parameters(h, from: 1, gradients: [1, 0.1, 0.01, 0.001], rates: rates)
    }
    return runs[0].indices.map { t in runs.map { $0[t] } }
  }
}
