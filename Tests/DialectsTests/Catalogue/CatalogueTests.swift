import Dialects
import Testing

/// The world's RMSprops, as data.
struct CatalogueTests {
  @Test func `names are unique, and every program says what it is`() {
    let entries = Catalogue.entries
    #expect(entries.count > 100 && Set(entries.map(\.name)).count == entries.count)
    #expect(entries.allSatisfy { !$0.title.isEmpty && !$0.versions.isEmpty && !$0.source.isEmpty })
    #expect(Catalogue.entry("pytorch")?.dialect(.init()) == Dialect())
  }
}
