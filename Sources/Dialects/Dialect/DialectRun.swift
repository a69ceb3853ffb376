import RMSprop
import Runs

extension Dialect.Switches {
  /// What hyperparameters switch on.
  fileprivate init(_ h: Hyperparameters) {
    self.init(momentum: h.momentum > 0, centered: h.centered, weightDecay: h.weightDecay != 0)
  }
}

/// A run of a program's dialect, on numbers or on intervals.
struct DialectRun<Number: DialectNumber> {
  private(set) var dialect: Dialect
  private(set) var switches: Dialect.Switches
  private let entry: CatalogueEntry
  private let traits: Set<CatalogueEntry.Trait>
  private let number: @Sendable (Double) -> Number
  private(set) var hyperparameters: Hyperparameters
  private(set) var coordinates: [Dialect.Coordinate<Number>]
  /// Where hyperparameters change, and to what.
  private let changes: [(step: Int, hyperparameters: Hyperparameters)]
  private var step = 0

  /// A run before its first step; `number` makes numbers of those that are given.
  init(
    _ entry: CatalogueEntry, _ run: Run, _ h: Hyperparameters,
    number: @escaping @Sendable (Double) -> Number
  ) {
    self.number = number
    self.entry = entry
    traits = entry.traits
    hyperparameters = h
    switches = Dialect.Switches(h)
    dialect = entry.dialect(switches).ascending(h.maximize)
    changes = run.changes.map { ($0.step, run.hyperparameters(in: $0.step)) }
    coordinates = run.parameters.map { Dialect.Coordinate(number($0)) }
    guard let state = run.initialState else { return }
    let alpha = number(h.alpha)
    let power = (0..<state.stepCount).reduce(number(1)) { power, _ in alpha * power }
    for i in coordinates.indices {
      coordinates[i].isFresh = false
      coordinates[i].power = power
      coordinates[i].v = number(state.squareAverage[i])
      if let m = state.gradientAverage { coordinates[i].m = number(m[i]) }
      guard let b = state.momentumBuffer else { continue }
      coordinates[i].b = number(traits.contains(.subtractsBuffer) ? -b[i] : b[i])
    }
  }

  /// Takes the next step.
  mutating func take(_ inputs: StepInputs) {
    if let now = changes.last(where: { $0.step == step }) {
      let rate = hyperparameters.learningRate
      hyperparameters = now.hyperparameters
      hyperparameters.learningRate = rate
      switches = Dialect.Switches(hyperparameters)
      dialect = entry.dialect(switches).ascending(hyperparameters.maximize)
    }
    step += 1
    hyperparameters.learningRate = inputs.learningRate ?? hyperparameters.learningRate
    let none = traits.contains(.fillsMissingGradients) ? coordinates.map { _ in 0.0 }[...] : nil
    guard let gradient = inputs.gradient ?? none else { return }
    let coefficients: Dialect.Coefficients<Number> = Dialect.coefficients(hyperparameters)
    for (i, g) in zip(coordinates.indices, gradient) {
      dialect.update(&coordinates[i], number(g), coefficients, switches)
    }
  }

  /// The numbers of a quantity, if there are any yet.
  func numbers(_ quantity: Quantity) -> [Number]? {
    let isFresh = coordinates.first?.isFresh ?? true
    return switch quantity {
    case .parameters: coordinates.map(\.theta)
    case .squareAverage: isFresh ? nil : coordinates.map(\.v)
    case .gradientAverage: isFresh || !switches.centered ? nil : coordinates.map(\.m)
    case .momentumBuffer where isFresh || !switches.momentum: nil
    case .momentumBuffer: coordinates.map { traits.contains(.subtractsBuffer) ? -$0.b : $0.b }
    }
  }
}
