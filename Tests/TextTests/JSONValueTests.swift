import Foundation
import TestSupport
import Testing
import Text

/// What is written as JSON.
struct JSONValueTests {
  @Test func `each kind of value is written in its form`() {
    let value = JSONValue.object([
      ("b", .null), ("a", .bool(true)), ("n", .count(3)), ("i", .integer(.max)),
      ("x", .numbers([0.1, -0.0, 1e300, .nan, .infinity, -.infinity])), ("e", .array([])),
      ("o", .object([])), ("m", .optional(nil as Int?, JSONValue.count)),
      ("k", .optional(2, JSONValue.count)),
    ])
    #expect(
      value.text == #"{"b": null, "a": true, "n": 3, "i": 18446744073709551615, "#
        + #""x": [0.1, -0.0, 1e+300, "NaN", "Infinity", "-Infinity"], "e": [], "o": {}, "#
        + #""m": null, "k": 2}"#)
  }

  @Test func `arrays of plain values stay in one line where the rest is spread out`() {
    let value = JSONValue.object([
      ("a", .numbers([1, 2])), ("b", .array([.numbers([3]), .array([])])),
      ("c", .object([("d", .null)])),
    ])
    #expect(
      value.spread == """
        {
          "a": [1.0, 2.0],
          "b": [
            [3.0],
            []
          ],
          "c": {
            "d": null
          }
        }
        """)
  }

  @Test func `every scalar of Unicode's first plane reads back, here and in Foundation`() throws {
    for value in UInt32(0)..<0x1_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let string = "a\(scalar)b"
      let text = JSONValue.array([.string(string)]).text
      var reader = JSONReader(Array(text.utf8), file: "f.json")
      let back = try reader.values { (reader) throws(InputError) in try reader.string() }
      #expect(back.map { Array($0.utf8) } == [Array(string.utf8)], "\(value)")
      if value < 0x100 {
        let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
        #expect(theirs == [string], "\(value)")
      }
    }
  }

  @Test func `every number reads back as the same double`() throws {
    let numbers = Random(seed: 83).numbers(20_000)
    var reader = JSONReader(Array(JSONValue.numbers(numbers).text.utf8), file: "f.json")
    for (number, back) in zip(numbers, try reader.numbers()) {
      #expect(number.bitPattern == back.bitPattern || number.isNaN && back.isNaN)
    }
  }
}
