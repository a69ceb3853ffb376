import NumberSystems
package import RMSprop

/// The built-in implementations: every formula, in every type.
public struct BuiltIn: SteppedImplementation {
  /// How fused operations are rounded. Only PyTorch's formula fuses.
  public let rounding: Rounding

  /// All formulas, their fused operations rounded in this way.
  public init(_ rounding: Rounding = .fused) { self.rounding = rounding }

  /// Everything; a rate that changes and state for every formula, the rest for PyTorch's.
  public var capabilities: Capabilities {
    Capabilities(
      references: Set(Reference.allCases),
      scalars: Scalar.allCases.filter { $0.number(rounding) != nil }, rounding: rounding,
      hasExactRoot: true)
  }

  /// A run from its parameters, in its type.
  ///
  /// - Throws: `Skip` for a type for which the rounding is not known; `HyperparameterError`, if a
  ///   hyperparameter is out of range.
  public func start(_ run: Run) throws -> any Stepper {
    guard let number = run.scalar.number(rounding) else {
      throw Skip.reason("rounding \(rounding.rawValue) is not known for \(run.scalar.rawValue)")
    }
    return try Self.stepper(number, run)
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  private static func stepper<Number: RunNumber>(
    _: Number.Type, _ run: Run
  ) throws -> any Stepper {
    BuiltInStepper(run: try BuiltInRun<Number>(run))
  }

  /// What one step leaves that begins where another left off.
  ///
  /// - Parameters:
  ///   - run: the settings.
  ///   - inputs: what the step is given.
  ///   - before: parameters and state before the step.
  ///   - root: which square root is taken.
  /// - Returns: parameters, and whatever state there is after the step.
  /// - Throws: as `start`.
  package func step(
    of run: Run, _ inputs: StepInputs, from before: StepResults, root: Root
  ) throws -> StepResults {
    func step<Number: RunNumber>(_: Number.Type) throws -> StepResults {
      var stepper = BuiltInStepper(run: try BuiltInRun<Number>(run, from: before))
      stepper.step(inputs)
      return stepper.results
    }
    guard let number = run.scalar.number(rounding, root: root) else {
      throw Skip.reason("rounding \(rounding.rawValue) is not known for \(run.scalar.rawValue)")
    }
    return try step(number)
  }

  /// The bounds of a run from its parameters: what each value can be, by whatever order of
  /// evaluation; `nil` for a scalar without bounds.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  package static func bounds(
    of run: Run
  ) throws(HyperparameterError) -> (any BoundsStepper)? {
    switch run.scalar {
    case .float64: try BoundedRun<Double>(run)
    case .float32: try BoundedRun<Float>(run)
    case .float16, .bfloat16: nil
    }
  }
}
