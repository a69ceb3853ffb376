import NumberSystems
package import RMSprop
package import Runs

/// A program of the catalogue as an implementation: its dialect, in plain arithmetic.
///
/// A dialect is a formula and says nothing of rounding, so the last bits of these results mean
/// nothing.
package struct DialectImplementation: SteppedImplementation {
  /// The program's entry in the catalogue.
  package let entry: CatalogueEntry
  /// Whether what is held to it takes subnormal numbers for zero.
  package var flushesSubnormals = false

  /// An implementation of a program of the catalogue.
  package init(_ entry: CatalogueEntry) { self.entry = entry }

  /// An implementation of a dialect, whether or not a program computes it.
  package init(_ dialect: Dialect) {
    entry = CatalogueEntry(
      "dialect", "a dialect", versions: "", lr: nil, alpha: nil, eps: nil, source: "",
      dialect: dialect)
  }

  /// What the program can do: PyTorch's form of input in float64 and float32, without what it
  /// lacks.
  package var capabilities: Capabilities {
    Capabilities(features: Set(Feature.allCases).subtracting(entry.lacks))
  }

  /// The program's defaults, and PyTorch's where it has none.
  package var defaults: Hyperparameters {
    var h = Hyperparameters()
    h.learningRate = entry.defaults.learningRate ?? h.learningRate
    h.alpha = entry.defaults.alpha ?? h.alpha
    h.epsilon = entry.defaults.epsilon ?? h.epsilon
    h.momentum = entry.defaults.momentum ?? h.momentum
    return h
  }

  /// A run before its first step.
  ///
  /// - Throws: `Skip` for a type or a feature that the program does not have;
  ///   `HyperparameterError`, if a hyperparameter is out of range.
  package func start(_ run: Run) throws -> any Stepper {
    let h = try run.hyperparameters.checked()
    let lacking = entry.lacks.intersection(h.features)
    if !lacking.isEmpty {
      throw Skip.notSupported(lacking.sorted { $0.rawValue < $1.rawValue })
    }
    switch run.scalar {
    case .float64: return DialectStepper<Double>(entry, run, h)
    case .float32: return DialectStepper<Float>(entry, run, h)
    case .float16, .bfloat16:
      throw Skip.reason("\(entry.name) runs in float64 and float32, not in \(run.scalar.rawValue)")
    }
  }
}

/// A dialect's run that stands between two steps, read as doubles.
private struct DialectStepper<Number: ObservedNumber>: Stepper {
  private var run: DialectRun<Number>

  init(_ entry: CatalogueEntry, _ run: Run, _ h: Hyperparameters) {
    self.run = DialectRun(entry, run, h) { Number($0) }
  }

  mutating func step(_ inputs: StepInputs) { run.take(inputs) }

  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool {
    guard let these = run.numbers(quantity) else { return false }
    numbers += these.map(\.double)
    return true
  }

  func explain(_ inputs: StepInputs, coordinate i: Int) -> [Explanation] {
    guard let gradient = inputs.gradient else { return [] }
    var h = run.hyperparameters
    h.learningRate = inputs.learningRate ?? h.learningRate
    let coefficients: Dialect.Coefficients<Recorded<Number>> = Dialect.coefficients(h)
    var it = run.coordinates[i].recorded
    let g = Recorded(Number(gradient[gradient.startIndex + i]), given: Given.gradient.symbol)
    run.dialect.update(&it, g, coefficients, run.switches)
    return Recorded.equations(leadingTo: [it.v, it.m, it.b, it.theta], writing: \.text)
      .map { Explanation($0) }
  }
}

extension Dialect.Coordinate where Number: ObservedNumber & RunNumber {
  /// The coordinate with its numbers under their symbols.
  fileprivate var recorded: Dialect.Coordinate<Recorded<Number>> {
    func given(_ number: Number, _ given: Given) -> Recorded<Number> {
      Recorded(number, given: given.symbol)
    }
    var recorded = Dialect.Coordinate(given(theta, .parameter))
    recorded.v = given(v, .squareAverage)
    recorded.m = given(m, .gradientAverage)
    recorded.b = given(b, .momentumBuffer)
    recorded.power = Recorded(power, given: "\\rho^{t-1}")
    recorded.isFresh = isFresh
    return recorded
  }
}

extension Recorded: DialectNumber where Number: ObservedNumber {
  /// The greater operand, with its own origin.
  static func maximum(_ a: Recorded, _ b: Recorded) -> Recorded {
    a.value.isNaN || a.value > b.value ? a : b
  }

  /// The chosen operand, with its own origin.
  static func select(
    _ a: Recorded, ifPositive number: Recorded, else b: Recorded
  ) -> Recorded {
    number.value > 0 ? a : b
  }
}
