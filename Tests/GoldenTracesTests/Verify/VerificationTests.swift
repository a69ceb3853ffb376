@testable import GoldenTraces
import RMSprop
import Runs
import Testing
import Text

/// Traces judged at each level, on a plain run whose numbers are round: ρ = ¾, ε = 0, so that the
/// first step is 2 lr.
struct VerificationTests {
  @Test func `what was printed to zeros agrees, and 16 bits are then held to bounds`() throws {
    func verdict(_ scalar: Scalar, _ average: Double, level: Level? = nil) throws -> Verdict {
      var run = Run(
        scalar: scalar,
        hyperparameters: Hyperparameters(learningRate: 0.5, alpha: 0.75, epsilon: 0.5),
        parameters: [1])
      run.append(StepInputs(gradient: [0.125]))
      // v is 0.00390625, and θ 0.89 and more digits.
      let results = Results(coordinates: 1, parameters: [0.89], squareAverage: [average])
      var trace = try Trace(run, results: results)
      trace.printed = .decimals(2)
      return trace.verify(at: level, file: "").verdict
    }
    for scalar in [Scalar.float64, .float32, .bfloat16] {
      #expect(try verdict(scalar, 0) == .pass, "\(scalar)")
      guard case .fail = try verdict(scalar, 0.5) else {
        Issue.record("\(scalar): 0.50 is not 0.00")
        continue
      }
    }
  }

