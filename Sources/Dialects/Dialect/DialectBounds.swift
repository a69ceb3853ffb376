import NumberSystems
import RMSprop
package import Runs

extension DialectImplementation: Standard {
  /// The program's name.
  package var name: String { entry.name }

  /// What each value can be, in whatever order the dialect is evaluated.
  ///
  /// - Throws: as `start`.
  package func bounds(of run: Run) throws -> any BoundsStepper {
    _ = try start(run)
    let h = try run.hyperparameters.checked()
    return run.scalar == .float32
      ? DialectBounds<Float>(entry, run, h) : DialectBounds<Double>(entry, run, h)
  }

  /// Which settings were rounded to float32, of a program that does so in float64.
  package func settings(explaining results: Results, of run: Run) -> String? {
    guard entry.traits.contains(.roundsSettings), run.scalar == .float64 else { return nil }
    let observed = Observations<Double>(run, results)
    let declared = EffectiveHyperparameters(run.hyperparameters)
    let dialect = entry.dialect(declared.switches).ascending(run.hyperparameters.maximize)
    let search = DialectSearch(observed, isQuick: true)
    for effective in search.inFloat32(declared).joined() {
      let settings = StepCoefficients(effective, observed)
      guard observed.fit(dialect, settings) == .foretold else { continue }
      return effective.findings.map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
    }
    return nil
  }
}

/// A dialect's run on intervals.
private struct DialectBounds<Number: ObservedNumber>: BoundsStepper {
  private var run: DialectRun<Interval<Number>>

  init(_ entry: CatalogueEntry, _ run: Run, _ h: Hyperparameters) {
    self.run = DialectRun(entry, run, h)
  }

  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]] {
    run.take(inputs)
    var bounds: [Quantity: [Interval<Double>]] = [:]
    for quantity in Quantity.allCases {
      bounds[quantity] = run.numbers(quantity)?.map(\.inDouble)
    }
    return bounds
  }
}
