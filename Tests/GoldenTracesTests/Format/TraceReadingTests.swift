import Foundation
import GoldenTraces
import Runs
import TestSupport
import Testing
import Text

struct TraceReadingTests {
  private static let good = """
    {"format": "rmsprop-trace/1", "id": "x", "scalar": "float64",
     "hyperparameters": {"lr": 0.1, "alpha": 0.9, "eps": 1e-8}, "params": [1.0, 2.0],
     "steps": [{"grad": [1.0, -0.0], "params": [1.0, 2.0]},
               {"lr": 0.2, "grad": null, "params": [1, 2]}]}
    """

  private func problem(_ text: String) -> String {
    do {
      _ = try Trace(text.utf8, file: "f.json")
      return "no error"
    } catch { return "\(error)" }
  }

  /// What is put in the place of what, and the error that must come of it.
  private static let bad: [(String, String, String)] = [
    (
      "rmsprop-trace/1", "rmsprop-trace/3",
      #"format: expected "rmsprop-trace/1" or "rmsprop-trace/2", found "rmsprop-trace/3""#
    ),
    (#""format": "rmsprop-trace/1", "#, "", #"the key "format" is required, and missing"#),
    (#""id": "x", "#, "", #"the key "id" is required, and missing"#),
    (#""id": "x""#, #""id": 7"#, "id: expected a string, found '7' (line 1)"),
    (
      "float64", "float8", #"scalar: expected one of float64, float32, float16, bfloat16; found "f"#
    ),
    (#""lr": 0.1, "#, "", #"hyperparameters: the key "lr" is required, and missing"#),
    (#""lr": 0.1"#, #""lr": -0.1"#, "hyperparameters: Invalid learning rate: -0.1"),
    (#""alpha": 0.9"#, #""alpha": "NaN""#, "hyperparameters: Invalid alpha value: nan"),
    (#""eps": 1e-8"#, #""eps": true"#, #"hyperparameters.eps: expected a number, "NaN""#),
    (
      #""eps": 1e-8"#, #""eps": 1e-8, "centered": 1"#,
      "hyperparameters.centered: expected true or false"
    ),
    ("[1.0, -0.0]", "[1.0]", "steps[0].grad: expected 2 numbers as in params, found 1"),
    ("[1.0, -0.0]", #"[1.0, "x"]"#, #"steps[0].grad[1]: expected a number, "NaN", "Infinity""#),
    ("[1.0, -0.0]", "[1.0, NaN]", "steps[0].grad[1]: expected a number"),
    ("[1.0, -0.0]", "[1.0, 1e999]", "steps[0].grad[1]: expected a number in the range of a double"),
    ("[1.0, -0.0]", "[1.0, 01]", "steps[0].grad[1]: expected a number without leading zeros"),
    ("[1.0, -0.0]", "[1.0, 1.]", "steps[0].grad[1]: expected a digit"),
    ("[1.0, -0.0]", "[1.0, .5]", "steps[0].grad[1]: expected a number"),
    ("[1.0, -0.0]", "[1.0, -]", "steps[0].grad[1]: expected a digit"),
    ("[1.0, -0.0]", "[1.0, null]", "steps[0].grad[1]: expected a number"),
    ("[1.0, -0.0]", "[1.0,]", "steps[0].grad[1]: expected a number"),
    (#""grad": null, "#, "", #"steps[1]: the key "grad" is required, and missing"#),
    (#", "params": [1, 2]"#, "", #"steps[1]: the key "params" is required, and missing"#),
    ("[1, 2]", "[1, 2, 3]", "steps[1].params: expected 2 numbers as in params, found 3"),
    (
      "[1, 2]", #"[1, 2], "square_avg": [1]"#,
      "steps[1].square_avg: expected 2 numbers as in params"
    ),
    ("[1, 2]", #"[1, 2], "params": [1, 2]"#, "steps[1].params: appears twice"),
    (
      #""grad": null"#, #""grads": [[1, 2]]"#, "steps[1]: expected grad; grads belongs to traces of"
    ),
    (#""id": "x""#, #""id": "x", "reference": "batch""#, "steps[0]: expected grads"),
    (
      #""id": "x""#, #""id": "x", "level": "1e-9""#,
      #"level: expected one of bits, 1e-12; found "1e-9""#
    ),
    (
      #""eps": 1e-8"#,
      #""eps": 1e-8, "momentum": 0.9}, "reference": "textbook-none", "x": {"y": 0"#,
      "hyperparameters: weight_decay, momentum, centered and maximize have no place in"
    ),
    ("2]}]}", "2]}]} x", "expected the end of the file, found 'x' (line 4)"),
    (
      #""params": [1, 2]}]}"#, #""params": [1, 2]"#,
      "steps[1]: expected ',' or '}', found the end of the file"
    ),
    (#""id": "x""#, "\"id\": \"x\u{1}\"", "id: expected the end of a string, found byte 1"),
    (#""id": "x""#, #""id": "\ud800""#, "id: expected a pair of surrogates"),
    (#""id": "x""#, #""id": "\q""#, "id: expected an escape, found 'q'"),
    (#""id": "x""#, #""id": "x", "y": nul"#, "y: expected a value, found 'n'"),
  ]

  @Test(arguments: bad)
  func `what is wrong is named, with its place and what was expected`(
    old: String, new: String, expected: String
  ) throws {
    let range = try #require(Self.good.firstRange(of: old), "the good trace has no \(old)")
    let message = problem(Self.good.replacingCharacters(in: range, with: new))
    #expect(message.hasPrefix("f.json: \(expected)"), "\(message)")
  }

  @Test func `the good trace is read, unknown keys and escapes included`() throws {
    let text = Self.good.replacing(
      #""id": "x""#,
      with: #""id": "\u00e9\n\ud83d\ude00", "z": [{"a": [null, true, "\\"]}, -1.5e+3, 1e999]"#)
    let trace = try Trace(text.utf8, file: "f.json")
    #expect(trace.id == "é\n😀")
    #expect(trace.run[step: 0] == StepInputs(gradient: [1, 0]))
    #expect(trace.run.gradients[1].sign == .minus, "−0 keeps its sign")
    #expect(trace.run[step: 1] == StepInputs(learningRate: 0.2, gradient: nil))
  }

  @Test func `every prefix of a trace is an error, never a crash`() {
    let bytes = Array(Self.good.utf8)
    for length in 0..<bytes.count - 1 {
      #expect(throws: InputError.self) { try Trace(bytes[..<length], file: "f.json") }
    }
  }

  @Test func `bytes that are not UTF-8, and deep nesting, are errors`() {
    let bytes = Array(Self.good.utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 }
    #expect(throws: InputError.self) { try Trace(bytes, file: "f.json") }
    let deep = #"{"a": "# + String(repeating: "[", count: 100_000)
    #expect(problem(deep).contains("is nested more than"))
  }

  @Test func `grad and grads exclude each other`() {
    let both = Self.good.replacing(#""grad": null"#, with: #""grad": null, "grads": [[1, 2]]"#)
    #expect(problem(both).contains("grad and grads exclude each other"))
  }
}
