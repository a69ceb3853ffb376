import NumberSystems
import RMSprop
import TestSupport
import Testing

@testable import Runs

/// Which coordinates are computed in which way.
struct KernelTests {
  @Test func `each chunk is cut into vectors from its beginning`() {
    func left(_ count: Int, threads: Int = 1, length: Int = 32) -> [Int] {
      Vectors(length: length, threads: threads).places(count).left
    }
    #expect(left(0).isEmpty && left(32).isEmpty && left(64).isEmpty)
    #expect(left(31) == Array(0..<31) && left(33) == [32] && left(40, length: 16) == Array(32..<40))
    // No thread takes fewer than 32768 numbers: 40003 are two chunks of 20002 and 20001.
    #expect(left(32768, threads: 4).isEmpty && left(40003) == [40000, 40001, 40002])
    #expect(left(40003, threads: 2) == [20000, 20001] + [40002])
    #expect(left(40003, threads: 8) == left(40003, threads: 2))
    for count in [1, 100, 40003, 70001] {
      let places = Vectors(length: 32, threads: 3).places(count)
      #expect((places.inVectors + places.left).sorted() == Array(0..<count))
    }
  }

  /// The way of each coordinate of a run, in which all coordinates are given the same.
  private static func ways(
    _ scalar: Scalar, _ rounding: Rounding, _ execution: Execution = Execution(), count: Int = 37
  ) throws -> [[Double]] {
    var run = Run(
      scalar: scalar,
      hyperparameters: Hyperparameters(
        alpha: scalar.hasSixteenBits ? 0.99 : 0.6, epsilon: 1e-3, weightDecay: 0.3,
        momentum: 0.9, centered: true),
      parameters: [Double](repeating: scalar.rounded(0.7), count: count))
    let random = Random(seed: 16)
    for _ in 0..<40 {
      let gradient = scalar.rounded(random.gaussian())
      run.append(StepInputs(gradient: [Double](repeating: gradient, count: count)))
    }
    let results = try BuiltIn(rounding, execution).results(of: run)
    let numbers = [Quantity.squareAverage, .parameters].map { results[$0]! }
    return (0..<count).map { i in
      (0..<40).flatMap { t in numbers.map { $0[t * count + i] } }
    }
  }

  @Test(arguments: [
    (Scalar.bfloat16, Rounding.fused, 32), (.float16, .fused, 32), (.bfloat16, .fusedBefore2_1, 32),
    (.float32, .sve256, 32), (.float64, .sve256, 32),
  ])
  func `equal coordinates part where a vector ends, and nowhere else`(
    scalar: Scalar, rounding: Rounding, length: Int
  ) throws {
    let ways = try Self.ways(scalar, rounding)
    #expect(Set(ways.prefix(length)).count == 1 && Set(ways.dropFirst(length)).count == 1)
    #expect(ways[0] != ways[36], "or the case would tell nothing")
    let alone = try Self.ways(scalar, rounding, count: 1)
    #expect(ways[36] == alone[0], "what is left of a vector is computed as a number alone")
  }

  @Test func `what is not contiguous, and 16 bits on Arm, are computed one by one`() throws {
    for scalar in [Scalar.float16, .bfloat16] {
      let oneByOne = try Self.ways(scalar, .fused, count: 1)
      for execution in [Execution(isContiguous: false), Execution(machine: .arm)] {
        #expect(Set(try Self.ways(scalar, .fused, execution)) == Set(oneByOne))
      }
    }
  }

  @Test func `where the gradient alone has gaps, weight decay is computed one by one`() throws {
    var decayed = Hyperparameters(weightDecay: 0.3)
    for (momentum, isSame) in [(0.0, true), (0.9, false)] {
      decayed.momentum = momentum
      func results(_ execution: Execution) throws -> Results {
        var run = Run(scalar: .bfloat16, hyperparameters: decayed, parameters: [])
        run.parameters = (0..<64).map { Double($0 % 17) / 4 + 0.375 }
        for t in 0..<8 {
          run.append(StepInputs(gradient: (0..<64).map { Double(($0 + t) % 23) / 8 - 1.1875 }))
        }
        return try BuiltIn(.fused, execution).results(of: run)
      }
      let apart = try results(Execution(layout: .stridedGradient))
      #expect(try apart != results(Execution()))
      // Without momentum no other equation depends on a place.
      #expect(try (apart == results(Execution(isContiguous: false))) == isSame)
    }
  }

