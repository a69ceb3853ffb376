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
  /// True: steps are explained by equations.
  public var statesEquations: Bool { true }
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
