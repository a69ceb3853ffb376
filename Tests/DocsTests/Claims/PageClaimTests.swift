import TestSupport
import Testing

/// Every number of a page is computed when the tests run.
struct PageClaimTests {
  static let claims: [Claims] = [
    IdeaClaims.page, TextbookClaims.page, PyTorchClaims.page, BatchClaims.page,
    SideBySideClaims.page, RelativesClaims.page, EvidenceClaims.page, YourOwnClaims.page,
    ErrataClaims.page, DialectsClaims.page, EveryPyTorchClaims.page,
    Claims("docs/notation.md") { _ in },
  ]

  @Test(arguments: claims)
  func `a page's numbers are what the code computes`(claims: Claims) throws {
    for complaint in try claims.complaints(of: Page(claims.page)) { Issue.record("\(complaint)") }
  }

  @Test func `a page without claims has no keys, which nothing would compare`() {
    let claimed = Set(Self.claims.map(\.page))
    for page in Page.all where !claimed.contains(page.path) {
      let text = KeyedText(page)
      #expect(text.claims.isEmpty && text.complaints.isEmpty, "\(page.path)")
    }
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