  @Test func `taken together, 16-bit parameters have other averages`() throws {
    let one = Hyperparameters(momentum: 0)
    for execution in [Execution(), Execution(foreach: true)] {
      var run = Run(scalar: .bfloat16, hyperparameters: one, parameters: [0])
      for _ in 0..<2000 { run.append(StepInputs(gradient: [1])) }
      let results = try BuiltIn(.fused, execution).results(of: run)
      let v = try #require(results[.squareAverage, step: 1999]?.first)
      #expect(v == (execution.foreach == true ? 0.8359375 : 0.98046875))
    }
  }

  @Test func `in 16 bits a compiled step rounds what it leaves, and ε since 2.14 before it`() throws
  {
    var run = Run(scalar: .float16, hyperparameters: Hyperparameters(), parameters: [1])
    run.append(StepInputs(gradient: [0]))
    func theta(_ version: Execution.Version?) throws -> Double {
      try BuiltIn(.compiled, Execution(version: version)).results(of: run).parameter(0, 0)
    }
    // The default ε is 0 in float16, and not in float32.
    #expect(try theta(nil) == 1 && theta(.init(2, 13)) == 1 && theta(.init(2, 14)).isNaN)
  }

  @Test func `a mean that is the gradient keeps the sign of zero in vectors alone`() throws {
    let h = Hyperparameters(alpha: 0, centered: true)
    for (scalar, length) in [(Scalar.float64, 8), (.float32, 16), (.float16, 32), (.bfloat16, 32)] {
      for rounding in [Rounding.fused, .separate] {
        var run = Run(
          scalar: scalar, hyperparameters: h, parameters: [Double](repeating: 1, count: length + 1))
        run.append(StepInputs(gradient: [Double](repeating: -0.0, count: length + 1)))
        let m = try #require(try BuiltIn(rounding).results(of: run)[.gradientAverage, step: 0])
        #expect(m.map(\.sign) == [FloatingPointSign](repeating: .minus, count: length) + [.plus])
      }
    }
  }

  @Test func `parameters in 16 bits with state in 32 keep the state's digits`() throws {
    var run = Run(scalar: .bfloat16, hyperparameters: Hyperparameters(), parameters: [0])
    run.mixedScalars = Scalars(parameters: .bfloat16, state: .float32, arithmetic: .float32)
    var single = Run(scalar: .float32, hyperparameters: Hyperparameters(), parameters: [0])
    for _ in 0..<100 {
      run.append(StepInputs(gradient: [1]))
      single.append(StepInputs(gradient: [1]))
    }
    let (mixed, whole) = (try BuiltIn().results(of: run), try BuiltIn().results(of: single))
    #expect(mixed[.squareAverage, step: 99] == whole[.squareAverage, step: 99])
    let theta = mixed.parameter(99, 0)
    #expect(theta == Scalar.bfloat16.rounded(theta) && theta != whole.parameter(99, 0))
  }

  @Test(arguments: [
    ("2.13.0+cpu", Execution.Version(2, 13)), ("1.13.1", .init(1, 13)), ("2.0.1", .init(2, 0)),
    ("2.15.0a0+git", .init(2, 15)), ("v2.14.1", .init(2, 14)), ("torch 2.4", .init(2, 4)),
  ])
  func `a version is its first two numbers`(text: String, version: Execution.Version) {
    #expect(Execution.Version(text) == version)
    #expect(Execution.Version("unknown") == nil && Execution.Version("2") == nil)
    #expect(Execution.Version(2, 9) < .init(2, 10) && Execution.Version(1, 13) < .init(2, 0))
  }
}
