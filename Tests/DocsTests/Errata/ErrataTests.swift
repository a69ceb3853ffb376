import TestSupport
import Testing

/// The points of the page of errata, section by section.
struct ErrataTests {
  /// The page's lines under the heading of each point, in order.
  private static func sections() throws -> [(point: String, page: Page)] {
    let page = try Page("docs/errata.md")
    var found: [(point: String, lines: [String])] = []
    var isPoint = false
    for line in page.prose {
      if line.hasPrefix("#") {
        let point = line.firstMatch(of: #/^### (\d\.\d+) /#).map { String($0.1) }
        isPoint = point != nil
        if let point { found.append((point, [])) }
      }
      if isPoint { found[found.count - 1].lines.append(line) }
    }
    return found.map { ($0.point, Page(page.path, text: $0.lines.joined(separator: "\n"))) }
  }

  @Test func `the page has a section for each point that has evidence, and no other`() throws {
    #expect(try Self.sections().map { $0.point } == Erratum.all.map(\.point))
  }

  @Test(arguments: Erratum.all)
  func `a point says what its evidence shows, in its own section`(erratum: Erratum) throws {
    let section = KeyedText(try #require(Self.sections().first { $0.point == erratum.point }).page)
    var values = ComputedValues()
    try erratum.add(to: &values)
    #expect(!values.all.isEmpty || !values.prints.isEmpty)
    #expect(Set(section.claims.map(\.key)) == Set(values.all.map(\.key)))
    let text = String(section.text)
    for formula in values.prints { #expect(text.contains(formula), "\(formula)") }
  }
}
