import Testing
import Text

/// The strings of JSON.
struct JSONStringTests {
  private func string(_ bytes: some Sequence<UInt8>) throws -> String {
    var reader = JSONReader(Array(bytes), file: "f.json")
    let string = try reader.string()
    try reader.end()
    return string
  }

  @Test(arguments: [
    (#""""#, ""), (#""plain""#, "plain"), (#""Größe ∇""#, "Größe ∇"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e4\u00E4""#, "Aää"),
    (#""\u0000""#, "\0"), (#""\ud83d\ude00!""#, "😀!"), (#""é\u0301""#, "é\u{301}"),
    (#""\uFFFF""#, "\u{FFFF}"), ("\"\u{7F}\"", "\u{7F}"),
  ])
  func `a string is read with its escapes`(text: String, expected: String) throws {
    #expect(Array(try string(text.utf8).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    (#""open"#, "expected the end of a string, found the end of the file (line 1)"),
    ("\"a\nb\"", "expected the end of a string, found byte 10 (line 1)"),
    (#""\x""#, "expected an escape, found 'x' (line 1)"), (#""\"#, "expected an escape"),
    (#""\u12g4""#, "expected four hexadecimal digits, found 'g'"),
    (#""\ud83d""#, "expected a pair of surrogates"),
    (#""\ude00""#, "expected a pair of surrogates"),
    (#""\ud83d\u0041""#, "expected a pair of surrogates"), ("7", "expected a string, found '7'"),
    ("'a'", "expected a string, found '''"),
  ])
  func `what is no string is an error that says what was expected`(text: String, problem: String) {
    let error = #expect(throws: InputError.self) { try string(text.utf8) }
    #expect(error?.problem.hasPrefix(problem) == true, "\(error?.problem ?? "")")
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are an error, beside an escape as well`(bytes: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    for before in ["", "\\n"] {
      let error = #expect(throws: InputError.self) {
        try string([quote] + Array(before.utf8) + bytes + [quote])
      }
      #expect(error?.problem == "expected a string in UTF-8")
    }
  }
}
