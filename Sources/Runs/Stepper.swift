/// A run that stands between two steps.
public protocol Stepper {
  /// Takes the next step.
  ///
  /// - Precondition: each gradient has n numbers; there is one, except in a batch run.
  mutating func step(_ inputs: StepInputs)

  /// Appends the n numbers of a quantity as they stand; false, and nothing is appended, where the
  /// run has not begun to keep it.
  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool

  /// The equations of the step that would come next, for one coordinate, with their numbers; none
  /// if the gradient is missing.
  func explain(_ inputs: StepInputs, coordinate: Int) -> [Explanation]

  /// Takes every step of a run, and returns what each left. The default takes one after another.
  mutating func takeAll(of run: Run) -> Results
}

extension Stepper {
  /// What stands now, quantity by quantity.
  package var results: StepResults {
    StepResults { quantity in
      var numbers: [Double] = []
      return append(quantity, to: &numbers) ? numbers[...] : nil
    }
  }

  /// Takes one step of a run after another.
  public mutating func takeAll(of run: Run) -> Results { oneByOne(run) }

  /// The loop itself: where the stepper's type is known, the compiler makes a function for it.
  mutating func oneByOne(_ run: Run) -> Results {
    var results = Results(coordinates: run.coordinates, expecting: run.steps.count)
    for t in run.steps.indices {
      step(run[step: t])
      results.append(self)
    }
    return results
  }
}
