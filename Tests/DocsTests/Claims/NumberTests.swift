import TestSupport
import Testing

/// Every number of a page is computed when the tests run.
struct NumberTests {
  static let claims: [Claims] = [
    .idea, .textbook, .pytorch, .batch, .sideBySide, .relatives, .evidence, .yourOwn, .errata,
    .notation, .dialects,
  ]

  @Test(arguments: claims)
  func `a page's numbers are what the code computes`(claims: Claims) throws {
    for complaint in try claims.complaints(of: Page(claims.page)) { Issue.record("\(complaint)") }
  }

  @Test func `every page of the book has its claims`() throws {
    let book = try Repository.files(in: "docs", endingIn: ".md").filter {
      $0.split(separator: "/").count == 2
    }
    let exempt: Set = ["docs/README.md", "docs/decisions.md", "docs/fuzzing.md", "docs/speed.md"]
    #expect(Set(Self.claims.map(\.page)) == Set(book).subtracting(exempt))
  }
}

extension Claims: CustomTestStringConvertible {
  var testDescription: String { page }
}
