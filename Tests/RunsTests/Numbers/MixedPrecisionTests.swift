import RMSprop
import Runs
import Testing

/// Runs whose quantities have different types.
struct MixedPrecisionTests {
  private static let mixtures = [
    Scalars(parameters: .bfloat16, state: .float32, arithmetic: .float32),
    Scalars(parameters: .float32, state: .bfloat16, arithmetic: .float32),
    Scalars(parameters: .float64, state: .float32, arithmetic: .float64),
    Scalars(parameters: .float16, state: .float32, arithmetic: .float64),
  ]

  private func run(_ scalars: Scalars, alpha: Double = 0.75, gradients: [Double]) -> Run {
    let h = Hyperparameters(
      learningRate: 0.5, alpha: alpha, epsilon: 1e-3, weightDecay: 0.1, momentum: 0.5,
      centered: true)
    var run = Run(
      scalar: scalars.parameters, hyperparameters: h, parameters: gradients.map { $0 * 3 })
    run.mixedScalars = scalars.areUniform ? nil : scalars
    for step in 0..<4 {
      run.append(StepInputs(gradient: gradients.map { $0 * Double(step + 1) }))
    }
    return run
  }

  @Test(arguments: mixtures)
  func `what a run is given has the parameters' type first`(scalars: Scalars) throws {
    let numbers = [0.01, 0.33, -1.7]
    let rounded = numbers.map(scalars.parameters.rounded)
    var (raw, exact) = (run(scalars, gradients: numbers), run(scalars, gradients: numbers))
    raw.steps.removeLast(3)
    exact.steps.removeLast(3)
    raw.gradients.removeLast(9)
    exact.gradients = rounded
    exact.parameters = exact.parameters.map(scalars.parameters.rounded)
    #expect(try BuiltIn().results(of: raw) == BuiltIn().results(of: exact))
  }

  @Test(arguments: [Rounding.compiled, .compiledForeach, .compiledTensorRate])
  func `so it has where a compiled step computes 16 bits in float32`(rounding: Rounding) throws {
    let raw = run(Scalars(.float16), gradients: [0.01, 0.33])
    var exact = raw
    exact.gradients = raw.gradients.map(Scalar.float16.rounded)
    exact.parameters = raw.parameters.map(Scalar.float16.rounded)
    #expect(try BuiltIn(rounding).results(of: raw) == BuiltIn(rounding).results(of: exact))
  }

  @Test(arguments: mixtures)
  func `bounds hold what is kept in other types`(scalars: Scalars) throws {
    for rounding in [Rounding.fused, .separate, .compiled] {
      let run = run(scalars, gradients: [0.01, 0.33, -1.7])
      let results = try BuiltIn(rounding).results(of: run)
      var bounds = try BuiltIn().bounds(of: run)
      var comparison = Comparison(.bound, run.scalars)
      for t in run.steps.indices {
        comparison.compare(
          step: t, expected: results[step: t], actual: results[step: t],
          bounds: bounds.step(run[step: t]))
      }
      #expect(comparison.firstDivergence == nil && comparison.values > 0)
      #expect(comparison.maxBounds ?? 2 <= 1)
    }
  }

  @Test func `state that is kept with fewer digits than is said is out of bounds`() throws {
    let said = Scalars(parameters: .bfloat16, state: .float32, arithmetic: .float32)
    let run = run(said, gradients: [0.33])
    var kept = run
    kept.mixedScalars = Scalars(parameters: .bfloat16, state: .bfloat16, arithmetic: .float32)
    let results = try BuiltIn().results(of: kept)
    var bounds = try BuiltIn().bounds(of: run)
    var comparison = Comparison(.bound, said)
    for t in run.steps.indices {
      comparison.compare(
        step: t, expected: results[step: t], actual: results[step: t],
        bounds: bounds.step(run[step: t]))
    }
    #expect(comparison.firstDivergence?.quantity == .squareAverage)
  }
}
