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
}
