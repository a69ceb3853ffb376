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

  @Test func `a trace is recorded for bits or 1e-12, and in 16 bits for bits alone`() throws {
    let run = Run(parameters: [1])
    for level in [Level.bound, .root] {
      let error = #expect(throws: InputError.self) { try Trace(run, level: level) }
      #expect(error?.problem == "expected bits or 1e-12, found \(level.rawValue)")
    }
    let half = Run(scalar: .bfloat16, parameters: [1])
    let error = #expect(throws: InputError.self) { try Trace(half, level: .close) }
    #expect(error?.place == "level")
  }

  @Test func `the setup of PyTorch, and mixed types, are read from a trace`() throws {
    let text = """
      {"format": "rmsprop-trace/1", "id": "x", "scalar": "bfloat16",
       "scalars": {"params": "bfloat16",
       "square_avg": "float32", "arithmetic": "float32"}, "hyperparameters": {"lr": 1, "alpha": 1,
       "eps": 1}, "source": {"implementation": "torch.optim.RMSprop", "version": "2.15.0+cu130",
       "settings": {"foreach": null, "threads": 4, "contiguous": false, "machine": "arm64",
       "cpu_capability": "DEFAULT"}}, "params": [1.001], "steps": [{"grad": [1], "params": [1],
       "square_avg": [0.1]}]}
      """
    let trace = try Trace(text.utf8, file: "x")
    #expect(
      trace.execution
        == Execution(
          foreach: false, threads: 4, isContiguous: false, machine: .arm, capability: "DEFAULT",
          version: .init(2, 15)))
    #expect(
      trace.run.scalars.squareAverage == .float32 && trace.run.scalars.momentumBuffer == .bfloat16)
    #expect(trace.run.parameters == [1])
    #expect(trace.results[.squareAverage]?.first == Double(Float(0.1)))
    for (old, new, problem) in [
      ("\"params\": \"bfloat16\"", "\"params\": \"float16\"", "scalars.params: expected bfloat16"),
      ("\"arithmetic\": \"float32\"", "\"arithmetic\": \"float16\"", "float32 or float64"),
      ("\"threads\": 4", "\"threads\": 0", "at least 1 thread"),
      ("\"square_avg\": \"float32\"", "\"square_average\": \"float32\"", "unknown key; expected"),
    ] {
      let error = #expect(throws: InputError.self) {
        try Trace(text.replacing(old, with: new).utf8, file: "x")
      }
      #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }
  }
}
