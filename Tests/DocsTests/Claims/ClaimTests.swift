import TestSupport
import Testing

/// A number that is typed by hand is found, and so is a sentence that the code does not keep.
struct ClaimTests {
  private let claims = Claims("page.md", given: "0.99") {
    "the first step is \(10 * 0.1, .significant(3)) times η"
    "ends \(6.1234e-13, .significant(1)) away"
  }

  private func complaints(_ text: String) throws -> [String] {
    try claims.complaints(of: Page("page.md", text: text))
  }

  @Test func `a page that says what is computed is right, wherever its lines break`() throws {
    let text = "At α = 0.99 the first\nstep is 1.00 times η.\n\nIt ends 6e-13\naway from 3 points."
    #expect(try complaints(text) == [])
  }

  @Test func `another number is named, with its line and with what it should be`() throws {
    let text = "At α = 0.99 the first step\nis 1.01 times η.\n\nIt ends 6e-13 away."
    #expect(
      try complaints(text) == [
        "page.md:1: should say: the first step is 1.00 times η", "page.md:2: no claim has 1.01",
      ])
  }

  @Test func `a number beside the claims is named, in words, code, formulas and tables`() throws {
    let text = "the first step is 1.00 times η ends 6e-13 away.\n"
    for more in ["13", "| −0.25 |", "`1e-9`", "$10^{-8}$", "2.13.0", "1,024", "(0.5)", "7%, 45%"] {
      #expect(try complaints(text + more).count == 1, "\(more)")
    }
    for none in ["float64", "P12", "x86-64", "[twelve](page-99.md)", "3 of 12", "NaN"] {
      #expect(try complaints(text + none).isEmpty, "\(none)")
    }
  }

  @Test func `numbers are written with the digits that are asked for`() {
    #expect("\(0.0316227766, .significant(3))" == "0.0316")
    #expect("\(0.99996, .significant(3))" == "1.00")
    #expect("\(-3162.27, .significant(4))" == "−3162")
    #expect("\(1.23456e-7, .significant(2))" == "1.2e-7")
    #expect("\(0.5, .fixed(3))" == "0.500")
    #expect("\(0.1, .shortest) \(count: 1234567)" == "0.1 1,234,567")
  }
}
