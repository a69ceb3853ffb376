import GoldenTraces
import RMSprop
import Runs
import Testing
import Text

/// Traces that are made in a program.
struct TraceTests {
  @Test func `a trace cannot be made of parts that do not fit together`() throws {
    var run = Run(id: "odd", parameters: [0])
    run.hyperparameters.alpha = -1
    let alpha = #expect(throws: InputError.self) { try Trace(run) }
    #expect(alpha?.description == "odd: hyperparameters: Invalid alpha value: -1.0")
    run = Run(id: "odd", parameters: [0])
    run.append(StepInputs(points: [[1], [2]]))
    let points = #expect(throws: InputError.self) { try Trace(run) }
    #expect(points?.description == "odd: steps[0]: expected one gradient outside a batch run")
    run = Run(id: "odd", scalar: .float16, parameters: [0])
    let rounding = #expect(throws: InputError.self) { try Trace(run, rounding: .fusedBefore2_1) }
    #expect(rounding?.place == "source.settings.rounding")
    run = Run(id: "odd", reference: .batch, parameters: [0])
    run.hyperparameters.momentum = 0.5
    let momentum = #expect(throws: InputError.self) { try Trace(run) }
    #expect(momentum?.problem.hasSuffix("have no place in batch") == true)
  }
}
