import Mistakes
import RMSprop
import Runs
import Testing

/// A mistake as an implementation like any other.
struct MistakeImplementationTests {
  private static func mistake(_ name: String) throws -> Mistake {
    try #require(Mistake.all.first { $0.name == name })
  }

  /// A run of three steps, the second without a gradient.
  private static func run(_ parameter: Double = 1) -> Run {
    var run = Run(hyperparameters: Hyperparameters(momentum: 0.5), parameters: [parameter, 2])
    run.append(StepInputs(gradient: [0.5, -0.25]))
    run.append(StepInputs(gradient: nil))
    run.append(StepInputs(learningRate: 0.5, gradient: [0.125, 3]))
    return run
  }

  @Test func `runs are answered in their order, each as its stepper makes it`() throws {
    let runs = (0..<5).map { Self.run(Double($0)) }
    for mistake in Mistake.all {
      let implementation = MistakeImplementation(mistake)
      var indices: [Int] = []
      try implementation.make(runs, oneByOne: false) { index, answer in
        indices.append(index)
        guard case .results(let results) = answer,
          var stepper = try? implementation.start(runs[index])
        else {
          Issue.record("\(mistake.name): \(answer)")
          return true
        }
        for t in runs[index].steps.indices {
          stepper.step(runs[index][step: t])
          for quantity in Quantity.allCases {
            #expect(
              results[quantity, step: t]?.map(\.bitPattern)
                == stepper.results[quantity]?.map(\.bitPattern), "\(mistake.name)")
          }
        }
        return true
      }
      #expect(indices == Array(runs.indices), "\(mistake.name)")
    }
  }

  @Test func `a mistake's answer is that of its formula`() throws {
    var run = Run(
      hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.75, epsilon: 12),
      parameters: [1])
    run.append(StepInputs(gradient: [4]))
    let wrong = try MistakeImplementation(Self.mistake("epsilon-inside")).results(of: run)
    #expect(wrong.squareAverage == [4] && wrong.parameters == [0.5], "1 - 0.5 · 4 / √(4 + 12)")
    let none = try MistakeImplementation(.none).results(of: run)
    #expect(none.parameter(0, 0) == 1 - 2.0 / 14)
  }

  @Test func `only float64 is made, another type is skipped with its reason`() throws {
    for scalar in Scalar.allCases where scalar != .float64 {
      var run = Self.run()
      run.scalar = scalar
      #expect(throws: Skip.reason("mistakes are made in float64, not in \(scalar.rawValue)")) {
        try MistakeImplementation(.none).results(of: run)
      }
    }
  }

  @Test func `rounding is declared by all except those that change it`() {
    for mistake in Mistake.all {
      let capabilities = MistakeImplementation(mistake).capabilities
      let differsInRounding = if case .equalUpToRounding = mistake.kind { true } else { false }
      #expect((capabilities.rounding == nil) == differsInRounding, "\(mistake.name)")
      #expect(capabilities.scalars == [.float64])
      #expect(!MistakeImplementation(mistake).statesEquations)
    }
  }

  @Test func `one that declares no state shows parameters alone`() throws {
    let capabilities = Capabilities(scalars: [.float64], features: [.momentum])
    let bare = MistakeImplementation(.none, capabilities: capabilities)
    #expect(bare.capabilities == capabilities)
    let results = try bare.results(of: Self.run())
    #expect(results == (try MistakeImplementation(.none).results(of: Self.run())).withoutState)
  }
}
