import Candidates
import GoldenTraces
import RMSprop
import Runs
import Testing

/// The built-in implementation, as a candidate like any other.
private struct OwnRMSprop: Candidate {
  static let declaration = Declaration(
    name: "built in", rounding: .fused, hasExactRoot: true,
    supports: Set(Feature.allCases))
  let optimizer: PyTorchRMSprop
  var kept: OptimizerState<Float>?

  init(_ hyperparameters: Hyperparameters, count: Int) throws {
    optimizer = try PyTorchRMSprop(hyperparameters)
  }

  mutating func step(_ parameter: inout [Float], gradient: [Float]?, learningRate: Double) {
    optimizer.step(&parameter, gradient: gradient, state: &kept, learningRate: learningRate)
  }

  var state: [Quantity: [Float]] {
    guard let kept else { return [:] }
    return [
      .squareAverage: kept.squareAverage, .gradientAverage: kept.gradientAverage,
      .momentumBuffer: kept.momentumBuffer,
    ].compactMapValues(\.self)
  }
}

/// One that fails in the way that `Way` says.
private struct Failing: Candidate {
  enum Way: CaseIterable { case throwing, skipping, short, silentOnState, coupled }
  @TaskLocal static var way = Way.throwing
  static let declaration = Declaration(name: "failing", supports: [.schedule, .state])

  init(_ hyperparameters: Hyperparameters, count: Int) throws {
    struct OutOfMemory: Error {}
    if Self.way == .throwing { throw OutOfMemory() }
    if Self.way == .skipping { throw Skip.said("not on Sundays") }
  }

  mutating func step(_ parameter: inout [Double], gradient: [Double]?, learningRate: Double) {
    if Self.way == .short { parameter.removeLast() }
  }

  var state: [Quantity: [Double]] { Self.way == .coupled ? [.squareAverage: []] : [:] }
}

struct CandidateTests {
  @Test func `the built-in implementation conforms to the bit, with its state`() throws {
    let traces = try OwnRMSprop.goldenTraces()
    // Its own rounding in its own type, and those that PyTorch recorded as it is.
    #expect(traces.count == 113 + 108)
    for trace in traces {
      let report = OwnRMSprop.verify(trace)
      #expect(report.verdict == .pass, "\(trace)")
      #expect(report.level == trace.level)
      if report.level == .bits && report.values > 0 { #expect(report.maxUlps == 0) }
    }
  }

  @Test func `a trace of another type, rounding or formula is not for it`() throws {
    let folder = try TraceFolder.golden()
    for (file, verdict) in [
      ("pytorch/fused/float64/basic-plain.json", "float64 is not among its scalars"),
      ("pytorch/separate/float32/basic-plain.json", "of another formula or rounding"),
      ("textbook/inside/float32/size-17.json", "of another formula or rounding"),
    ] {
      #expect(OwnRMSprop.verify(try folder.trace(file)).verdict == .skipped(.reason(verdict)))
    }
  }

  @Test func `what a candidate does wrong is said, and never compared`() throws {
    let trace = try TraceFolder.golden().trace("pytorch/fused/float64/basic-plain.json")
    func verdict(_ way: Failing.Way) -> Verdict {
      Failing.$way.withValue(way) { Failing.verify(trace).verdict }
    }
    #expect(verdict(.throwing) == .fault(Fault(.errorReply, "OutOfMemory()")))
    #expect(verdict(.skipping) == .skipped(.said("not on Sundays")))
    #expect(verdict(.short) == .fault(Fault(.malformed, "params: expected 3 numbers, found 2")))
    #expect(
      verdict(.silentOnState)
        == .fault(Fault(.malformed, "steps[0] has no square_avg, though state is declared")))
    #expect(
      verdict(.coupled) == .fault(Fault(.malformed, "square_avg: expected 3 numbers, found 0")))
  }
}
