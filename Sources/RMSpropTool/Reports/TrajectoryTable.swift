import GoldenTraces
import RMSprop
import Runs
import Text

/// A trajectory as text that grows with the run.
protocol TrajectoryForm {
  var head: String { get }
  mutating func line(_ inputs: StepInputs, _ results: StepResults) -> String
  var tail: String { get }
}

extension TraceWriter: TrajectoryForm {}

/// A row for each step and coordinate.
struct TrajectoryTable: TrajectoryForm {
  private let name: String
  private let run: Run
  private let columns: [Quantity]
  private var count = 0

  init(_ implementation: ImplementationRun) {
    name = implementation.name
    let run = implementation.settings.run
    self.run = run
    columns = Quantity.allCases.filter { quantity in
      switch quantity {
      case .squareAverage, .parameters: true
      case .gradientAverage: run.hyperparameters.centered
      case .momentumBuffer: run.hyperparameters.momentum > 0
      }
    }
  }

  var head: String {
    let h = run.hyperparameters
    let start = run.parameters.enumerated().map { i, parameter in
      row("–", i, "", [:], parameter)
    }
    return """
      \(name), lr \(h.learningRate), alpha \(h.alpha), eps \(h.epsilon), \
      weight_decay \(h.weightDecay), momentum \(h.momentum), centered \(h.centered), \
      maximize \(h.maximize)
      \(aligned(["step", "coordinate", "grad"] + columns.map(\.rawValue)))

      """ + start.joined()
  }

  mutating func line(_ inputs: StepInputs, _ results: StepResults) -> String {
    defer { count += 1 }
    return run.parameters.indices.map { i in
      let numbers = inputs.rows.map { short($0[$0.startIndex + i]) }
      let gradient = inputs.gradient == nil ? "none" : numbers.joined(separator: " + ")
      let state = Dictionary(
        uniqueKeysWithValues: columns.compactMap { quantity in
          results[quantity].map { (quantity, $0[$0.startIndex + i]) }
        })
      return row("\(count)", i, gradient, state, nil)
    }.joined()
  }

  var tail: String { "" }

  private func row(
    _ step: String, _ coordinate: Int, _ gradient: String, _ state: [Quantity: Double],
    _ parameter: Double?
  ) -> String {
    let numbers = columns.map { quantity in
      (quantity == .parameters ? parameter ?? state[quantity] : state[quantity]).map(short) ?? ""
    }
    return aligned([step, "\(coordinate)", gradient] + numbers) + "\n"
  }

  /// The shortest digits that read back as the same number of its type.
  private func short(_ number: Double) -> String {
    run.scalar == .float64 ? decimal(number) : decimal(Float(number))
  }

  private func aligned(_ cells: [String]) -> String {
    zip(cells, [6, 10] + [Int](repeating: 24, count: cells.count - 2)).map { cell, width in
      String(repeating: " ", count: max(0, width - cell.count)) + cell
    }.joined(separator: "  ")
  }
}
