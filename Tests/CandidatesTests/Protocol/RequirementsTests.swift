import GoldenTraces
import Runs
import Testing

@testable import Candidates

/// What is asked of a candidate's rounding.
struct RequirementsTests {
  private func trace(_ name: String, _ set: String = "pytorch/fused/float64") throws -> Trace {
    try TraceFolder.golden().trace("\(set)/\(name).json")
  }

  private func answer(_ trace: Trace, _ rounding: Rounding) throws -> Answer {
    .results(try BuiltIn(rounding).results(of: trace.run))
  }

  /// Cases in which fused and separate rounding are far apart, because a difference cancels.
  private static let telling = ["constant-gradient-alpha-0.5", "constant-gradient-alpha-0.9"]

  @Test(arguments: [Rounding.fused, .separate, .compiled, .compiledForeach, .fusedBefore2_1])
  func `a program that keeps to one rounding passes, and need not say which`(
    rounding: Rounding
  ) throws {
    var requirements = Requirements(Declaration(name: "one", supports: [.centered]), level: nil)
    for name in Self.telling + ["basic-plain"] {
      let trace = try trace(name)
      let report = requirements.report(try answer(trace, rounding), to: trace, file: "")
      #expect(report.verdict == .pass, "\(name)")
    }
  }

  @Test func `a program that rounds in one way here and in another there fails`() throws {
    var requirements = Requirements(Declaration(name: "two", supports: [.centered]), level: nil)
    let (first, second) = (try trace(Self.telling[0]), try trace(Self.telling[1]))
    let one = requirements.report(try answer(first, .fused), to: first, file: "")
    #expect(one.verdict == .pass && one.note == nil)
    let other = requirements.report(try answer(second, .separate), to: second, file: "")
    guard case .fail = other.verdict else {
      Issue.record("\(other.verdict)")
      return
    }
    #expect(try #require(other.note).contains("a program has one rounding"))
  }

  @Test func `an answer that no rounding explains is inconclusive where two roundings part`() throws
  {
    var requirements = Requirements(Declaration(name: "none", supports: [.centered]), level: nil)
    let trace = try trace(Self.telling[1])
    let results = try BuiltIn().results(of: trace.run)
    let answer = results.with(.parameters, results.parameters.map { $0 + 1 })
    let report = requirements.report(.results(answer), to: trace, file: "")
    guard case .inconclusive = report.verdict else {
      Issue.record("\(report.verdict)")
      return
    }
  }

  @Test func `who declares the wrong rounding is told the right one, for each type`() throws {
    var heard = HeardAnswers()
    for (scalar, rounding) in [("float64", Rounding.separate), ("float32", .fused)] {
      for name in Self.telling {
        let trace = try trace(name, "pytorch/fused/\(scalar)")
        heard.add(try BuiltIn(rounding).results(of: trace.run), to: trace)
      }
    }
    let found = heard.setups(otherThan: .fused)
    #expect(found.map(\.scalar) == [.float64] && found[0].1.roundings.contains(.separate))
  }

  @Test(arguments: [
    (Execution(foreach: true), "fused with foreach true"),
    (Execution(isContiguous: false), "fused with contiguous false"),
    (Execution(machine: .arm), "fused with machine \"aarch64\""),
  ])
  func `who does not declare a setting in 16 bits is told it`(execution: Execution, words: String)
    throws
  {
    var heard = HeardAnswers()
    let golden = try TraceFolder.golden()
    for file in golden.files where file.hasPrefix("pytorch/fused/bfloat16/") {
      let trace = try golden.trace(file)
      heard.add(try BuiltIn(.fused, execution).results(of: trace.run), to: trace)
    }
    #expect(heard.setups(otherThan: .fused).map(\.1.words) == [words])
  }

  @Test func `at level bits no answer that fits no rounding is left open`() throws {
    var requirements = Requirements(Declaration(name: "none", supports: [.centered]), level: .bits)
    for name in Self.telling {
      let trace = try trace(name)
      let results = try BuiltIn().results(of: trace.run)
      let answer = results.with(.parameters, results.parameters.map { $0 + 1 })
      let report = requirements.report(.results(answer), to: trace, file: "")
      guard case .fail = report.verdict else {
        Issue.record("\(report.verdict)")
        continue
      }
    }
  }

  @Test func `level root is nothing for a program without state`() throws {
    let requirements = Requirements(Declaration(name: "bare"), level: .root)
    #expect(requirements.reasonToSkip(try trace("basic-plain")) != nil)
  }

  @Test func `level root says as well that a program has one rounding`() throws {
    let declaration = Declaration(
      name: "two", hasExactRoot: true, supports: [.centered, .state, .schedule])
    var requirements = Requirements(declaration, level: .root)
    let (first, second) = (try trace(Self.telling[0]), try trace(Self.telling[1]))
    _ = requirements.report(try answer(first, .fused), to: first, file: "")
    let other = requirements.report(try answer(second, .separate), to: second, file: "")
    #expect(try #require(other.note).contains("a program has one rounding"))
  }

