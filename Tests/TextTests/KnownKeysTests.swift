import Testing
import Text

/// Objects of which the keys are told by their indices.
struct KnownKeysTests {
  private static let known = KnownKeys(["grad", "grads", "momentum_buffer", "a"])

  /// What the keys of an object are told as: the index of a known one, the text of another.
  private func keys(_ text: String) throws -> [String] {
    var reader = JSONReader(Array(text.utf8), file: "f.json")
    var told: [String] = []
    try reader.object(Self.known) { (reader, key) throws(InputError) in
      switch key {
      case .known(let index): told.append("\(index)")
      case .other(let text): told.append(text)
      }
      told[told.count - 1] += "=\(Self.known.name(of: key))"
      try reader.skip()
    }
    try reader.end()
    return told
  }

  @Test(
    arguments: [
      ("{}", []),
      (
        #"{"grad": 1, "grads": 2, "momentum_buffer": 3, "a": 4}"#,
        ["0=grad", "1=grads", "2=momentum_buffer", "3=a"]
      ),
      (
        #"{"a":1,"momentum_buffer":2,"grads":3,"grad":4}"#,
        ["3=a", "2=momentum_buffer", "1=grads", "0=grad"]
      ),
      (
        #"{"gra": 1, "grad ": 2, "grad_": 3, "": 4, "momentum_buffers": 5, "b": 6}"#,
        ["gra=gra", "grad =grad ", "grad_=grad_", "=", "momentum_buffers=momentum_buffers", "b=b"]
      ),
      (#"{ "gr\u0061d" : 1, "x\"a" : 2 , "a":3}"#, ["0=grad", "x\"a=x\"a", "3=a"]),
      (#"{"a":0}"#, ["3=a"]), (#"{"grads":0}"#, ["1=grads"]),
    ] as [(String, [String])])
  func `known keys are told in any order, escaped and at the end of the file, others as text`(
    text: String, expected: [String]
  ) throws {
    #expect(try keys(text) == expected)
  }

  @Test(arguments: [
    (#"{"grad": 1, "grad": 2}"#, "grad: appears twice"),
    (#"{"gr\u0061d": 1, "grad": 2, "x": [0, 1, 2, 3]}"#, "grad: appears twice"),
    (#"{"a": 1, "b": 2, "\u0061": 3}"#, "\\u0061: appears twice"),
    (#"{"b": 1, "a": 2, "b": 3}"#, "b: appears twice"),
    (#"{"momentum_buffer" 1, "a": 2}"#, "momentum_buffer: expected ':', found '1' (line 1)"),
    (#"{"a": 1, "grad": tru, "b": 12345}"#, "grad: expected true or false, found 't' (line 1)"),
    (#"{"grad": 1,}"#, "expected a key in quotes, found '}' (line 1)"),
    (#"{"grad": 1 "a": 2}"#, "expected ',' or '}', found '\"' (line 1)"),
    (#"{"grad"#, "expected the end of a string, found the end of the file (line 1)"),
    ("[]", "expected an object, found '[' (line 1)"),
  ])
  func `an error names the key, whether it is known or not`(text: String, problem: String) {
    let error = #expect(throws: InputError.self) { try keys(text) }
    #expect(error?.description == "f.json: \(problem)")
  }
}
