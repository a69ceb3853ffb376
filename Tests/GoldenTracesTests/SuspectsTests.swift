import GoldenTraces
import RMSprop
import TestSupport
import Testing

/// Which equations may be at fault for a divergence.
struct SuspectsTests {
  private static let changes: [(quantity: Trace.Quantity, tags: String, agreed: String?)] = [
    (.squareAverage, "P1–P4", nil), (.gradientAverage, "P5", "P4"),
    (.momentumBuffer, "P6–P10", "P5"), (.parameters, "P11", "P10"),
  ]

  /// With every option on.
  private func trace() throws -> Trace {
    let trace = try TraceFolder.golden().trace("pytorch/fused/float64/long-run.json")
    let h = trace.hyperparameters
    try #require(h.centered && h.momentum > 0 && h.weightDecay > 0 && h.maximize)
    return trace
  }

  @Test(arguments: changes)
  func `a changed value puts those equations under suspicion that lead to it from what agreed`(
    _ change: (quantity: Trace.Quantity, tags: String, agreed: String?)
  ) throws {
    var trace = try trace()
    trace.steps[7].results[change.quantity]![1] += 1
    let report = trace.verify(at: .bits, file: "t")
    let suspects = try #require(report.suspects)
    #expect(suspects.tags == change.tags && suspects.agreed == change.agreed)
    // The last of them yields what was computed.
    guard case .fail(let first) = report.verdict else { Issue.record("passes"); return }
    #expect(first.step == 7 && first.coordinate == 1 && first.quantity == change.quantity)
    #expect(suspects.equations.last?.value == first.actual)
  }

  @Test func `without state everything up to the parameters is under suspicion`() throws {
    var trace = try trace()
    for t in trace.steps.indices {
      for quantity in Trace.Quantity.allCases where quantity != .parameters {
        trace.steps[t].results[quantity] = nil
      }
    }
    trace.steps[3].results[.parameters]![0] += 1
    let suspects = try #require(trace.verify(at: .bits, file: "t").suspects)
    #expect(suspects.tags == "P1–P11" && suspects.agreed == nil)
  }

  @Test func `what passes has no suspects, nor has a step without a gradient`() throws {
    #expect(try trace().verify(at: .bits, file: "t").suspects == nil)
    var missing = try TraceFolder.golden().trace(
      "pytorch/fused/float64/basic-missing-gradient.json")
    let step = try #require(missing.steps.firstIndex { $0.gradient == .missing })
    missing.steps[step].results[.parameters]![0] += 1
    let report = missing.verify(at: .bits, file: "t")
    #expect(report.verdict != .pass && report.suspects == nil)
  }
}
