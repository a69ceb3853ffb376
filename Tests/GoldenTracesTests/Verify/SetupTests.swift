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
    ("fused/float16/strided-grad-weight-decay", "fused with layout \"strided-grad\""),
    ("fused/bfloat16/strided-grad-weight-decay", "fused with layout \"strided-grad\""),
    ("fused/bfloat16/strided-params-everything", "fused with contiguous false"),
    ("fused/float16/permuted-momentum", "fused with layout \"permuted\""),
    ("fused/bfloat16/permuted-everything", "fused with layout \"permuted\""),
    ("fused/float16/permuted-params-everything", "fused with layout \"permuted-params\""),
    (
      "fused-before-2.1/bfloat16/strided-grad-centered-gradient",
      "fused-before-2.1 with layout \"strided-grad\""
    ),
    (
      "fused-before-2.1/bfloat16/permuted-params-everything",
      "fused-before-2.1 with layout \"permuted-params\""
    ),
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

  @Test(arguments: [
    ("bfloat16", "everything", Execution.Layout.contiguous),
    ("bfloat16", "everything", .strided),
  ])
  func `a trace that states the wrong layout is told the right one`(
    scalar: String, name: String, layout: Execution.Layout
  ) throws {
    let file = "pytorch/fused/\(scalar)/permuted-\(name).json"
    for rounding in [Rounding.fused, nil] {
      let stated = Execution(layout: layout, version: .init(2, 13))
      let report = try stating(rounding, file, stated).verify(at: .bits, file: file)
      let note = try #require(report.note)
      #expect(note.hasPrefix("every bit is right as fused with layout \"permuted\""))
      #expect(note.hasSuffix("layout \"\(layout.rawValue)\" and version \"2.13\""))
    }
  }

  @Test func `one unit in the last place is found where no coordinate's place is known`() throws {
    let file = "pytorch/fused/bfloat16/permuted-everything.json"
    let trace = try TraceFolder(Repository.fixtures).trace(file)
    var found = 0
    for quantity in [Quantity.squareAverage, .gradientAverage] {
      for i in 0..<trace.run.coordinates {
        // bfloat16 has eight digits.
        let planted = trace.changing(quantity, step: 3, coordinate: i) {
          trace.run.scalar.rounded($0 * (1 + 0x1p-7))
        }
        let verdict = planted.verify(at: .bits, file: file).verdict
        guard case .fail(let first) = verdict else { continue }
        found += first.coordinate == i ? 1 : 0
      }
    }
    #expect(found == 2 * trace.run.coordinates)
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
