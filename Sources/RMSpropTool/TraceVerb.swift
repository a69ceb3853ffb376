import ArgumentParser
import GoldenTraces
import RMSprop

/// `rmsprop trace`: the trajectory of a built-in implementation.
struct TraceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Make a trajectory: parameters and state after every step.",
    discussion: """
      The gradients come from the command line, from a file or stdin (a line for each step), from \
      a trace, or from a model that is trained. As text, a row for each step and coordinate; as \
      JSON, a trace in the form rmsprop-trace/1. Steps are written as they are computed.

      \(Implementation.help)

      Examples:
        rmsprop trace --params 0.5,-1.25 --gradient 0.1,-0.2 --gradient 0.3,0.4 --momentum 0.9
        rmsprop trace --params 1 --gradients gradients.txt --format json --output run.json
        rmsprop trace --model sigmoid --epochs 1000
        rmsprop trace recorded.json --implementation textbook-inside

      Exit codes: 0 the run is complete; 3 an input cannot be read, or the output cannot be \
      written; 64 the command line is wrong.
      """)

  @OptionGroup var options: RunOptions

  @Option(help: "What runs; by default what the trace says, batch for a model, else pytorch.")
  var implementation: Implementation?

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.file.check()
    var (run, source) = try options.run(implementation)
    var progress = Progress(total: source.count, isWanted: output.file.leavesTerminalFree)
    try output.file.stream { write in
      var form: any TrajectoryForm =
        switch output.format {
        case .text: TrajectoryTable(run.settings)
        case .json: TraceWriter(run.settings)
        }
      try write(form.head)
      while let step = try source.next(run.parameters, run.settings.scalar) {
        try write(form.line(run.advance(step)))
        progress.advance()
      }
      try write(form.tail)
    }
    progress.clear()
  }
}

/// A trajectory as text that grows with the run.
private protocol TrajectoryForm {
  var head: String { get }
  mutating func line(_ step: Trace.Step) -> String
  var tail: String { get }
}

extension TraceWriter: TrajectoryForm {}

/// A row for each step and coordinate.
private struct TrajectoryTable: TrajectoryForm {
  private let settings: Trace
  private let columns: [Trace.Quantity]
  private var count = 0

  init(_ settings: Trace) {
    self.settings = settings
    columns = Trace.Quantity.allCases.filter { quantity in
      switch quantity {
      case .squareAverage, .parameters: true
      case .gradientAverage: settings.hyperparameters.centered
      case .momentumBuffer: settings.hyperparameters.momentum > 0
      }
    }
  }

  var head: String {
    let h = settings.hyperparameters
    let start = settings.parameters.enumerated().map { i, parameter in
      row("–", i, "", [:], parameter)
    }
    return """
      \(settings.implementation), lr \(h.learningRate), alpha \(h.alpha), eps \(h.epsilon), \
      weight_decay \(h.weightDecay), momentum \(h.momentum), centered \(h.centered), \
      maximize \(h.maximize)
      \(aligned(["step", "coordinate", "grad"] + columns.map(\.rawValue)))

      """ + start.joined()
  }

  mutating func line(_ step: Trace.Step) -> String {
    defer { count += 1 }
    return settings.parameters.indices.map { i in
      let gradient =
        switch step.gradient {
        case .missing: "none"
        case .single(let numbers): short(numbers[i])
        case .points(let rows): rows.map { short($0[i]) }.joined(separator: " + ")
        }
      let state = Dictionary(
        uniqueKeysWithValues: columns.compactMap { quantity in
          step.results[quantity].map { (quantity, $0[i]) }
        })
      return row("\(count)", i, gradient, state, nil)
    }.joined()
  }

  var tail: String { "" }

  private func row(
    _ step: String, _ coordinate: Int, _ gradient: String, _ state: [Trace.Quantity: Double],
    _ parameter: Double?
  ) -> String {
    let numbers = columns.map { quantity in
      (quantity == .parameters ? parameter ?? state[quantity] : state[quantity]).map(short) ?? ""
    }
    return aligned([step, "\(coordinate)", gradient] + numbers) + "\n"
  }

  /// The shortest digits that read back as the same number of its type.
  private func short(_ number: Double) -> String {
    settings.scalar == .float64 ? decimal(number) : decimal(Float(number))
  }

  private func aligned(_ cells: [String]) -> String {
    zip(cells, [6, 10] + [Int](repeating: 24, count: cells.count - 2)).map { cell, width in
      String(repeating: " ", count: max(0, width - cell.count)) + cell
    }.joined(separator: "  ")
  }
}
