import TestSupport
import Testing

/// A number that is typed by hand is found, and so is one that the code computes otherwise.
struct ClaimTests {
  private let claims = Claims("page.md", given: "0.99") { page in
    page("first-step", 10 * 0.1, .significant(3))
    page("distance", 6.1234e-13, .significant(1))
  }
  private let right = """
    At α = 0.99 the first
    step is 1.00<!--first-step--> times η.

    It ends 6e-13<!--distance--> away from 3 points.
    """

  private func complaints(_ text: String) throws -> [String] {
    try claims.complaints(of: Page("page.md", text: text))
  }

  /// What is wrong with a page whose keys are all computed as 17.
  private func complaints(_ text: String, keys: String...) throws -> [String] {
    try Claims("page.md") { page in for key in keys { page(key, count: 17) } }
      .complaints(of: Page("page.md", text: text))
  }

  @Test func `a page whose numbers are those computed is right, however its sentences go`() throws {
    #expect(try complaints(right) == [])
    let other = """
      6e-13<!--distance--> is left
      in the end. The first step: 1.00<!--first-step--> η, for an α
      of 0.99.
      """
    #expect(try complaints(other) == [])
  }

  @Test func `a wrong digit is named, with its line, its key and what it should be`() throws {
    #expect(
      try complaints(right.replacing("1.00", with: "1.01")) == [
        "page.md:2: key first-step: the page has 1.01, computed 1.00"
      ])
    let twice = right + " Yes,\n7e-13<!--distance-->."
    #expect(
      try complaints(twice) == ["page.md:5: key distance: the page has 7e-13, computed 6e-13"])
  }

  @Test func `a number without its key is named, and so is the key that stands nowhere`() throws {
    #expect(
      try complaints(right.replacing("<!--distance-->", with: "")) == [
        "page.md: key distance, computed 6e-13, stands nowhere",
        "page.md:4: 6e-13 has no key and is not given",
      ])
  }

  @Test func `a key that nothing computes is named, and one that is computed twice`() throws {
    #expect(
      try complaints(right + " 0.5<!--half-->") == ["page.md:4: key half has no computed value"])
    #expect(
      try complaints("17<!--k-->", keys: "k", "k") == ["page.md: key k is computed twice"])
  }

  @Test func `a number that is given in vain is named`() throws {
    #expect(
      try complaints(right.replacing("0.99", with: "1")) == [
        "page.md: 0.99 is given, and stands nowhere without a key"
      ])
  }

  @Test func `a number beside the keys is named, in words, code, formulas and tables`() throws {
    for more in ["13", "| −0.25 |", "`1e-9`", "$10^{-8}$", "2.13.0", "1,024", "(0.5)", "7%, 45%"] {
      #expect(try complaints(right + "\n" + more).count == 1, "\(more)")
    }
    #expect(
      try complaints(right + "\n```math\nx = 1 \\\\\ny = 13\n```") == [
        "page.md:7: 13 has no key and is not given"
      ])
    for none in ["float64", "P12", "x86-64", "[twelve](page-99.md)", "3 of 12", "NaN", "12.\n\n"] {
      #expect(try complaints(right + "\n" + none).isEmpty, "\(none)")
    }
    #expect(try complaints(right + "\n\n### 1.15 A point\n").isEmpty)
    #expect(try complaints(right + "\n\n### 1.15 A point of 1.15\n").count == 1)
  }

  @Test func `a key names a number, a word or a code span, in a table too`() throws {
    let table = """
      | a | b | c |
      |---|---|---|
      | 17<!--number-->% | (17<!--small-->, 0) | `17`<!--span--> |
      """
    #expect(try complaints(table, keys: "number", "small", "span") == [])
    #expect(
      try complaints(table.replacing("`17`", with: "`x 17`"), keys: "number", "small", "span")
        == ["page.md:3: key span: the page has x 17, computed 17"])
    #expect(
      try complaints("some ten<!--word-->, *NaN<!--other-->*", keys: "word", "other") == [
        "page.md:1: key word: the page has ten, computed 17",
        "page.md:1: key other: the page has NaN, computed 17",
      ])
  }

  @Test func `a longer text stands between two comments, over lines and code spans`() throws {
    let claims = Claims("page.md") { page in page("names", "`a`, `b` and c") }
    let text = "It has <!--names:-->`a`, `b`\nand c<!--:-->."
    #expect(try claims.complaints(of: Page("page.md", text: text)) == [])
    let wrong = text.replacing("`b`", with: "`d`")
    #expect(
      try claims.complaints(of: Page("page.md", text: wrong)) == [
        "page.md:1: key names: the page has `a`, `d` and c, computed `a`, `b` and c"
      ])
  }

  @Test func `the numbers of a block and of an image have their keys beside it, in order`() throws {
    let block = "<!--one two-->\n```math\nx = 17 + 2 \\\\\ny = 17\n```\n"
    #expect(try complaints(block, keys: "one", "two") == [])
    #expect(
      try complaints(block.replacing("y = 17", with: "y = 18"), keys: "one", "two") == [
        "page.md:4: key two: the page has 18, computed 17"
      ])
    #expect(
      try complaints(block.replacing(" + 2", with: " + 20"), keys: "one", "two").first
        == "page.md:1: <!--one two--> names 17 20 17")
    #expect(
      try complaints(block.replacing("two", with: "given"), keys: "one") == [
        "page.md:4: 17 has no key and is not given"
      ])
    let image = "![At 17 of 12](figure-99.svg)<!--one-->"
    #expect(try complaints(image, keys: "one") == [])
    #expect(
      try complaints(image.replacing("17", with: "18"), keys: "one") == [
        "page.md:1: key one: the page has 18, computed 17"
      ])
  }

  @Test func `a comment that cannot be a key is named, and others are passed over`() throws {
    let wrong = [
      ("17 <!--k-->", "page.md:1: <!--k--> names nothing"),
      ("Text <!--k:-->17", "page.md:1: <!--k:--> has no end"),
      ("Text <!--:-->", "page.md:1: <!--:--> names nothing"),
      ("17<!--a key-->", "page.md:1: <!--a key--> names nothing"),
      ("<!--k:-->17<!--:-->", "page.md:1: a line of text begins with a key"),
    ]
    for (text, complaint) in wrong {
      #expect(try complaints(text, keys: "k").contains(complaint), "\(text)")
    }
    #expect(try complaints("<!-- make 99 -->\n17<!--k-->", keys: "k") == [])
  }

  @Test func `what the code prints must stand in the page, and needs no keys`() throws {
    let claims = Claims("page.md") { page in page(printed: "| [a](b.md) | 99 |\n| c | 98 |") }
    let page = "| [a](c.md) | 99 |\n| c | 98 |\n"
    #expect(try claims.complaints(of: Page("page.md", text: page)) == [])
    #expect(try claims.complaints(of: Page("page.md", text: page + "97")).count == 1)
    #expect(
      try claims.complaints(of: Page("page.md", text: "| a |")) == [
        "page.md: should show | [a] | 99 | | c | 98 |"
      ])
  }

  @Test func `numbers are written with the digits that are asked for`() {
    #expect("\(0.0316227766, .significant(3))" == "0.0316")
    #expect("\(0.99996, .significant(3))" == "1.00")
    #expect("\(-3162.27, .significant(4))" == "−3162")
    #expect("\(1.23456e-7, .significant(2))" == "1.2e-7")
    #expect("\(0.5, .fixed(3))" == "0.500")
    #expect("\(0.1, .shortest) \(count: 1234567) \(Digits.word(8))" == "0.1 1,234,567 eight")
  }
}
