import Dialects
import RMSprop
import Runs
import TestSupport
import Testing

/// A program of the catalogue as an implementation like any other.
struct DialectImplementationTests {
  private static func run(
    _ h: Hyperparameters, _ scalar: Scalar = .float64, rates: [Double?] = [nil, nil, nil],
    seed: UInt
  ) -> Run {
    let random = Random(seed: seed)
    func numbers() -> [Double] {
      (0..<6).map { i in
        scalar.rounded(random.gaussian() * Double(sign: .plus, exponent: 2 * i - 6, significand: 1))
      }
    }
    var run = Run(scalar: scalar, hyperparameters: h, parameters: numbers())
    for (t, rate) in (rates + [nil, nil]).enumerated() {
      run.append(StepInputs(learningRate: rate, gradient: t == 2 ? nil : numbers()))
    }
    return run
  }

  private static func comparison(_ level: Level, _ run: Run) throws -> Comparison {
    let expected = try BuiltIn().results(of: run)
    let actual = try DialectImplementation(Dialect()).results(of: run)
    var comparison = Comparison(level, run.scalar)
    for t in run.steps.indices {
      comparison.compare(step: t, expected: expected[step: t], actual: actual[step: t])
      for quantity in Quantity.allCases {
        #expect((expected[quantity, step: t] == nil) == (actual[quantity, step: t] == nil))
      }
    }
    #expect(comparison.values > 0)
    return comparison
  }

  /// Where η and λ are powers of two, what PyTorch rounds once a dialect rounds once, too.
  @Test(arguments: [Scalar.float64, .float32])
  func `PyTorch's dialect is the built-in one to the bit where no product is rounded by itself`(
    scalar: Scalar
  ) throws {
    for seed in 1..<200 {
      let random = Random(seed: UInt(seed))
      let (momentum, isCoarse) = (random.element(of: [0, 0.9]), random.element(of: [false, true]))
      let h = Hyperparameters(
        learningRate: momentum == 0 ? 0.01 : 0.0625, alpha: random.element(of: [0.9, 0.99, 0.3]),
        epsilon: random.element(of: [0, 1e-8, 0.1]), weightDecay: isCoarse ? 0.125 : 0,
        momentum: momentum, maximize: random.element(of: [false, true]))
      let run = Self.run(h, scalar, rates: [nil, 0.25, nil, 0.5], seed: UInt(300 + seed))
      let difference = try Self.comparison(.bits, run).firstDivergence
      #expect(difference == nil, "\(run.lines)")
    }
  }

  @Test func `PyTorch's dialect is the built-in one to 1e-12 with everything switched on`() throws {
    var bits = 0
    for seed in 1..<200 {
      let random = Random(seed: UInt(seed))
      let h = Hyperparameters(
        alpha: random.element(of: [0.9, 0.99, 0.3]), epsilon: 0.1,
        weightDecay: random.element(of: [0, 0.1]), momentum: random.element(of: [0, 0.9]),
        centered: random.element(of: [false, true]), maximize: random.element(of: [false, true]))
      let run = Self.run(h, rates: [nil, 0.003, nil], seed: UInt(600 + seed))
      let difference = try Self.comparison(.close, run).firstDivergence
      #expect(difference == nil, "\(run.lines)")
      if try Self.comparison(.bits, run).firstDivergence == nil { bits += 1 }
    }
    #expect(bits < 150, "most of these runs differ in last bits")
  }

