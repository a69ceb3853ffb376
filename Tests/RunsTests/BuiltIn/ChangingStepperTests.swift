import NumberSystems
import RMSprop
import Testing

@testable import Runs

/// Runs whose hyperparameters change, and runs that begin with state.
struct ChangingStepperTests {
  private static func run(_ rounding: Rounding, _ scalar: Scalar) -> Run {
    var run = Run(
      scalar: scalar,
      hyperparameters: Hyperparameters(
        alpha: 0.9, momentum: 0.5, centered: true), parameters: [1, -2, 0.5])
    for t in 0..<6 {
      run.append(
        StepInputs(
          learningRate: t == 1 ? 0.25 : nil,
          gradient: t == 3 ? nil : [0.5, -1, 0.25 * Double(t)]))
    }
    return run
  }

  @Test(arguments: [Rounding.fused, .separate, .compiled, .sve256], [Scalar.float64, .float32])
  func `a run that is cut in two and goes on is the whole run`(
    rounding: Rounding, scalar: Scalar
  ) throws {
    let whole = Self.run(rounding, scalar)
    let results = try BuiltIn(rounding).results(of: whole)
    for cut in 0..<5 {
      var rest = whole.emptied()
      let left = results[step: cut]
      rest.parameters = Array(left[.parameters]!)
      rest.initialState = InitialState(
        stepCount: cut + 1, squareAverage: Array(left[.squareAverage]!),
        gradientAverage: left[.gradientAverage].map(Array.init),
        momentumBuffer: left[.momentumBuffer].map(Array.init))
      rest.hyperparameters.learningRate = whole.rateOfEachStep[cut]
      for t in (cut + 1)..<6 { rest.append(whole[step: t]) }
      let after = try BuiltIn(rounding).results(of: rest)
      for t in 0..<after.steps { #expect(after[step: t] == results[step: cut + 1 + t]) }
    }
  }

  @Test(arguments: [Rounding.fused, .separate, .compiled, .sve256], [Scalar.float64, .float32])
  func `hyperparameters that change are those of a run that goes on`(
    rounding: Rounding, scalar: Scalar
  ) throws {
    var changing = Self.run(rounding, scalar)
    // 1 − α is 1 in every type: the lerp of PyTorch's vectors takes another way then.
    changing.changes = [
      HyperparameterChange(step: 2, alpha: 0), HyperparameterChange(step: 4, epsilon: 0.5),
      HyperparameterChange(step: 4, alpha: 0.5, momentum: 0.25, weightDecay: 0.125),
    ]
    #expect(changing.hyperparameters(in: 3).alpha == 0)
    #expect(changing.hyperparameters(in: 4).epsilon == 0.5)
    let results = try BuiltIn(rounding).results(of: changing)
    var standing = StepResults { $0 == .parameters ? changing.parameters[...] : nil }
    for t in 0..<6 {
      var inputs = changing[step: t]
      inputs.learningRate = changing.rateOfEachStep[t]
      standing = try BuiltIn(rounding).step(
        of: changing.settled(in: t), inputs, from: standing, root: .exact)
      #expect(results[step: t] == standing, "step \(t)")
    }
    var bounds = try BuiltIn(rounding).bounds(of: changing)
    for t in 0..<6 {
      let bound = bounds.step(changing[step: t])
      for quantity in Quantity.allCases {
        let numbers = results[quantity, step: t].map(Array.init) ?? []
        for (i, number) in numbers.enumerated() {
          #expect(bound[quantity]![i].contains(number), "\(quantity) of step \(t)")
        }
      }
    }
  }

  @Test func `a change out of range is refused before the first step`() {
    var run = Self.run(.fused, .float64)
    run.changes = [HyperparameterChange(step: 2, alpha: -1)]
    #expect(throws: HyperparameterError.self) { try BuiltIn().start(run) }
    #expect(throws: HyperparameterError.self) { try BuiltIn().bounds(of: run) }
  }

  @Test(arguments: [
    (Printed.decimals(2), 1.234, 0.005), (.digits(3), 1.234, 0.005), (.digits(3), 1234, 5),
    (.digits(3), 0.001234, 0.000005), (.digits(1), 9.99, 0.5), (.digits(2), 1e-300, 5e-302),
    (.digits(2), 0, 0), (.decimals(0), 1e20, 0.5), (.digits(17), 1e16, 0.5),
  ])
  func `half a unit in the last printed place`(printed: Printed, number: Double, half: Double) {
    #expect(abs(printed.halfUnit(of: number) - half) <= 1e-12 * half)
  }
}
