import Foundation
import TestSupport
import Testing

/// The repository, read as a careful visitor would.
struct TidyTests {
  private static func sources() throws -> [String] {
    try Repository.files(in: "Sources", endingIn: ".swift", ".h", ".c", ".py")
      + Repository.files(in: "Tests", endingIn: ".swift")
      + Repository.files(in: "Fixtures/record", endingIn: ".py")
  }

  @Test func `no line is longer than a hundred characters`() throws {
    for file in try Self.sources() {
      for (number, line) in try Repository.text(file).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        #expect(line.count <= 100, "\(file):\(number + 1)")
      }
    }
  }

  @Test func `no source is so long that it must hold two ideas`() throws {
    for file in try Self.sources() {
      let lines = try Repository.text(file).count { $0 == "\n" }
      #expect(lines <= 330, "\(file) has \(lines) lines")
    }
  }

  @Test func `only the property engine and tests reach GSL`() throws {
    for file in try Repository.files(in: "Sources", endingIn: ".swift")
    where !file.hasPrefix("Sources/PropertyCheck/") {
      #expect(try !Repository.text(file).contains("import CGSL"), "\(file)")
    }
    let package = try Repository.text("Package.swift")
    let names = package.matches(of: /"CGSL"/).count
    #expect(names == 5, "the library, the engine, its tests, their support and the laws' tests")
  }

  @Test func `links in the pages lead somewhere`() throws {
    let pages =
      ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Fixtures/README.md"]
      + (try Repository.files(in: "docs", endingIn: ".md"))
    for page in pages {
      let folder = page.split(separator: "/").dropLast().joined(separator: "/")
      for match in try Repository.text(page).matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = Repository.root.appending(path: folder).appending(path: String(match.1))
        #expect(try target.checkResourceIsReachable(), "\(page): \(match.1)")
      }
    }
  }
}

/// Pages say only what the code keeps.
struct PageTests {
  private static let pages = [
    "README.md", "docs/candidates/README.md", "docs/reference/pytorch-optimizer.md",
  ]

  @Test(arguments: pages)
  func `code in a page is in the file that it names`(page: String) throws {
    let blocks = try Repository.text(page).matches(
      of: #/```(?:swift|python) (\S+)\n((?:[^`]|`[^`]|``[^`])+)```/#)
    #expect(!blocks.isEmpty)
    for block in blocks {
      let lines = try Repository.text(String(block.1)).split(separator: "\n").map {
        $0.drop { $0 == " " }
      }
      for line in block.2.split(separator: "\n") {
        #expect(lines.contains(line.drop { $0 == " " }), "\(block.1): \(line)")
      }
    }
  }
}
