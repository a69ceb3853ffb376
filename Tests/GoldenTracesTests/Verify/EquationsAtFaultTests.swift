import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

/// Which equations may be at fault for a divergence.
struct EquationsAtFaultTests {
  private static let changes: [(quantity: Quantity, tags: String, agreed: String?)] = [
    (.squareAverage, "P1–P4", nil), (.gradientAverage, "P5", "P4"),
    (.momentumBuffer, "P6–P10", "P5"), (.parameters, "P11", "P10"),
  ]

  /// With every option on.
  private func trace() throws -> Trace {
    let trace = try TraceFolder.golden().trace("pytorch/fused/float64/long-run.json")
    let h = trace.run.hyperparameters
    try #require(h.centered && h.momentum > 0 && h.weightDecay > 0 && h.maximize)
    return trace
  }

  @Test(arguments: changes)
  func `a changed value may be the fault of the equations that lead to it from what agreed`(
    _ change: (quantity: Quantity, tags: String, agreed: String?)
  ) throws {
    let trace = try trace().changing(change.quantity, step: 7, coordinate: 1) { $0 + 1 }
    let report = trace.verify(at: .bits, file: "t")
    let found = try #require(report.equationsAtFault)
    #expect(found.tags == change.tags && found.agreed == change.agreed)
    // The last of them yields what was computed.
    guard case .fail(let first) = report.verdict else { Issue.record("passes"); return }
    #expect(first.step == 7 && first.coordinate == 1 && first.quantity == change.quantity)
    #expect(found.equations.last?.value == first.actual)
  }

  @Test func `without state everything up to the parameters may be at fault`() throws {
    let whole = try trace()
    let trace = whole.with(whole.results.withoutState)
      .changing(.parameters, step: 3, coordinate: 0) { $0 + 1 }
    let found = try #require(trace.verify(at: .bits, file: "t").equationsAtFault)
    #expect(found.tags == "P1–P11" && found.agreed == nil)
  }

  @Test func `what passes has no equations at fault, nor has a step without a gradient`() throws {
    #expect(try trace().verify(at: .bits, file: "t").equationsAtFault == nil)
    let missing = try TraceFolder.golden().trace(
      "pytorch/fused/float64/basic-missing-gradient.json")
    let step = try #require(missing.run.steps.firstIndex { $0.rows == nil })
    let report = missing.changing(.parameters, step: step, coordinate: 0) { $0 + 1 }
      .verify(at: .bits, file: "t")
    #expect(report.verdict != .pass && report.equationsAtFault == nil)
  }
}