  @Test(arguments: [
    (Execution(), Rounding.fused), (Execution(foreach: true), .fused),
    (Execution(threads: 2), .fused), (Execution(machine: .arm), .fused), (Execution(), .compiled),
    (Execution(version: .init(2, 15)), .compiled), (Execution(), .sve256),
  ])
  func `a program in 16 bits is held to the setup that it declares`(
    execution: Execution, rounding: Rounding
  ) throws {
    for isDeclared in [true, false] {
      var declaration = Declaration(
        name: "halves", scalars: [.bfloat16], rounding: isDeclared ? rounding : nil,
        supports: Set(Feature.allCases))
      declaration.execution = execution
      var requirements = Requirements(declaration, level: nil)
      let golden = try TraceFolder.golden()
      for file in golden.files where file.hasPrefix("pytorch/fused/bfloat16/") {
        let trace = try golden.trace(file)
        let answer = Answer.results(try BuiltIn(rounding, execution).results(of: trace.run))
        let report = requirements.report(answer, to: trace, file: file)
        #expect(report.verdict == .pass, "\(file)")
      }
    }
  }

  @Test func `16 bits that are no PyTorch's are inconclusive within the bounds, and fail beyond`()
    throws
  {
    let declaration = Declaration(name: "mine", scalars: [.float16])
    let trace = try trace("half-eps-large", "pytorch/fused/float16")
    let exact = try BuiltIn().results(of: trace.run)
    for (units, isOpen) in [(1.0, true), (500, false)] {
      var requirements = Requirements(declaration, level: nil)
      let moved = exact.parameters.enumerated().map { place, number in
        place == 0 ? number + units * Scalar.float16.ulp(of: number) : number
      }
      let results = exact.with(.parameters, moved)
      let report = requirements.report(.results(results), to: trace, file: "")
      if case .inconclusive = report.verdict {
        #expect(isOpen)
      } else {
        #expect(report.verdict != .pass && !isOpen, "\(report.verdict)")
      }
    }
  }

  @Test(arguments: Scalar.allCases, Rounding.allCases)
  func `smoke cases are given in the type of the candidate`(scalar: Scalar, rounding: Rounding)
    throws
  {
    guard scalar.roundings.contains(rounding) else { return }
    let declaration = Declaration(
      name: "x", scalars: [scalar], rounding: rounding, hasExactRoot: true,
      supports: Set(Feature.allCases))
    for smoke in SmokeCase.all(scalar, .pytorch) {
      // A candidate rounds what it is given to its type.
      var run = smoke.run
      run.gradients = run.gradients.map(scalar.rounded)
      run.parameters = run.parameters.map(scalar.rounded)
      var requirements = Requirements(declaration, level: nil)
      let answer = Answer.results(try BuiltIn(rounding).results(of: run))
      let report = requirements.report(answer, to: try smoke.trace, file: "", smoke: smoke)
      #expect(report.verdict == .pass, "\(smoke.run.id)")
    }
  }

  @Test func `state that the formula does not keep is zero, or wrong`() throws {
    let trace = try trace("basic-missing-gradient")
    let first = try #require(trace.run.steps.firstIndex { $0.rows == nil })
    let results = try BuiltIn().results(of: trace.run)
    for (quantity, number, isRight) in [
      (Quantity.momentumBuffer, 0.0, true), (.momentumBuffer, 7, false),
      (.gradientAverage, .nan, false), (.squareAverage, 0, true),
    ] {
      let declaration = Declaration(name: "x", supports: Set(Feature.allCases))
      var requirements = Requirements(declaration, level: nil)
      var steps = trace.run.steps.indices.map { results[step: $0] }
      if quantity != .squareAverage || first == 0 {
        steps[0][quantity] = [Double](repeating: number, count: trace.run.coordinates)[...]
      }
      let answer = Results(coordinates: trace.run.coordinates, steps: steps)
      let report = requirements.report(.results(answer), to: trace, file: "")
      #expect((report.verdict == .pass) == isRight, "\(quantity) \(number): \(report.verdict)")
    }
  }

  @Test func `mixed precision is asked for and judged in its types`() throws {
    let mixed = Scalars(parameters: .bfloat16, state: .float32, arithmetic: .float32)
    var declaration = Declaration(
      name: "mixed", scalars: [.bfloat16], rounding: .fused, supports: Set(Feature.allCases))
    declaration.mixedScalars = [.bfloat16: mixed]
    var requirements = Requirements(declaration, level: nil)
    let trace = try trace("half-everything", "pytorch/fused/bfloat16")
    let run = requirements.run(of: trace)
    #expect(run.mixedScalars == mixed)
    let right = requirements.report(
      .results(try BuiltIn().results(of: run)), to: trace, file: "")
    #expect(right.verdict == .pass)
    let wrong = requirements.report(
      .results(try BuiltIn().results(of: trace.run)), to: trace, file: "")
    #expect(wrong.verdict != .pass)
  }
}
