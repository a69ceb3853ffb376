import Runs
import Testing

/// What comes back of a run, step by step and flat.
struct ResultsTests {
  private static func step(_ numbers: [Quantity: [Double]]) -> StepResults {
    StepResults { numbers[$0].map { $0[...] } }
  }

  @Test func `a step's quantities come back as they were set`() {
    var step = StepResults()
    #expect(Quantity.allCases.allSatisfy { step[$0] == nil })
    step[.momentumBuffer] = [1, 2]
    #expect(step[.momentumBuffer] == [1, 2] && step[.parameters] == nil)
    step[.momentumBuffer] = nil
    #expect(step == StepResults())
    for quantity in Quantity.allCases {
      let one = Self.step([quantity: [7]])
      #expect(Quantity.allCases.filter { one[$0] != nil } == [quantity])
    }
  }

  @Test func `a quantity may come late and be missing in between`() {
    let steps = [
      Self.step([.parameters: [1, 2]]),
      Self.step([.parameters: [3, 4], .squareAverage: [5, 6]]),
      Self.step([.squareAverage: [7, 8]]),
      Self.step([.parameters: [9, 10]]),
    ]
    let results = Results(coordinates: 2, steps: steps)
    #expect(results.steps == 4 && results.coordinates == 2)
    for (t, step) in steps.enumerated() { #expect(results[step: t] == step, "\(t)") }
    #expect(results.has(.squareAverage) && !results.has(.gradientAverage))
    #expect(results[.squareAverage] == nil, "the last step lacks it")
    #expect(results.parameters.count == 8 && results.parameters[4].isNaN)
    #expect(results.parameter(3, 1) == 10 && results.parameter(2, 0).isNaN)
  }

  @Test func `state before the first gradient counts as zero where the last step has it`() {
    let results = Results(
      coordinates: 1,
      steps: [Self.step([.parameters: [1]]), Self.step([.parameters: [2], .squareAverage: [3]])])
    #expect(results.squareAverage == [0, 3] && results.parameters == [1, 2])
    #expect(results[.squareAverage, step: 0] == nil && results.momentumBuffer == nil)
  }

  @Test func `whole, step by step and packed are three ways to the same results`() {
    let whole = Results(
      coordinates: 2, parameters: [1, 2, 3, 4], squareAverage: [5, 6, 7, 8],
      momentumBuffer: [9, 10, 11, 12])
    let stepped = Results(
      coordinates: 2,
      steps: [
        Self.step([.parameters: [1, 2], .squareAverage: [5, 6], .momentumBuffer: [9, 10]]),
        Self.step([.parameters: [3, 4], .squareAverage: [7, 8], .momentumBuffer: [11, 12]]),
      ])
    let packed = Results(coordinates: 2, steps: 2) { quantity in
      switch quantity {
      case .parameters: ([1, 2, 3, 4], [true, true])
      case .squareAverage: ([5, 6, 7, 8], [true, true])
      case .momentumBuffer: ([9, 10, 11, 12], [true, true])
      case .gradientAverage: ([], [false, false])
      }
    }
    #expect(whole == stepped && whole == packed && whole.gradientAverage == nil)
  }

  @Test func `packed numbers are those of the steps that have them`() {
    let packed = Results(coordinates: 2, steps: 3) { quantity in
      quantity == .parameters ? ([1, 2, 3, 4], [true, false, true]) : ([], [false, false, false])
    }
    let stepped = Results(
      coordinates: 2,
      steps: [Self.step([.parameters: [1, 2]]), StepResults(), Self.step([.parameters: [3, 4]])])
    for t in 0..<3 { #expect(packed[step: t] == stepped[step: t]) }
    #expect(packed[.parameters, step: 1] == nil && packed[.parameters, step: 2] == [3, 4])
  }

  @Test func `numbers can be replaced or left out, the rest stays`() {
    let results = Results(coordinates: 1, parameters: [1, 2], squareAverage: [3, 4])
    let changed = results.with(.parameters, [5, 6])
    #expect(changed.parameters == [5, 6] && changed.squareAverage == [3, 4])
    #expect(results.with(.squareAverage, nil) == Results(coordinates: 1, parameters: [1, 2]))
    #expect(results.withoutState == Results(coordinates: 1, parameters: [1, 2]))
  }

  @Test func `a run without coordinates has steps all the same`() {
    var results = Results(coordinates: 0)
    for _ in 0..<3 { results.append { quantity, _ in quantity == .parameters } }
    #expect(results.steps == 3 && results.parameters == [])
    #expect(results[.parameters, step: 2] == [] && !results.has(.squareAverage))
  }

  @Test func `results of no step hold nothing, and say so`() {
    #expect(Results(coordinates: 1, parameters: [])[.parameters] == [])
    #expect(Results(coordinates: 0, parameters: [])[.squareAverage] == nil)
    #expect(Results(coordinates: 1).with(.squareAverage, []).squareAverage == [])
  }
}
