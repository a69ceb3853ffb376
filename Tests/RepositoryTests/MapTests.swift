import TestSupport
import Testing

/// The map of the modules and the reasons for them are those of the code.
struct MapTests {
  @Test func `the map has every module, and what each builds on`() throws {
    let page = try Repository.text("CONTRIBUTING.md")
    var drawn: [String: Set<String>] = [:]
    for row in page.matches(of: #/(?m)^\| `(\w+)` \| .* \| (.*) \|$/#) {
      drawn[String(row.1)] = Self.names(in: row.2, between: "`")
    }
    let package = try Repository.text("Package.swift")
    var declared: [String: Set<String>] = [:]
    for match in package.matches(of: #/module\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/#) {
      declared[String(match.1)] = Self.names(in: match.2 ?? "", between: "\"")
    }
    for match in package.matches(
      of: #/executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/#)
    {
      declared[String(match.1)] = Self.names(in: match.2, between: "\"")
    }
    let modules = Set(declared.keys)
    #expect(modules.count > 10)
    #expect(
      Self.withWhatFollows(drawn)
        == Self.withWhatFollows(declared.mapValues { $0.intersection(modules) }))
  }

  @Test func `a comment that says why names a decision, which leads to the file`() throws {
    let page = try Repository.text("docs/decisions.md")
    var decisions: [Substring: Substring] = [:]
    for part in page.split(separator: "\n### ").dropFirst() {
      decisions[part.prefix { $0 != "\n" }] = part
    }
    var count = 0
    for file in try Repository.files(in: "Sources", endingIn: ".swift") {
      for match in try Repository.text(file).matches(
        of: #/Why: docs\/decisions\.md, "([^"]+)"\.\n/#)
      {
        count += 1
        let decision = try #require(decisions[match.1], "\(file): \(match.1)")
        #expect(decision.contains("](../\(file))"), "\(match.1) does not lead to \(file)")
      }
    }
    #expect(count > 10)
  }

  /// The words between two marks.
  private static func names(in text: Substring, between mark: Character) -> Set<String> {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    return Set(parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) })
  }

  /// What each module builds on, with what that builds on.
  private static func withWhatFollows(_ direct: [String: Set<String>]) -> [String: Set<String>] {
    var all = direct
    var before: [String: Set<String>]
    repeat {
      before = all
      all = before.mapValues { modules in
        modules.reduce(modules) { $0.union(before[$1] ?? []) }
      }
    } while all != before
    return all
  }
}
