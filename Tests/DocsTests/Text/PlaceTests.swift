import TestSupport
import Testing

/// Whatever a user can name has its place in the reference.
struct PlaceTests {
  private static let page = "docs/reference/library.md"

  /// The libraries that the package offers.
  private static let products: [String] = {
    let package = (try? Repository.text("Package.swift")) ?? ""
    return package.matches(of: #/\.library\(name: "(\w+)"/#).map { String($0.1) }
  }()

  @Test func `every product is on the page of the library`() throws {
    let page = try Repository.text(Self.page)
    #expect(Self.products.count > 5)
    for product in Self.products + ["rmsprop"] {
      #expect(page.contains("\n| `\(product)` |"), "\(product)")
    }
  }

  @Test(arguments: products)
  func `every public type and function has a line under its product, and nothing else has`(
    product: String
  ) throws {
    let page = try Repository.text(Self.page)
    let parts = page.split(separator: "\n## ").filter { $0.hasPrefix("`\(product)`\n") }
    let section = try #require(parts.first, "\(product)")
    let listed = section.matches(of: #/\n\| \[`(\w+)`\]\(([^)]+)\)/#)
    var declared: [String: String] = [:]
    for file in try Repository.files(in: "Sources/\(product)", endingIn: ".swift") {
      for match in try Repository.text(file).matches(of: Self.declaration) {
        declared[String(match.1)] = "../../\(file)"
      }
    }
    #expect(!declared.isEmpty)
    #expect(Set(listed.map { String($0.1) }) == Set(declared.keys))
    for line in listed {
      #expect(declared[String(line.1)] == String(line.2), "\(line.1)")
    }
  }

  /// Something public that stands in no type.
  private static var declaration: Regex<(Substring, Substring)> {
    #/(?m)^(?:@\w+ )*public (?:indirect |final )*(?:struct|enum|class|protocol|func|let) (\w+)/#
  }
}
