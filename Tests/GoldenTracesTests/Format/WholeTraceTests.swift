import GoldenTraces
import RMSprop
import Runs
import TestSupport
import Testing

@testable import GoldenTraces

/// Traces of form `rmsprop-trace/2`.
struct WholeTraceTests {
  private static let good = """
    {"format": "rmsprop-trace/2", "id": "x", "scalar": "float64", "decimals": 3,
     "hyperparameters": {"lr": 1, "alpha": 0.75, "eps": 0.5, "momentum": 0.5},
     "params": [1, 2], "state": {"square_avg": [1, 4], "momentum_buffer": [0, 1], "step": 3},
     "steps": [{"grad": [1, -1]},
      {"lr": 0.5, "hyperparameters": {"eps": 0.25, "alpha": 0.5}, "grad": null, "params": [1, 2]}]}
    """
  private static let several = """
    {"format": "rmsprop-trace/2", "id": "x", "scalar": "float64",
     "steps": [{"tensors": [{"grad": [1]}, {"grad": null, "params": [3, 4]}],
       "groups": [{}, {"lr": 0.25}]}],
     "groups": [{"momentum": 0.5}, {"centered": true, "lr": 0.5}],
     "hyperparameters": {"lr": 1, "alpha": 0.75, "eps": 0.5},
     "tensors": [{"name": "w", "params": [1]}, {"name": "b", "group": 1, "params": [3, 4]}]}
    """

  @Test func `state, changes, silent steps and printed digits are read`() throws {
    let trace = try Trace(Self.good.utf8, file: "f.json")
    let state = InitialState(stepCount: 3, squareAverage: [1, 4], momentumBuffer: [0, 1])
    #expect(trace.run.initialState == state)
    #expect(trace.run.changes == [HyperparameterChange(step: 1, alpha: 0.5, epsilon: 0.25)])
    #expect(trace.results[.parameters, step: 0] == nil)
    #expect(trace.results[.parameters, step: 1] == [1, 2])
    #expect(trace.printed == .decimals(3) && trace.unknownKeys.isEmpty)
  }

