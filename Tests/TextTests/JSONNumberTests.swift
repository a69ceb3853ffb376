import TestSupport
import Testing
import Text

/// The numbers of JSON, and the strings that stand for numbers that JSON has not.
struct JSONNumberTests {
  private func number(_ text: String) throws -> Double {
    var reader = JSONReader(Array(text.utf8), file: "f.json")
    let number = try reader.number()
    try reader.end()
    return number
  }

  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("-0.0", -0.0), ("-0e5", -0.0), ("12", 12), ("1.50", 1.5),
    ("1e3", 1000), ("1E+3", 1000), ("25e-1", 2.5), (" \t\r\n7 ", 7), ("0.1", 0.1),
    ("5e-324", 0x1p-1074), ("2.4703282292062328e-324", 0x1p-1074), ("1e-400", 0),
    ("-1e-400", -0.0), ("2.2250738585072014e-308", 0x1p-1022),
    ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ("9007199254740993", 9_007_199_254_740_992),
    ("9007199254740993.00000000000000000001", 9_007_199_254_740_994),
    ("\"Infinity\"", .infinity), ("\"-Infinity\"", -.infinity),
  ])
  func `a number is the nearest double, the sign of zero included`(
    text: String, expected: Double
  ) throws {
    #expect(try number(text).bitPattern == expected.bitPattern)
  }

  @Test func `NaN is read from its word`() throws {
    #expect(try number("\"NaN\"").isNaN)
  }

  /// Halfway between two doubles and a little to either side of that, and at the limits of what one
  /// division can decide.
  @Test(arguments: [
    "9007199254740992.9999", "9007199254740993.001", "0.50000000000000005551",
    "4503599627370496.5", "4503599627370497.5", "4503599627370496.499", "4503599627370497.501",
    "1.00000000000000011102", "1125899906842624.125", "1125899906842624.375",
    "1125899906842624.126", "562949953421312.0625", "562949953421312.1875",
    "140737488355328.015625", "8796093022208.0009765625", "123456789012345678901234567890", "1e22",
    "1e23", "2.2250738585072011e-308", "0.1e1", "100000000000000000000000e-23",
    "0.000000000000000000000000000000000001", "8.5e-22", "18446744073709551615",
    "9999999999999999999e-27", "18446744073709551616e-1", "0e-5", "0.9999999999999999999",
    "9223372036854775808.5", "1e-27", "7e-28", "0e+00",
  ])
  func `a number that is hard to round is the nearest double`(text: String) throws {
    #expect(try number(text).bitPattern == Double(text)?.bitPattern)
  }

  @Test func `numbers of any length and size are read as Swift's own parser reads them`() throws {
    let random = Random(seed: 81)
    for _ in 0..<20_000 {
      var text = random.integer(in: 0..<2) == 0 ? "" : "-"
      text += "\(random.integer(in: 1..<10))"
      for _ in 0..<random.integer(in: 0..<24) { text += "\(random.integer(in: 0..<10))" }
      if random.integer(in: 0..<2) == 0 {
        text += "."
        for _ in 0..<random.integer(in: 1..<24) { text += "\(random.integer(in: 0..<10))" }
      }
      if random.integer(in: 0..<2) == 0 { text += "e\(random.integer(in: -350..<260))" }
      let expected = try #require(Double(text))
      #expect(try number(text).bitPattern == expected.bitPattern, "\(text)")
    }
  }

  @Test func `what Swift writes of a double reads back as the same double`() throws {
    let random = Random(seed: 82)
    for number in random.numbers(20_000) where number.isFinite {
      #expect(try self.number("\(number)").bitPattern == number.bitPattern)
    }
  }

  @Test(arguments: [
    ("01", "expected a number without leading zeros"), ("-01", "without leading zeros"),
    ("+1", "expected a number, \"NaN\", \"Infinity\" or \"-Infinity\", found '+' (line 1)"),
    (".5", "found '.' (line 1)"), ("1.", "expected a digit, found the end of the file (line 1)"),
    ("-", "expected a digit, found the end of the file"), ("1e", "expected a digit"),
    ("1e+", "expected a digit"), ("0x1p3", "expected the end of the file, found 'x'"),
    ("1e309", "expected a number in the range of a double, found 1e309"),
    ("-1e999", "in the range of a double, found -1e999"),
    ("\"nan\"", "\"Infinity\" or \"-Infinity\", found \"nan\""), ("NaN", "found 'N'"),
    ("", "found the end of the file"), ("true", "found 't'"), ("null", "found 'n'"),
  ])
  func `what is no number is an error that says what was expected`(
    text: String, problem: String
  ) {
    let error = #expect(throws: InputError.self) { try number(text) }
    #expect(error?.problem.contains(problem) == true, "\(text): \(error?.problem ?? "")")
  }

  @Test func `a whole number may be written with a fraction, and is not negative`() throws {
    func integer(_ text: String) throws -> Int {
      var reader = JSONReader(Array(text.utf8), file: "f.json")
      return try reader.integer()
    }
    #expect(try integer("2.0") == 2 && integer("1e3") == 1000 && integer("-0") == 0)
    for text in ["-1", "0.5", "\"NaN\"", "1e30"] {
      let error = #expect(throws: InputError.self) { try integer(text) }
      #expect(error?.problem.hasPrefix("expected a whole number, not negative, found") == true)
    }
  }
}
