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
    #expect(Self.products.count == 5)
    for product in Self.products + ["rmsprop"] {
      #expect(page.contains("\n| `\(product)` |"), "\(product)")
    }
  }

  /// The modules that have something public.
  private static let modules: [String] = {
    let files = (try? Repository.files(in: "Sources", endingIn: ".swift")) ?? []
    let declaring = files.filter { file in
      (try? Repository.text(file))?.contains(declaration) ?? false
    }
    return Set(declaring.map { String($0.split(separator: "/")[1]) }).sorted()
  }()

  @Test func `every product is a module with something public`() {
    #expect(Set(Self.products).isSubset(of: Self.modules))
  }

  @Test(arguments: modules)
  func `every public type and function has a line under its module, and nothing else has`(
    module: String
  ) throws {
    let page = try Repository.text(Self.page)
    let parts = page.split(separator: "\n## ").filter { $0.hasPrefix("`\(module)`\n") }
    let section = try #require(parts.first, "\(module)")
    let listed = section.matches(of: #/\n\| \[`(\w+)`\]\(([^)]+)\)/#)
    var declared: [String: String] = [:]
    for file in try Repository.files(in: "Sources/\(module)", endingIn: ".swift") {
      for match in try Repository.text(file).matches(of: Self.declaration) {
        declared[String(match.1)] = "../../\(file)"
      }
    }
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