  @Test func `several parameters are a trace each, with keys in any order`() throws {
    let traces = try Trace.all(Self.several.utf8, file: "f.json")
    #expect(traces.map(\.id) == ["x.w", "x.b"])
    #expect(traces[0].run.hyperparameters.momentum == 0.5)
    #expect(traces[1].run.hyperparameters.centered && !traces[0].run.hyperparameters.centered)
    #expect(traces.map(\.run.rateOfEachStep) == [[1], [0.25]])
    #expect(traces[1].run[step: 0].gradient == nil)
    let error = #expect(throws: InputError.self) {
      try Trace(Self.several.utf8, file: "f.json")
    }
    #expect(error?.description == "f.json: tensors: expected one parameter, found 2")
  }

  private static let bad: [(good: String, old: String, new: String, expected: String)] = [
    (good, "[1, 4]", "[1]", "state.square_avg: expected 2 numbers as in params, found 1"),
    (good, "\"momentum_buffer\"", "\"grad_avg\"", "state.grad_avg: has a place centered alone"),
    (
      good, #", "momentum_buffer": [0, 1]"#, "",
      "state.momentum_buffer: is required with momentum, and missing"
    ),
    (
      good, #""momentum": 0.5},"#, #""momentum": 0},"#,
      "state.momentum_buffer: has a place with momentum alone"
    ),
    (good, #""step": 3"#, #""step": 0"#, "state: step: expected at least 1, found 0"),
    (good, #""alpha": 0.5}"#, #""alpha": -2}"#, "steps[1].hyperparameters: "),
    (good, #"{"eps": 0.25"#, #"{"lr": 0.25"#, "steps[1].hyperparameters.lr: belongs beside"),
    (good, #"{"eps": 0.25"#, #"{"centered": true"#, "steps[1].hyperparameters.centered: cannot"),
    (good, #""decimals": 3"#, #""decimals": 99"#, "decimals: expected 0 to 17, found 99"),
    (good, #""decimals": 3"#, #""decimals": 3, "digits": 3"#, "digits: digits and decimals excl"),
    (good, #""decimals": 3"#, #""groups": [], "level": "bits""#, ""),
    (several, #""name": "b""#, #""name": "w""#, "tensors[1].name: \"w\" appears twice"),
    (several, #""group": 1"#, #""group": 2"#, "tensors[1].group: expected a group from 0 to 1"),
    (
      several, #"{"grad": null, "params": [3, 4]}"#, #"{"grad": [1], "params": [3, 4]}"#,
      "steps[0].tensors[1].grad: expected 2 numbers as in params, found 1"
    ),
    (several, #"{"grad": [1]}, "#, "", "tensors: expected 1 as in steps, found 2"),
    (several, #""lr": 0.25}"#, #""lr": 0.25}, {}"#, "steps[0].groups: expected at most 2"),
    (several, #""scalar""#, #""params": [1], "scalar""#, "params and state belong to each of"),
  ]

  @Test(arguments: bad)
  func `what does not fit is named, with its place`(
    good: String, old: String, new: String, expected: String
  ) throws {
    let range = try #require(good.firstRange(of: old))
    var text = good
    text.replaceSubrange(range, with: new)
    if expected.isEmpty {
      #expect(throws: Never.self) { try Trace.all(text.utf8, file: "f.json") }
      return
    }
    let error = #expect(throws: InputError.self) { try Trace.all(text.utf8, file: "f.json") }
    #expect(error?.description.hasPrefix("f.json: \(expected)") == true, "\(error as Any)")
  }

  @Test func `momentum that is switched on late has no buffer, and is refused as by PyTorch`()
    throws
  {
    func trace(_ first: String) -> String {
      """
      {"format": "rmsprop-trace/2", "id": "x", "scalar": "float64", "params": [1],
       "hyperparameters": {"lr": 1, "alpha": 0.5, "eps": 1}, "steps": [{"grad": \(first)},
        {"hyperparameters": {"momentum": 0.5}, "grad": [1]}]}
      """
    }
    let error = #expect(throws: InputError.self) { try Trace(trace("[1]").utf8, file: "f") }
    #expect(error?.description.hasPrefix("f: steps[1]: momentum has no buffer here") == true)
    // No state was made before.
    let late = try Trace(trace("null").utf8, file: "f").run
    #expect(try BuiltIn().results(of: late).momentumBuffer != nil)
  }

  @Test func `a key that is not known is remembered once, with what it may have been`() throws {
    let text = Self.good.replacing(#""momentum": 0.5"#, with: #""momentun": 0.5"#)
      .replacing(#", "momentum_buffer": [0, 1]"#, with: "")
      .replacing(#"{"grad": [1, -1]}"#, with: #"{"grad": [1, -1], "gard": 1}"#)
      .replacing(#""grad": null"#, with: #""grad": null, "gard": 2"#)
    let trace = try Trace(text.utf8, file: "f.json")
    #expect(
      trace.unknownKeys.map(\.description) == [
        #"unknown key "momentun" in hyperparameters (did you mean "momentum"?)"#,
        #"unknown key "gard" in steps[0] (did you mean "grad"?)"#,
      ])
    #expect(trace.verify(at: nil, file: "f").unknownHyperparameters.map(\.key) == ["momentun"])
  }

  @Test func `the second form's keys are not known in the first`() throws {
    let text = Self.good.replacing("trace/2", with: "trace/1").replacing(
      #"{"grad": [1, -1]}"#, with: #"{"grad": [1, -1], "params": [0, 0]}"#)
    let trace = try Trace(text.utf8, file: "f.json")
    #expect(trace.run.initialState == nil && trace.run.changes.isEmpty)
    #expect(trace.unknownKeys.map(\.key) == ["decimals", "state", "hyperparameters"])
  }

  private static let names = [
    "resumed", "resumed-plain", "hyperparameters-change", "two-groups", "late-gradient",
    "every-third-step",
  ]
  private static let files = ["fused", "separate"].flatMap { rounding in
    ["float64", "float32"].flatMap { scalar in
      names.map { "pytorch-whole/\(rounding)/\(scalar)/\($0).json" }
    }
  }

  @Test(arguments: files)
  func `what is written of a whole run is read as it was`(file: String) throws {
    for trace in try TraceFolder(Repository.fixtures).traces(file) {
      var writer = TraceWriter(trace)
      var text = writer.head
      for t in trace.run.steps.indices {
        text += writer.line(trace.run[step: t], trace.results[step: t])
      }
      let again = try Trace((text + writer.tail).utf8, file: "again")
      #expect(again.run == trace.run)
      for t in trace.run.steps.indices {
        #expect(again.results[step: t] == trace.results[step: t])
      }
    }
  }

  /// One unit in the last place of v, m or b in each step of each parameter, one at a time.
  @Test(arguments: files)
  func `one unit in the last place of any state is found`(file: String) throws {
    for trace in try TraceFolder(Repository.fixtures).traces(file) {
      #expect(trace.verify(at: .bits, file: file).verdict == .pass)
      for quantity in Quantity.allCases {
        for t in trace.run.steps.indices {
          guard trace.results[quantity, step: t]?.isEmpty == false else { continue }
          let steps = trace.run.steps.indices.map { s in
            var left = trace.results[step: s]
            guard s == t, var numbers = left[quantity].map(Array.init) else { return left }
            numbers[0] =
              trace.run.scalar == .float32
              ? Double(Float(numbers[0]).nextUp) : numbers[0].nextUp
            left[quantity] = numbers[...]
            return left
          }
          let spoilt = trace.with(Results(coordinates: trace.run.coordinates, steps: steps))
          guard case .fail(let first) = spoilt.verify(at: .bits, file: file).verdict else {
            Issue.record("\(trace.id): \(quantity) of step \(t) is not found")
            continue
          }
          #expect(first.step == t && first.quantity == quantity && first.coordinate == 0)
        }
      }
    }
  }

  @Test func `published values agree to the digits that were printed, and a typo is found alone`()
    throws
  {
    // Keras's own test values, of its RMSprop with the rate 0.5.
    let keras = """
      {"format": "rmsprop-trace/2", "id": "keras", "scalar": "float32", "decimals": 4,
       "hyperparameters": {"lr": 0.5, "alpha": 0.9, "eps": 1e-7}, "params": [1, 2, 3, 4],
       "steps": [{"grad": [1, 6, 7, 2], "params": [-0.5811, 0.4189, 1.4189, 2.4189]}]}
      """
    #expect(try Trace(keras.utf8, file: "f").verify(at: nil, file: "f").verdict == .pass)
    let digits = keras.replacing(#""decimals": 4"#, with: #""digits": 4"#)
    let four = try Trace(digits.utf8, file: "f").verify(at: nil, file: "f")
    #expect(four.verdict == .pass, "1.4189 has five digits, and is nearer than four ask")
    let typo = keras.replacing("1.4189", with: "1.4198")
    let report = try Trace(typo.utf8, file: "f").verify(at: nil, file: "f")
    #expect(report.note == "1 of 4 values would be printed otherwise, to 4 decimals")
    let undeclared = keras.replacing(#", "decimals": 4"#, with: "").replacing("/2", with: "/1")
    let hint = try Trace(undeclared.utf8, file: "f").verify(at: nil, file: "f").note
    #expect(
      hint == "every value agrees as it is printed, to 4 decimals: say so, in rmsprop-trace/2")
    let bits = try Trace(keras.utf8, file: "f").verify(at: .bits, file: "f").verdict
    #expect(
      bits == .skipped(.reason("not applicable: this trace is printed to 4 decimals")))
  }

  @Test func `bounds hold what real PyTorch left of whole runs`() throws {
    for file in Self.files {
      for trace in try TraceFolder(Repository.fixtures).traces(file) {
        #expect(trace.verify(at: .bound, file: file).verdict == .pass, "\(trace.id)")
      }
    }
  }

  @Test func `level root goes on from state, and through changes`() throws {
    for file in Self.files where !file.contains("every-third") {
      for trace in try TraceFolder(Repository.fixtures).traces(file) {
        #expect(trace.verify(at: .root, file: file).verdict == .pass, "\(trace.id)")
      }
    }
  }
}
