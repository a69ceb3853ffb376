import NumberSystems
package import RMSprop

/// The built-in implementations: every formula, in every type.
public struct BuiltIn: SteppedImplementation, Equatable {
  /// How fused operations are rounded. Only PyTorch's formula fuses.
  public let rounding: Rounding
  /// How PyTorch is set up, where that changes bits.
  public let execution: Execution

  /// All formulas, their fused operations rounded in this way.
  public init(_ rounding: Rounding = .fused, _ execution: Execution = Execution()) {
    (self.rounding, self.execution) = (rounding, execution)
  }

  /// Everything; a rate that changes and state for every formula, the rest for PyTorch's.
  public var capabilities: Capabilities {
    Capabilities(
      references: Set(Reference.allCases),
      scalars: Scalar.allCases.filter { $0.roundings.contains(rounding) }, rounding: rounding,
      hasExactRoot: true)
  }

  /// A run from its parameters and, if it goes on from another, its state, in its type.
  ///
  /// - Throws: `Skip` for a type for which the rounding is not known; `HyperparameterError`, if a
  ///   hyperparameter is out of range.
  public func start(_ run: Run) throws -> any Stepper {
    if run.changes.isEmpty { return try stepper(run, from: run.standing, root: .exact) }
    if let step = run.stepWithoutBuffer {
      throw Skip.reason("momentum in step \(step) has no buffer: it was off when state was made")
    }
    return try ChangingStepper(run) { try stepper($0, from: $1, root: .exact) }
  }

  /// A run from its parameters, or from what a step left; its hyperparameters never change.
  private func stepper(
    _ run: Run, from before: StepResults? = nil, root: Root
  ) throws -> any Stepper {
    let scalars = run.scalars(roundedAs: rounding)
    guard let parts = parts(of: run, root: root) else {
      throw Skip.reason(
        "rounding \(rounding.rawValue) is not known for \(scalars.arithmetic.rawValue)")
    }
    let run = withEpsilonStored(run)
    let steppers = try parts.map { number, places in
      try Self.stepper(
        number, places.map(run.of) ?? run, from: places.map { before?.of($0) } ?? before,
        keptAs: scalars)
    }
    if steppers.count == 1 { return steppers[0] }
    return PlacedStepper(zip(parts, steppers).map { ($0.places!, $1) })
  }

  /// The number types that a run's coordinates are computed on, and, where there are two, the
  /// coordinates of each. `nil` for a rounding that is not known for the run's type.
  func parts(of run: Run, root: Root) -> [(number: any RunNumber.Type, places: [Int]?)]? {
    let kernel = run.scalars(roundedAs: rounding).arithmetic.kernel(
      rounding, execution, run.hyperparameters, root: root,
      parameters: run.mixedScalars == nil ? run.scalar : nil)
    switch kernel {
    case nil: return nil
    case .everywhere(let number): return [(number, nil)]
    case .byPlace(let vectors, let inVectors, let left):
      let places = execution.places(run.coordinates) ?? vectors.places(run.coordinates)
      if places.inVectors.isEmpty { return [(left, nil)] }
      if places.left.isEmpty { return [(inVectors, nil)] }
      return [(inVectors, places.inVectors), (left, places.left)]
    }
  }

  /// `torch.compile` of PyTorch 2.14 and later rounds ε to 16 bits where parameters have 16 bits.
  func withEpsilonStored(_ run: Run) -> Run {
    guard run.scalar.hasSixteenBits, run.mixedScalars == nil, rounding.isCompiled,
      execution.compilesAsSince2_14
    else { return run }
    var run = run
    run.hyperparameters.epsilon = run.scalar.rounded(run.hyperparameters.epsilon)
    return run
  }

  @specialized(where Number == Double)
  @specialized(where Number == Float)
  @specialized(where Number == Separate<Double>)
  @specialized(where Number == Separate<Float>)
  private static func stepper<Number: RunNumber>(
    _: Number.Type, _ run: Run, from before: StepResults?, keptAs scalars: Scalars
  ) throws -> any Stepper {
    BuiltInStepper(run: try BuiltInRun<Number>(run, from: before), keptAs: scalars)
  }

  /// What one step leaves that begins where another left off.
  ///
  /// - Parameters:
  ///   - run: the settings, which never change.
  ///   - inputs: what the step is given.
  ///   - before: parameters and state before the step.
  ///   - root: which square root is taken.
  /// - Returns: parameters, and whatever state there is after the step.
  /// - Throws: as `start`.
  package func step(
    of run: Run, _ inputs: StepInputs, from before: StepResults, root: Root
  ) throws -> StepResults {
    var stepper = try stepper(run, from: before, root: root)
    stepper.step(inputs)
    return stepper.results
  }

  /// The equations of such a step, for one coordinate, with their numbers.
  ///
  /// - Throws: as `start`.
  package func explain(
    _ run: Run, _ inputs: StepInputs, from before: StepResults, root: Root, coordinate: Int
  ) throws -> [Explanation] {
    try stepper(run, from: before, root: root).explain(inputs, coordinate: coordinate)
  }

  /// The bounds of a run from its parameters: what each value can be, by whatever order of
  /// evaluation.
  ///
  /// - Throws: `HyperparameterError`, if a hyperparameter is out of range.
  package func bounds(of run: Run) throws(HyperparameterError) -> any BoundsStepper {
    switch run.scalars.arithmetic {
    case .float64: try BoundedRun<Double>(run)
    case .float32: try BoundedRun<Float>(run)
    case .float16: try BoundedRun<HalfPrecision<Binary16>>(run)
    case .bfloat16: try BoundedRun<HalfPrecision<BrainFloat16>>(run)
    }
  }
}

extension Run {
  /// The settings and parameters of some coordinates.
  fileprivate func of(_ places: [Int]) -> Run {
    var run = emptied()
    run.parameters = places.map { parameters[$0] }
    return run
  }
}

extension StepResults {
  /// What a step left of some coordinates.
  fileprivate func of(_ places: [Int]) -> StepResults {
    StepResults { quantity in
      self[quantity].map { numbers in places.map { numbers[numbers.startIndex + $0] }[...] }
    }
  }
}
