import RMSprop
import Runs

/// A run of a program's dialect, on numbers or on intervals.
struct DialectRun<Number: DialectNumber> {
  let dialect: Dialect
  let switches: Dialect.Switches
  private let traits: Set<CatalogueEntry.Trait>
  private let number: @Sendable (Double) -> Number
  private(set) var hyperparameters: Hyperparameters
  private(set) var coordinates: [Dialect.Coordinate<Number>]

  /// A run before its first step; `number` makes numbers of those that are given.
  init(
    _ entry: CatalogueEntry, _ run: Run, _ h: Hyperparameters,
    number: @escaping @Sendable (Double) -> Number
  ) {
    self.number = number
    switches = Dialect.Switches(
      momentum: h.momentum > 0, centered: h.centered, weightDecay: h.weightDecay != 0)
    dialect = entry.dialect(switches).ascending(h.maximize)
    traits = entry.traits
    hyperparameters = h
    coordinates = run.parameters.map { Dialect.Coordinate(number($0)) }
  }

  /// Takes the next step.
  mutating func take(_ inputs: StepInputs) {
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
