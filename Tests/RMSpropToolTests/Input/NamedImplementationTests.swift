import Dialects
import Mistakes
import Runs
import Testing

@testable import RMSpropTool

/// Implementations by the names that a person gives them.
struct NamedImplementationTests {
  @Test func `a name means one implementation among formulas, programs and mistakes`() {
    let names =
      Reference.allCases.map(\.rawValue) + Catalogue.entries.map(\.name) + Mistake.all.map(\.name)
    let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
    // PyTorch is a formula here and a program in the catalogue, and both compute the same.
    #expect(Set(twice) == ["pytorch"])
    #expect(Catalogue.entry("pytorch")?.dialect(Dialect.Switches(momentum: true)) == Dialect())
    #expect(!names.contains { $0.contains("/") || $0.isEmpty })
  }

  @Test func `every name is understood, and is what it names`() throws {
    for reference in Reference.allCases {
      let named = try #require(NamedImplementation(reference.rawValue))
      guard case .builtIn(reference, nil) = named.kind else {
        Issue.record("\(reference.rawValue) is \(named.kind)")
        continue
      }
      #expect(named.scalar == nil && named.reference == reference)
    }
    for entry in Catalogue.entries where entry.name != "pytorch" {
      let named = try #require(NamedImplementation("\(entry.name)/float32"))
      guard case .dialect(let dialect) = named.kind else {
        Issue.record("\(entry.name) is \(named.kind)")
        continue
      }
      #expect(dialect.entry.name == entry.name && named.scalar == .float32)
      #expect(named.reference == .pytorch)
    }
    for mistake in Mistake.all {
      let named = try #require(NamedImplementation(mistake.name))
      guard case .mistake(let implementation) = named.kind else {
        Issue.record("\(mistake.name) is \(named.kind)")
        continue
      }
      #expect(implementation.mistake.name == mistake.name)
    }
  }

  @Test(arguments: [
    "", "/", "keras", "keras-3/fused", "keras-3/", "epsilon-inside/separate", "pytorch/fused/fused",
    "pytorch/float32/float64", "pytorch/fused-before-2.1/float16", "batch/fused", "PyTorch",
    " pytorch", "none",
  ])
  func `what names nothing, or a rounding that is not known, is refused`(argument: String) {
    #expect(NamedImplementation(argument) == nil)
  }

  @Test func `roundings and types follow a name in either order`() throws {
    for argument in ["pytorch/separate/float32", "pytorch/float32/separate"] {
      let named = try #require(NamedImplementation(argument))
      guard case .builtIn(.pytorch, .separate) = named.kind else {
        Issue.record("\(argument) is \(named.kind)")
        continue
      }
      #expect(named.scalar == .float32)
    }
  }
}