  @Test func `the whole answer of every program is that of its step loop, to the bit`() throws {
    for (i, entry) in Catalogue.entries.enumerated() {
      let implementation = DialectImplementation(entry)
      var h = Hyperparameters(epsilon: 0.01)
      if !entry.lacks.contains(.momentum) { h.momentum = 0.9 }
      if !entry.lacks.contains(.centered) { h.centered = true }
      if !entry.lacks.contains(.weightDecay) { h.weightDecay = 0.1 }
      if !entry.lacks.contains(.maximize) { h.maximize = true }
      for scalar in [Scalar.float64, .float32] {
        let run = Self.run(h, scalar, rates: [nil, 0.02, nil], seed: UInt(900 + i))
        let whole = try implementation.results(of: [run])[0]
        var stepper = try implementation.start(run.emptied())
        for t in run.steps.indices {
          stepper.step(run[step: t])
          for quantity in Quantity.allCases {
            #expect(
              whole[quantity, step: t]?.map(\.bitPattern)
                == stepper.results[quantity]?.map(\.bitPattern), "\(entry.name)")
          }
        }
      }
    }
  }

  @Test func `what a program lacks is a skip that names it, and what it has is made`() throws {
    let changes: [(Feature, (inout Hyperparameters) -> Void)] = [
      (.momentum, { $0.momentum = 0.9 }), (.centered, { $0.centered = true }),
      (.weightDecay, { $0.weightDecay = 0.1 }), (.maximize, { $0.maximize = true }),
    ]
    for entry in Catalogue.entries {
      let implementation = DialectImplementation(entry)
      #expect(implementation.capabilities.features.isDisjoint(with: entry.lacks))
      for (feature, change) in changes {
        var h = Hyperparameters()
        change(&h)
        let run = Self.run(h, seed: 1200)
        if entry.lacks.contains(feature) {
          #expect(throws: Skip.notSupported([feature])) { try implementation.results(of: run) }
        } else {
          #expect(try implementation.results(of: run).steps == run.steps.count)
        }
      }
    }
    let nothing = try #require(Catalogue.entries.first { $0.lacks == Set(Feature.ofPrograms) })
    let all = Hyperparameters(weightDecay: 0.1, momentum: 0.9, centered: true, maximize: true)
    #expect(throws: Skip.notSupported([.centered, .maximize, .momentum, .weightDecay])) {
      try DialectImplementation(nothing).results(of: Self.run(all, seed: 1201))
    }
  }

  @Test func `16 bits are a skip that names the program, and a wrong value is PyTorch's error`()
    throws
  {
    let keras = DialectImplementation(try #require(Catalogue.entry("keras-3")))
    for scalar in [Scalar.float16, .bfloat16] {
      let reason = "keras-3 runs in float64 and float32, not in \(scalar.rawValue)"
      #expect(throws: Skip.reason(reason)) {
        try keras.results(of: Run(scalar: scalar, parameters: [1]))
      }
    }
    let wrong = Run(hyperparameters: Hyperparameters(alpha: -1), parameters: [1])
    #expect(throws: HyperparameterError.alpha(-1)) { try keras.start(wrong) }
    #expect(throws: Fault(.errorReply, "Invalid alpha value: -1.0")) {
      try keras.results(of: [wrong])
    }
  }

  @Test func `defaults are the program's, and PyTorch's where it has none`() throws {
    let keras = DialectImplementation(try #require(Catalogue.entry("keras-3"))).defaults
    #expect(keras == Hyperparameters(learningRate: 1e-3, alpha: 0.9, epsilon: 1e-7))
    let graves = DialectImplementation(try #require(Catalogue.entry("dqn-nature"))).defaults
    #expect(graves == Hyperparameters(alpha: 0.95, epsilon: 1e-2))
    #expect(DialectImplementation(Dialect()).defaults == Hyperparameters())
  }

  @Test func `each program's first step is its formula's`() throws {
    var run = Run(
      hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.75, epsilon: 12),
      parameters: [1])
    run.append(StepInputs(gradient: [4]))
    // What the gradient is divided by, √(4² / 4) being 2.
    let expected: [(Dialect.Epsilon, Double)] = [
      (.outside, 14), (.inside, 4), (.none, 2), (.floor, 12), (.both, 16), (.minusInside, .nan),
    ]
    for (epsilon, denominator) in expected {
      let theta = 1 - 2 / denominator
      let results = try DialectImplementation(Dialect(epsilon: epsilon)).results(of: run)
      #expect(results.squareAverage == [4])
      #expect(results.parameters == [theta] || theta.isNaN && results.parameter(0, 0).isNaN)
    }
  }
}
