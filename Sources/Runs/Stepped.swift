/// An implementation in this process, whose runs can be made step by step in constant memory, with
/// gradients that depend on where the run stands.
public protocol SteppedImplementation: Implementation {
  /// A run before its first step, from a run's settings and parameters; its steps are the caller's
  /// to give.
  ///
  /// - Throws: `Skip` for what it does not support, or what is wrong with the settings.
  func start(_ run: Run) throws -> any Stepper

  /// Whether its steppers can explain a step by equations; true by default.
  var statesEquations: Bool { get }
}

extension SteppedImplementation {
  /// Its steps are explained by equations.
  public var statesEquations: Bool { true }
}

/// A run that stands between two steps.
public protocol Stepper {
  /// Takes the next step.
  ///
  /// - Precondition: each gradient has n numbers; there is one, except in a batch run.
  mutating func step(_ inputs: StepInputs)

  /// Appends the n numbers of a quantity as they stand; false, and nothing is appended, where there
  /// are none yet.
  func append(_ quantity: Quantity, to numbers: inout [Double]) -> Bool

  /// The equations of the step that would come next, for one coordinate, with their numbers; none
  /// if the gradient is missing.
  func explain(_ inputs: StepInputs, coordinate: Int) -> [Explanation]
}

extension Stepper {
  /// What stands now, quantity by quantity.
  package var results: StepResults {
    StepResults { quantity in
      var numbers: [Double] = []
      return append(quantity, to: &numbers) ? numbers[...] : nil
    }
  }

  /// Takes every step of a run.
  package mutating func takeAll(of run: Run) -> Results {
    var results = Results(coordinates: run.coordinates)
    for t in run.steps.indices {
      step(run[step: t])
      results.append { append($0, to: &$1) }
    }
    return results
  }
}

extension SteppedImplementation {
  /// Makes one run after another.
  public func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault) {
    for (index, run) in runs.enumerated() {
      let answer: Answer
      do {
        answer = .results(try results(of: run))
      } catch let skip as Skip {
        answer = .skipped(skip)
      } catch let fault as Fault {
        answer = .fault(fault)
      } catch {
        answer = .fault(Fault(.errorReply, "\(error)"))
      }
      if !take(index, answer) { return }
    }
  }

  /// Makes a run.
  ///
  /// - Throws: what `start` throws.
  package func results(of run: Run) throws -> Results {
    var stepper = try start(run)
    return stepper.takeAll(of: run)
  }
}
