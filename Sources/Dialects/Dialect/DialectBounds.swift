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
    let isSingle = run.scalar == .float32
    if flushesSubnormals {
      return isSingle
        ? DialectBounds<Flushing<Float>>(DialectRun(entry, run, h, number: Flushing<Float>.given))
        : DialectBounds<Flushing<Double>>(DialectRun(entry, run, h, number: Flushing<Double>.given))
    }
    return isSingle
      ? DialectBounds<Float>(DialectRun(entry, run, h) { Interval(Float($0)) })
      : DialectBounds<Double>(DialectRun(entry, run, h) { Interval($0) })
  }

  /// That subnormal numbers are flushed, if that explains the results.
  package func cause(of results: Results, of run: Run) -> String? {
    guard !flushesSubnormals else { return nil }
    var flushing = self
    flushing.flushesSubnormals = true
    return flushing.explains(results, of: run)
      ? "subnormal numbers may be taken for zero: declare \"subnormals\": \"flushed\"" : nil
  }

  /// Whether all results lie within the bounds of a run.
  private func explains(_ results: Results, of run: Run) -> Bool {
    guard var bounds = try? bounds(of: run) else { return false }
    var comparison = Comparison(.bound, run.scalars)
    for t in run.steps.indices {
      comparison.compare(
        step: t, expected: results[step: t], actual: results[step: t],
        bounds: bounds.step(run[step: t]))
    }
    return comparison.firstDivergence == nil
  }

  /// Which settings were rounded to float32, of a program that does so in float64.
  package func settings(explaining results: Results, of run: Run) -> String? {
    guard entry.traits.contains(.roundsSettings), run.scalar == .float64 else { return nil }
    if run.initialState != nil || !run.changes.isEmpty {
      let explaining = SingleSetting.combinations.first {
        explains(results, of: run.inFloat32($0))
      }
      return explaining?.map { "\($0.rawValue) (rounded to float32)" }.joined(separator: ", ")
    }
    let observed = Observations<Double>(run, results)
    let declared = EffectiveHyperparameters(run.hyperparameters)
    let dialect = entry.dialect(declared.switches).ascending(run.hyperparameters.maximize)
    let search = DialectSearch(observed, isQuick: true)
    for effective in search.inFloat32(declared).joined() {
      let settings = StepCoefficients(effective, observed)
      // Where nothing moves, or beyond all numbers, nothing is foretold, and state tells.
      guard observed.fit(dialect, settings) != .no else { continue }
      return effective.findings.map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
    }
    return nil
  }
}

/// A setting that may be held in float32.
private enum SingleSetting: String, CaseIterable {
  case lr, alpha, eps, momentum
  case weightDecay = "weight_decay"

  /// Every choice of some, those of few first.
  static let combinations: [[SingleSetting]] =
    (1..<1 << allCases.count).map { bits in
      allCases.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
    }
    .sorted { $0.count < $1.count }
}

extension SingleSetting {
  /// Where hyperparameters have it.
  fileprivate var place: WritableKeyPath<Hyperparameters, Double> {
    switch self {
    case .lr: \.learningRate
    case .alpha: \.alpha
    case .eps: \.epsilon
    case .momentum: \.momentum
    case .weightDecay: \.weightDecay
    }
  }

  /// Where a step has a change of it; `nil` for the rate, which stands in the step itself.
  fileprivate var change: WritableKeyPath<HyperparameterChange, Double?>? {
    switch self {
    case .lr: nil
    case .alpha: \.alpha
    case .eps: \.epsilon
    case .momentum: \.momentum
    case .weightDecay: \.weightDecay
    }
  }
}

extension Run {
  /// The run with these settings rounded to float32, wherever they are set.
  fileprivate func inFloat32(_ settings: [SingleSetting]) -> Run {
    func single(_ value: Double) -> Double { Double(Float(value)) }
    var run = self
    for setting in settings {
      run.hyperparameters[keyPath: setting.place] = single(hyperparameters[keyPath: setting.place])
      if let change = setting.change {
        for i in changes.indices {
          run.changes[i][keyPath: change] = changes[i][keyPath: change].map(single)
        }
      } else {
        for t in steps.indices { run.steps[t].learningRate = steps[t].learningRate.map(single) }
      }
    }
    return run
  }
}

/// A dialect's run on intervals.
private struct DialectBounds<Number: IntervalNumber & RunNumber>: BoundsStepper {
  private var run: DialectRun<Interval<Number>>

  init(_ run: DialectRun<Interval<Number>>) { self.run = run }

  mutating func step(_ inputs: StepInputs) -> [Quantity: [Interval<Double>]] {
    run.take(inputs)
    var bounds: [Quantity: [Interval<Double>]] = [:]
    for quantity in Quantity.allCases {
      bounds[quantity] = run.numbers(quantity)?.map(\.inDouble)
    }
    return bounds
  }
}
