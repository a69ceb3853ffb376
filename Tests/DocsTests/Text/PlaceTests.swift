import TestSupport
import Testing

/// Everything that a user can name has its place in the reference, and one name.
struct PlaceTests {
  private static let page = "docs/reference/library.md"

  /// A library that the package offers, and the modules that it lets a user import.
  struct Product: CustomTestStringConvertible {
    let name: String
    let modules: [String]
    var testDescription: String { name }
  }

  private static let products: [Product] = {
    let package = (try? Repository.text("Package.swift")) ?? ""
    return package.matches(of: #/\.library\(name: "(\w+)", targets: \[([^\]]+)\]/#).map { match in
      Product(
        name: String(match.1), modules: match.2.matches(of: #/\w+/#).map { String($0.output) })
    }
  }()

  /// A public type or function that stands in no other, and its file.
  private struct Public: Hashable {
    let name, file: String
    var module: Substring { file.split(separator: "/")[1] }
  }

  private static let declared: [Public] = {
    let files = (try? Repository.files(in: "Sources", endingIn: ".swift")) ?? []
    return files.flatMap { file in
      ((try? Repository.text(file)) ?? "").matches(of: declaration).map {
        Public(name: String($0.1), file: file)
      }
    }
  }()

  private static var declaration: Regex<(Substring, Substring)> {
    #/(?m)^(?:@\w+ )*public (?:indirect |final )*(?:struct|enum|class|protocol|func|let) (\w+)/#
  }

  /// What `Candidates` lets a user name without importing its module.
  private static let exported = ["Candidates": Public(name: "InputError", file: inputError)]
  private static let inputError = "Sources/Text/InputError.swift"

  @Test func `every product is on the page of the library`() throws {
    let page = try Repository.text(Self.page)
    #expect(Self.products.count == 5)
    for product in Self.products.map(\.name) + ["rmsprop"] {
      #expect(page.contains("\n| `\(product)` |"), "\(product)")
    }
  }

  @Test(arguments: products)
  func `every public type and function has a line under its product, and nothing else has`(
    product: Product
  ) throws {
    let page = try Repository.text(Self.page)
    let parts = page.split(separator: "\n## ").filter { $0.hasPrefix("`\(product.name)`\n") }
    let section = try #require(parts.first, "\(product.name)")
    let listed = section.matches(of: #/\n\| \[`(\w+)`\]\(\.\.\/\.\.\/([^)]+)\)/#).map {
      Public(name: String($0.1), file: String($0.2))
    }
    let expected =
      Self.declared.filter { product.modules.contains(String($0.module)) }
      + [Self.exported[product.name]].compactMap(\.self)
    #expect(!expected.isEmpty)
    #expect(Set(listed) == Set(expected))
  }

  @Test func `what no product lets a user import is not public`() {
    let modules = Set(Self.products.flatMap(\.modules))
    let others = Self.declared.filter { !modules.contains(String($0.module)) }
    #expect(others == Array(Self.exported.values))
  }

  @Test func `no two public types have one name, and none has one of Apple's`() {
    let names = Self.declared.map(\.name)
    #expect(Set(names).count == names.count)
    // Those of Foundation, SwiftUI, Combine, Charts and SwiftData that this package might want.
    let taken: Set = [
      "Angle", "Axis", "Binding", "Color", "Data", "Date", "Dimension", "Event", "Expression",
      "Formatter", "Gauge", "Gesture", "Gradient", "Group", "Image", "Index", "Label", "Layout",
      "Link", "Measurement", "Model", "Operation", "Optional", "Path", "Plot", "Predicate",
      "Process", "Progress", "Query", "Record", "Scale", "Scanner", "Scene", "Schema", "Section",
      "Shape", "State", "Stream", "Subject", "Table", "Text", "Thread", "Timer", "Transaction",
      "Unit", "View",
    ]
    #expect(taken.isDisjoint(with: names))
  }
}
