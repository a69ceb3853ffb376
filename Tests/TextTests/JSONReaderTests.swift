import Testing
import Text

/// The form of JSON: objects, arrays, words, and errors that name their place.
struct JSONReaderTests {
  private func reader(_ text: String) -> JSONReader { JSONReader(Array(text.utf8), file: "f.json") }

  private func skipped(_ text: String) throws {
    var reader = reader(text)
    try reader.skip()
    try reader.end()
  }

  private func problem(_ text: String) -> String {
    do {
      try skipped(text)
      return "no error"
    } catch let error as InputError {
      return error.description
    } catch {
      return "\(error)"
    }
  }

  @Test func `an object is read key by key, in its order`() throws {
    var reader = reader(#" { "b" : [1, 2.5,"NaN"] , "a":{"x":true},"c":null } "#)
    var (keys, numbers): ([String], [Double]) = ([], [])
    try reader.object { (reader, key) throws(InputError) in
      keys.append(key)
      switch key {
      case "b": numbers = try reader.numbers()
      case "a":
        let isObject = reader.isObject
        #expect(isObject)
        try reader.object { (reader, key) throws(InputError) in
          let value = try reader.bool()
          #expect(key == "x" && value)
        }
      default:
        let isObject = reader.isObject
        let (isNull, isNullAgain) = (reader.null(), reader.null())
        #expect(!isObject && isNull && !isNullAgain)
      }
    }
    try reader.end()
    #expect(keys == ["b", "a", "c"])
    #expect(numbers.count == 3 && numbers.prefix(2) == [1, 2.5] && numbers[2].isNaN)
  }

  @Test func `arrays of any values are read, and numbers are added to others`() throws {
    var reader = reader(#"[["a","b"],[],[3]] [4,5]"#)
    var count = 0
    let rows = try reader.values { (reader) throws(InputError) -> Int in
      var inner = 0
      try reader.array { (reader) throws(InputError) in
        try reader.skip()
        inner += 1
      }
      count += 1
      return inner
    }
    #expect(rows == [2, 0, 1] && count == 3)
    var numbers = [1.0]
    #expect(try reader.numbers(appendingTo: &numbers) == 2 && numbers == [1, 4, 5])
  }

  @Test(arguments: [
    "{}", "[]", "[[],{}]", "null", "true", "false", "\"\\u0000\"", "-0.5e-7", "1e999",
    "{\"a\":{\"a\":1},\"b\":{\"a\":1}}", " \n[1 , 2]\t",
  ])
  func `a value of any kind is skipped`(text: String) throws { try skipped(text) }

  @Test(arguments: [
    ("{\"a\": 1, \"a\": 2}", "f.json: a: appears twice"),
    ("{\"x\": {\"\\u0061\": 1, \"a\": 2}}", "f.json: x.a: appears twice"),
    ("[1,2] 3", "f.json: expected the end of the file, found '3' (line 1)"),
    ("[1,\n2,\n]", "f.json: [2]: expected a value, found ']' (line 3)"),
    ("[1 2]", "f.json: [0]: expected ',' or ']', found '2' (line 1)"),
    ("{\"a\" 1}", "f.json: a: expected ':', found '1' (line 1)"),
    ("{a: 1}", "f.json: expected a key in quotes, found 'a' (line 1)"),
    ("{\"a\": [0, {\"b\": tru}]}", "f.json: a[1].b: expected true or false, found 't' (line 1)"),
    ("{\"a\": 1,}", "f.json: expected a key in quotes, found '}' (line 1)"),
    ("[1", "f.json: [0]: expected ',' or ']', found the end of the file (line 1)"),
    ("\u{FEFF}{}", "f.json: expected a value, found byte 239 (line 1)"),
    ("", "f.json: expected a value, found the end of the file (line 1)"),
    ("nul", "f.json: expected a value, found 'n' (line 1)"),
    ("{\"\\u001b\": x}", "f.json: \\u001b: expected a value, found 'x' (line 1)"),
    ("{\"\u{1B}\": x}", "f.json: expected the end of a string, found byte 27 (line 1)"),
    ("{\"\u{202E}\": x}", "f.json: \\u{202e}: expected a value, found 'x' (line 1)"),
  ])
  func `an error names the file, the place, what was expected and what was found`(
    text: String, expected: String
  ) {
    #expect(problem(text) == expected)
  }

  @Test func `keys are told apart by their bytes, also where there are many`() throws {
    try skipped("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
    for count in [2, 15, 16, 17, 100] {
      let keys = (0..<count).map { "\"k\($0)\": 0" }.joined(separator: ",")
      try skipped("{\(keys)}")
      try skipped("[{\(keys)},{\(keys)}]")
      for again in [0, count - 1] {
        #expect(problem("{\(keys),\"k\(again)\": 0}") == "f.json: k\(again): appears twice")
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func `an object of very many keys takes no quadratic time`() throws
  {
    let keys = (0..<120_000).map { "\"k\($0)\": 0" }.joined(separator: ", ")
    try skipped("{\(keys)}")
  }

  @Test func `64 levels are read, one more is an error`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    try skipped(nested(64))
    #expect(problem(nested(65)).hasSuffix("is nested more than 64 deep"))
    #expect(problem(nested(100_000)).hasSuffix("is nested more than 64 deep"))
    let objects = String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65)
    #expect(problem(objects).hasSuffix("is nested more than 64 deep"))
  }

  @Test func `the format is checked first, wherever it stands, and reading begins anew`() throws {
    var reader = reader(#"{"id": "a", "steps": [{"x": 1}], "format": "form/1"}"#)
    try reader.format("form/1")
    var keys: [String] = []
    try reader.object { (reader, key) throws(InputError) in
      keys.append(key)
      try reader.skip()
    }
    #expect(keys == ["id", "steps", "format"])
    for (text, problem) in [
      (#"{"format": "form/2", "id": 7}"#, "f.json: format: expected \"form/1\", found \"form/2\""),
      (#"{"id": 7}"#, "f.json: the key \"format\" is required, and missing"),
      ("[]", "f.json: expected an object, found '[' (line 1)"),
    ] {
      var other = self.reader(text)
      let error = #expect(throws: InputError.self) { try other.format("form/1") }
      #expect(error?.description == problem)
    }
  }

  private enum Colour: String, CaseIterable {
    case red, blue
  }

  @Test func `a word of a type is read, and another names all that there are`() throws {
    var reader = reader("\"blue\" \"green\"")
    #expect(try reader.choice() as Colour == .blue)
    let error = #expect(throws: InputError.self) { try reader.choice() as Colour }
    #expect(error?.problem == "expected one of red, blue; found \"green\"")
    #expect(try reader.required(7, "k") == 7)
    let missing = #expect(throws: InputError.self) { try reader.required(nil as Int?, "k") }
    #expect(missing?.problem == "the key \"k\" is required, and missing")
  }
}
