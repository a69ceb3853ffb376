import Dialects
import Foundation
import TestSupport
import Testing

/// The atlas is the catalogue.
struct AtlasTests {
  @Test func `the page of dialects holds what make dialects writes`() throws {
    let text = try Repository.text("docs/dialects.md")
    let parts = text.components(
      between: "<!-- rmsprop dialects --format markdown -->\n", and: "<!-- the end of it -->\n")
    #expect(parts.count == 1 && parts.first == Catalogue.markdown, "make dialects")
  }

  @Test func `a value is written as short as it can be`() {
    let written = [0.99, 1, 0.01, 1e-3, 2.5e-4, 0.0002, 1e-4, 1e-8, 2.5e-5, 1e-32, 0.9517, 0]
      .map(CatalogueEntry.Defaults.written)
    let expected = [
      "0.99", "1", "0.01", "1e-3", "2.5e-4", "2e-4", "1e-4", "1e-8", "2.5e-5", "1e-32", "0.9517",
      "0",
    ]
    #expect(written == expected)
  }

  @Test func `what moves with a switch is said with the switch`() {
    #expect(Catalogue.entry("pytorch")?.differences == [])
    #expect(
      Catalogue.entry("tf-keras-optimizer-v2")?.differences.first == """
        ε inside the root with momentum
        """)
    #expect(
      Catalogue.entry("tfjs")?.differences == [
        "ε inside the root", "ε subtracted inside the root when centered",
        "the rate inside the buffer",
      ])
  }
}

extension String {
  /// What stands between two texts, each time.
  fileprivate func components(between start: String, and end: String) -> [String] {
    components(separatedBy: start).dropFirst().compactMap {
      $0.components(separatedBy: end).first
    }
  }
}
