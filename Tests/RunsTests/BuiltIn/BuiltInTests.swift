import NumberSystems
import RMSprop
import Runs
import TestSupport
import Testing

/// The built-in implementations, as implementations like any other.
struct BuiltInTests {
  /// A run with everything that its formula has, and now and then an odd number.
  private static func run(_ reference: Reference, _ scalar: Scalar, seed: UInt) -> Run {
    let random = Random(seed: seed)
    func numbers(_ count: Int) -> [Double] { random.numbers(count).map { scalar.rounded($0) } }
    var run = Run(reference: reference, scalar: scalar, parameters: numbers(5))
    run.hyperparameters.alpha = random.element(of: [0.3, 0.9, 0.99])
    run.hyperparameters.epsilon = random.element(of: [0, 1e-8, 0.125])
    if reference == .pytorch {
      run.hyperparameters.weightDecay = random.element(of: [0, 0.1])
      run.hyperparameters.momentum = random.element(of: [0, 0.9])
      run.hyperparameters.centered = random.element(of: [false, true])
      run.hyperparameters.maximize = random.element(of: [false, true])
    }
    for t in 0..<6 {
      let rate = t % 3 == 2 ? 0.01 / Double(t) : nil
      if t == 1 {
        run.append(StepInputs(gradient: nil))
      } else if reference == .batch {
        run.append(StepInputs(learningRate: rate, points: (0..<t).map { _ in numbers(5) }))
      } else {
        run.append(StepInputs(learningRate: rate, gradient: numbers(5)))
      }
    }
    return run
  }

  /// Where two results first differ by a bit, NaN being equal to NaN.
  private static func difference(_ a: Results, _ b: Results, _ scalar: Scalar) -> Divergence? {
    var comparison = Comparison(.bits, scalar)
    for t in 0..<a.steps { comparison.compare(step: t, expected: a[step: t], actual: b[step: t]) }
    return comparison.firstDivergence
  }

  @Test(arguments: Reference.allCases, Scalar.allCases)
  func `a run that is answered whole is the run that is stepped, to the bit`(
    reference: Reference, scalar: Scalar
  ) throws {
    for rounding in scalar.roundings {
      let implementation = BuiltIn(rounding)
      let runs = (0..<40).map { Self.run(reference, scalar, seed: UInt(500 + $0)) }
      let whole = try implementation.results(of: runs)
      for (run, whole) in zip(runs, whole) {
        var stepper = try implementation.start(run.emptied())
        for t in run.steps.indices {
          stepper.step(run[step: t])
          let stepped = Results(coordinates: run.coordinates, steps: [stepper.results])
          let found = Results(coordinates: run.coordinates, steps: [whole[step: t]])
          #expect(Self.difference(found, stepped, scalar) == nil, "\(run)")
          for quantity in Quantity.allCases {
            #expect((whole[quantity, step: t] == nil) == (stepper.results[quantity] == nil))
          }
        }
        #expect(whole.steps == run.steps.count)
      }
    }
  }

