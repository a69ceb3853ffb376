import Foundation
import TestSupport
import Testing

/// A point of `docs/errata.md`, and the run that shows it.
struct Erratum: Sendable, CustomTestStringConvertible {
  /// The document's number and the point's: `0.10`.
  let point: String
  /// Runs, and says what the page must say under the point's heading.
  let evidence: @Sendable () throws -> [String]

  var testDescription: String { point }

  init(_ point: String, @ClaimsBuilder _ evidence: @escaping @Sendable () throws -> [String]) {
    self.point = point
    self.evidence = evidence
  }

  static let all = ofDocument0 + ofDocument1 + ofDocument2
}

extension ClaimsBuilder {
  /// A step of a run and an expectation say nothing.
  static func buildExpression(_ nothing: Void) -> [String] { [] }
}

extension Claims {
  /// What the page of errata says.
  static let errata = Claims(
    "docs/errata.md",
    given: "0.001 0.01 0.1 0.4 0.9 0.99 1e-6 1e-8 50 100 1000 2.13.0 3.11 ¼ ½ ²"
  ) {
    try FourFacts.never()
    try FourFacts.unrecoverable()
    try FourFacts.centered()
    try FourFacts.faster()
    for erratum in Erratum.all {
      "### \(erratum.point) "
      try erratum.evidence()
    }
  }
}

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
    let section = try #require(Self.sections().first { $0.point == erratum.point }).page
    let sentences = try erratum.evidence()
    #expect(!sentences.isEmpty)
    let text = String(section.flow.text)
    for sentence in sentences {
      #expect(text.contains(sentence), "\(erratum.point) should say: \(sentence)")
    }
  }
}