  @Test func `a parameter of which nothing was written down is skipped`() throws {
    var run = Run(parameters: [1])
    run.append(StepInputs(gradient: [2]))
    let report = try Trace(run).verify(at: nil, file: "")
    #expect(
      report.verdict == .skipped(.reason("nothing to compare: this trace has no results")))
  }

  private func trace(
    _ scalar: String = "float64", params: String = "[-1.0]", state: String = "",
    lr: String = "0.5", level: String = ""
  ) throws -> Trace {
    let text = """
      {"format": "rmsprop-trace/1", "id": "t", "scalar": "\(scalar)", \(level)
       "hyperparameters": {"lr": \(lr), "alpha": 0.75, "eps": 0.0},
       "params": [0.0], "steps": [{"grad": [4.0], "params": \(params)\(state)}]}
      """
    return try Trace(text.utf8, file: "t.json")
  }

  private func passes(_ trace: Trace, at level: Level?) -> Bool {
    trace.verify(at: level, file: "t.json").verdict == .pass
  }

  @Test func `bits is equality`() throws {
    #expect(passes(try trace(), at: .bits))
    #expect(!passes(try trace(params: "[-1.0000000000000002]"), at: .bits))
  }

  @Test func `1e-12 is relative to a parameter's size, or to 1 if that is less`() throws {
    #expect(passes(try trace(params: "[-1.0000000000009]"), at: .close))
    #expect(!passes(try trace(params: "[-1.0000000000011]"), at: .close))
    #expect(passes(try trace(params: "[-1e-9]", lr: "4.9999e-10"), at: .close))
    #expect(!passes(try trace(params: "[-1e-9]", lr: "4.99e-10"), at: .close))
    #expect(passes(try trace(params: "[-1000000.0000009]", lr: "5e5"), at: .close))
  }

  @Test func `1e-12 is relative to the state's own size`() throws {
    #expect(passes(try trace(state: ", \"square_avg\": [4.0000000000039]"), at: .close))
    #expect(!passes(try trace(state: ", \"square_avg\": [4.0000000000041]"), at: .close))
  }

  @Test func `float32 is held to 1e-5 instead, and bits of its own`() throws {
    #expect(passes(try trace("float32", params: "[-1.000009]"), at: .close))
    #expect(!passes(try trace("float32", params: "[-1.000011]"), at: .close))
    #expect(passes(try trace("float32", params: "[-1.00000001]"), at: .bits), "rounds to −1")
    #expect(!passes(try trace("float32", params: "[-1.0000001]"), at: .bits))
  }

  @Test func `float32 is rounded on reading, so that no level contradicts another`() throws {
    let overflowing = try trace("float32", params: "[-1e39]", lr: "1e39")
    #expect(passes(overflowing, at: .bits) && passes(overflowing, at: .close))
    let report = try trace("float32", params: "[-1.00000001]").verify(at: .bits, file: "t.json")
    #expect(report.maxUlps == 0 && report.maxError == 0)
  }

  @Test func `what is not finite must be the same`() throws {
    for level in [Level.bits, .close] {
      #expect(!passes(try trace(params: "[\"NaN\"]"), at: level))
      #expect(!passes(try trace(params: "[\"-Infinity\"]"), at: level))
      #expect(passes(try trace(params: "[\"-Infinity\"]", lr: "\"Infinity\""), at: level))
      #expect(!passes(try trace(params: "[\"Infinity\"]", lr: "\"Infinity\""), at: level))
    }
    let report = try trace(params: "[\"NaN\"]").verify(at: .close, file: "t.json")
    #expect(report.maxUlps == nil && report.maxError == nil, "these figures cannot be had")
    let infinite = try trace(params: "[\"-Infinity\"]").verify(at: .close, file: "t.json")
    #expect(infinite.maxUlps != nil && infinite.maxError == nil, "infinity has neighbours")
  }

  @Test func `the sign of zero counts at bits alone`() throws {
    let negative = try trace(params: "[-0.0]", lr: "0.0")
    #expect(!passes(negative, at: .bits))
    #expect(passes(negative, at: .close))
  }

  @Test func `bits are not asked of a trace that is recorded for less`() throws {
    let stock = try trace(level: "\"level\": \"1e-12\",")
    guard case .skipped(let reason) = stock.verify(at: .bits, file: "t.json").verdict else {
      Issue.record("must be skipped")
      return
    }
    #expect(reason.description.hasPrefix("not applicable"))
    #expect(passes(stock, at: nil) && passes(stock, at: .close))
  }

  @Test func `a trace without a level is held to what is asked, else to 1e-12`() throws {
    let near = try trace(params: "[-1.0000000000000002]")
    #expect(passes(near, at: nil) && !passes(near, at: .bits))
  }

  @Test func `a trace that does not say how it rounded may match either way`() throws {
    func run(_ v: Double, _ rounding: String) throws -> Trace {
      let text = """
        {"format": "rmsprop-trace/1", "id": "t", "scalar": "float64", \(rounding)
         "hyperparameters": {"lr": 0.0, "alpha": 0.9, "eps": 1.0}, "params": [0.0],
         "steps": [{"grad": [0.1], "params": [0.0]},
                   {"grad": [1.3], "params": [0.0], "square_avg": [\(v)]}]}
        """
      return try Trace(text.utf8, file: "t.json")
    }
    let beta = 1 - 0.9
    let first = 0.0.addingProduct(beta * 0.1, 0.1)
    let fused = (0.9 * first).addingProduct(beta * 1.3, 1.3)
    let separate = 0.9 * (beta * 0.1 * 0.1) + beta * 1.3 * 1.3
    try #require(fused != separate)
    let settings = { (rounding: String) in
      "\"source\": {\"settings\": {\"rounding\": \"\(rounding)\"}},"
    }
    #expect(passes(try run(fused, ""), at: .bits))
    #expect(passes(try run(separate, ""), at: .bits))
    #expect(!passes(try run(fused.nextUp.nextUp, ""), at: .bits))
    #expect(!passes(try run(separate, settings("fused")), at: .bits))
    #expect(!passes(try run(fused, settings("separate")), at: .bits))
  }

  @Test func `no steps are nothing to compare, no coordinates are`() throws {
    let none = try Trace(Run(id: "t", parameters: [0]))
    guard case .skipped = none.verify(at: nil, file: "t.json").verdict else {
      Issue.record("must be skipped")
      return
    }
    var run = Run(id: "t", parameters: [])
    run.append(StepInputs(gradient: []))
    let empty = try Trace(run, results: try BuiltIn().results(of: run))
    let report = empty.verify(at: nil, file: "t.json")
    #expect(report.verdict == .pass && report.maxUlps == nil && report.maxError == nil)
    let both = Report(level: nil, traces: [report, try trace().verify(at: nil, file: "t.json")])
    #expect(both.conforms && both.summary.maxUlps == 0, "an empty trace hides no figure")
  }

  @Test func `state is compared only where the trace has it`() throws {
    #expect(try trace().verify(at: .bits, file: "t.json").values == 1)
    #expect(
      try trace(state: ", \"square_avg\": [4.0]").verify(at: .bits, file: "t.json").values == 2)
    #expect(
      try trace(state: ", \"grad_avg\": [1.0]").verify(at: .bits, file: "t.json").values == 1,
      "a mean that the implementation does not keep")
  }
}
