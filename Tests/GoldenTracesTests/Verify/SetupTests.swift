import GoldenTraces
import Runs
import TestSupport
import Testing

/// Traces that do not state how PyTorch was set up, or state it wrongly.
struct SetupTests {
  /// The trace with another statement of its rounding and setup, without a level.
  private func stating(
    _ rounding: Rounding?, _ file: String, _ execution: Execution = Execution()
  ) throws -> Trace {
    let trace = try TraceFolder(Repository.fixtures).trace(file)
    return try Trace(
      trace.run, results: trace.results, rounding: rounding, execution: execution)
  }

  @Test(arguments: [
    ("fused/bfloat16/foreach-everything", "fused with foreach true"),
    ("fused/float16/strided-momentum", "fused with contiguous false"),
    ("fused/bfloat16/arm-momentum", "fused with machine \"aarch64\""),
    ("fused/float64/arm-everything", "fused"),
    ("compiled-foreach/bfloat16/vectors-everything", "compiled-foreach"),
    ("separate/bfloat16/foreach-everything", "separate with foreach true"),
  ])
  func `a trace that says nothing is told what it is`(id: String, words: String) throws {
    for isRoundingStated in [true, false] {
      let rounding = Rounding(rawValue: String(id.prefix { $0 != "/" }))
      let trace = try stating(isRoundingStated ? rounding : nil, "pytorch/\(id).json")
      let report = trace.verify(at: .bits, file: id)
      #expect(report.verdict == .pass)
      // One trace may fit what was not meant, such as separate: few bits differ in bfloat16.
      guard isRoundingStated else { return #expect(!report.fitting.isEmpty) }
      let isListed = report.fitting.map { [$0].words }.contains(words)
      #expect(isListed == words.contains("with"))
    }
  }

  @Test func `what is stated is not tried otherwise`() throws {
    let file = "pytorch/fused/bfloat16/foreach-everything.json"
    let report = try stating(.fused, file, Execution(foreach: false)).verify(at: .bits, file: file)
    guard case .fail = report.verdict else {
      Issue.record("\(report.verdict)")
      return
    }
    #expect(report.reference?.rounding == .fused && report.fitting.isEmpty)
  }

  @Test func `a trace that states the wrong rounding is told the right one`() throws {
    let file = "pytorch/separate/float64/pairwise-07.json"
    let report = try stating(.fused, file).verify(at: .bits, file: file)
    let note = try #require(report.note)
    #expect(note.hasPrefix("every bit is right as separate") && note.hasSuffix("says fused"))
  }

  @Test func `a trace of stock PyTorch that fails at bits is led to level root`() throws {
    let folder = try TraceFolder(Repository.fixtures)
    var count = 0
    for file in folder.files where file.hasPrefix("pytorch-stock/float32/") {
      let report = try stating(nil, file).verify(at: .bits, file: file)
      guard case .fail = report.verdict else { continue }
      count += 1
      #expect(try #require(report.note).hasPrefix("at level root every bit is right, as fused"))
    }
    #expect(count > 0)
  }
}