  @Test func `PyTorch's formula answers what PyTorchRMSprop computes, in either rounding`() throws {
    func direct<Number: RunNumber>(_: Number.Type, _ run: Run) throws -> [Double] {
      let optimizer = try PyTorchRMSprop(run.hyperparameters)
      var theta = run.parameters.map { Number($0) }
      var state: OptimizerState<Number>?
      for (t, rate) in run.rateOfEachStep.enumerated() {
        optimizer.step(
          &theta, gradient: run[step: t].gradient?.map { Number($0) }, state: &state,
          learningRate: rate)
      }
      return theta.map(\.double)
    }
    var differ = 0
    for seed in 600..<700 {
      let run = Self.run(.pytorch, .float32, seed: UInt(seed))
      let expected = [try direct(Float.self, run), try direct(Separate<Float>.self, run)]
      for (rounding, numbers) in zip([Rounding.fused, .separate], expected) {
        let last = try BuiltIn(rounding).results(of: run)[.parameters, step: 5].map(Array.init)
        let (a, b) = (
          Results(coordinates: 5, parameters: try #require(last)),
          Results(coordinates: 5, parameters: numbers)
        )
        #expect(Self.difference(a, b, .float32) == nil)
      }
      if expected[0].map(\.bitPattern) != expected[1].map(\.bitPattern) { differ += 1 }
    }
    #expect(differ > 10, "the two roundings are told apart: \(differ)")
  }

  @Test func `state appears with the first gradient, and only what the run keeps`() throws {
    var run = Run(parameters: [1])
    run.append(StepInputs(gradient: nil))
    run.append(StepInputs(gradient: [2]))
    let plain = try BuiltIn().results(of: run)
    #expect(plain[.squareAverage, step: 0] == nil && plain[.squareAverage, step: 1] != nil)
    #expect(!plain.has(.gradientAverage) && !plain.has(.momentumBuffer))
    #expect(plain.parameter(0, 0) == 1)
    run.hyperparameters.centered = true
    run.hyperparameters.momentum = 0.5
    let full = try BuiltIn().results(of: run)
    #expect(full.has(.gradientAverage) && full.has(.momentumBuffer))
  }

  @Test func `every formula is declared, and the types that the rounding is known for`() {
    for rounding in Rounding.allCases {
      let capabilities = BuiltIn(rounding).capabilities
      #expect(capabilities.references == Set(Reference.allCases))
      #expect(capabilities.scalars == Scalar.allCases.filter { $0.roundings.contains(rounding) })
      #expect(capabilities.rounding == rounding && capabilities.hasExactRoot)
    }
  }

  @Test func `what cannot be made is a skip or a fault, and the runs around it are made`() throws {
    var good = Run(id: "good", parameters: [1])
    good.append(StepInputs(gradient: [1]))
    var half = good
    half.scalar = .float16
    var wrong = good
    wrong.hyperparameters.alpha = -1
    var answers: [(Int, Answer)] = []
    try BuiltIn(.fusedBefore2_1).make([good, half, wrong, good], oneByOne: true) { index, answer in
      answers.append((index, answer))
      return true
    }
    #expect(answers.map(\.0) == [0, 1, 2, 3])
    guard answers.count == 4, case .results(let first) = answers[0].1,
      case .skipped(let skip) = answers[1].1, case .fault(let fault) = answers[2].1,
      case .results(let last) = answers[3].1
    else {
      Issue.record("\(answers)")
      return
    }
    #expect(first == last)
    #expect(skip == .reason("rounding fused-before-2.1 is not known for float16"))
    #expect(fault == Fault(.errorReply, "Invalid alpha value: -1.0"))
    #expect(throws: skip) { try BuiltIn(.fusedBefore2_1).results(of: [good, half]) }
  }

  @Test func `no run is made after take has said that it is enough`() throws {
    var seen = 0
    try BuiltIn().make([Run](repeating: Run(parameters: [1]), count: 5), oneByOne: false) { _, _ in
      seen += 1
      return seen < 2
    }
    #expect(seen == 2)
  }

  @Test func `an implementation that gives no answer has ended`() {
    struct Silent: Implementation {
      let capabilities = Capabilities()
      func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault) {}
    }
    #expect(throws: Fault(.ended, "no answer")) { try Silent().results(of: Run(parameters: [])) }
  }

  @Test func `bounds hold what is computed in every rounding`() throws {
    for scalar in Scalar.allCases {
      for reference in Reference.allCases {
        let run = Self.run(reference, scalar, seed: 700)
        var bounds = try BuiltIn().bounds(of: run)
        let results = try scalar.roundings.map { try BuiltIn($0).results(of: run) }
        for t in run.steps.indices {
          let bound = bounds.step(run[step: t])
          for quantity in Quantity.allCases {
            for numbers in results.compactMap({ $0[quantity, step: t] }) {
              let intervals = try #require(bound[quantity])
              #expect(intervals.count == numbers.count)
              #expect(zip(intervals, numbers).allSatisfy { $0.contains($1) }, "\(quantity) \(t)")
            }
          }
        }
      }
    }
  }

  @Test func `a step is explained with the numbers that it computes`() throws {
    for reference in Reference.allCases {
      let run = Self.run(reference, .float64, seed: 702)
      var stepper = try BuiltIn().start(run)
      for t in run.steps.indices {
        let equations = stepper.explain(run[step: t], coordinate: 2)
        stepper.step(run[step: t])
        guard run.steps[t].rows != nil else {
          #expect(equations.isEmpty)
          continue
        }
        let theta = try #require(stepper.results[.parameters])[2]
        let last = try #require(equations.last)
        #expect(last.equation.symbol == "\\theta_t")
        #expect(last.value.bitPattern == theta.bitPattern || last.value.isNaN && theta.isNaN)
      }
    }
  }
}
