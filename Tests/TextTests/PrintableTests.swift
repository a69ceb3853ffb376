import Testing
import Text

/// Text of a file that is shown in a terminal.
struct PrintableTests {
  @Test(arguments: [
    ("plain, Größe ∇ 😀", "plain, Größe ∇ 😀"), ("\u{1B}[31m", "\\u{1b}[31m"),
    ("\0\t\n\r", "\\u{0}\\u{9}\\u{a}\\u{d}"),
    ("\u{7F}\u{9B}", "\\u{7f}\\u{9b}"), ("\u{202E}\u{200B}\u{FEFF}", "\\u{202e}\\u{200b}\\u{feff}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("e\u{301}", "e\u{301}"),
  ])
  func `control and format characters and line ends are spelled out`(
    text: String, expected: String
  ) {
    #expect(text.printable.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test func `an error is one line, whatever its file is called`() {
    let whole = InputError(file: "a\nb", place: "", problem: "is \u{1B}bad")
    #expect(whole.description == "a\\u{a}b: is \\u{1b}bad")
    let placed = InputError(file: "a", place: "steps[3].grad[1]", problem: "is bad")
    #expect(placed.description == "a: steps[3].grad[1]: is bad")
  }
}
