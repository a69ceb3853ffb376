import RMSprop
package import Runs

// The level `root`: PyTorch's x86 wheels take the square root from a library that is off by one
// unit in the last place now and then, on some CPUs more often than on others. With one of three
// roots each step is right in every bit, from the state that was recorded before it.

/// A comparison, and at level `root` what was found of the roots.
package struct RootComparison {
  /// The values, beside those of the root that fits.
  package var comparison: Comparison
  /// How many coordinate-steps fit a neighbour of the correctly rounded root alone; `nil` if it is
  /// not asked.
  package var neighbours: Int?
}

extension Trace {
  /// Why the level `root` does not apply; `nil` if it does.
  package func obstacleToRoot(_ seen: Results) -> String? {
    guard run.reference == .pytorch else { return "level root is about PyTorch's formula" }
    let h = run.hyperparameters
    let needed: [Quantity] =
      [.squareAverage] + (h.centered ? [.gradientAverage] : [])
      + (h.momentum > 0 ? [.momentumBuffer] : [])
    guard let first = run.steps.firstIndex(where: { $0.rows != nil }) else { return nil }
    for t in first..<run.steps.count {
      if let lacking = needed.first(where: { seen[$0, step: t] == nil }) {
        return "level root needs the state of every step: steps[\(t)] has no \(lacking.rawValue)"
      }
    }
    return nil
  }

  /// Compares each step of a run that gave `seen` with what `reference` makes of the state before.
  ///
  /// - Throws: what the reference throws for this run.
  package func compareByRoot(_ seen: Results, with reference: BuiltIn) throws -> RootComparison {
    var (comparison, count) = (Comparison(.root, run.scalar), 0)
    var before = StepResults { $0 == .parameters ? run.parameters[...] : nil }
    var rate: Double?
    for t in run.steps.indices {
      var inputs = run[step: t]
      rate = inputs.learningRate ?? rate
      inputs.learningRate = rate
      let actual = seen[step: t]
      let expected = try Root.allCases.map {
        try reference.step(of: run, inputs, from: before, root: $0)
      }
      let (fitting, neighbours) = expected.fitting(actual, run)
      comparison.compare(step: t, expected: fitting, actual: actual)
      count += neighbours
      before = actual
    }
    return RootComparison(comparison: comparison, neighbours: count)
  }
}

extension [StepResults] {
  /// Of several results, coordinate by coordinate, the first that is `actual` to the bit, or else
  /// the first; and of how many coordinates it was not the first.
  fileprivate func fitting(_ actual: StepResults, _ run: Run) -> (StepResults, others: Int) {
    var (chosen, others) = (self[0], 0)
    for i in 0..<run.coordinates {
      func fits(_ results: StepResults) -> Bool {
        Quantity.allCases.allSatisfy { quantity in
          guard let a = results[quantity], let b = actual[quantity] else { return true }
          return run.scalar.ulpDistance(a[a.startIndex + i], b[b.startIndex + i]) == 0
        }
      }
      guard let place = firstIndex(where: fits), place > 0 else { continue }
      others += 1
      for quantity in Quantity.allCases {
        guard let numbers = self[place][quantity] else { continue }
        let start = chosen[quantity]!.startIndex
        chosen[quantity]![start + i] = numbers[numbers.startIndex + i]
      }
    }
    return (chosen, others)
  }
}
