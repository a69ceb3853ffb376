import TestSupport
import Testing

/// Code in a page is code of the repository.
struct ExcerptTests {
  struct Excerpt: CustomTestStringConvertible {
    let page: String
    let block: Page.Block
    var file: String { block.info[1] }
    var testDescription: String { "\(page):\(block.line)" }
  }

  static let excerpts: [Excerpt] = Page.all.flatMap { page in
    page.blocks.filter { $0.info.count == 2 }.map { Excerpt(page: page.path, block: $0) }
  }

  /// Languages whose blocks are excerpts, and name their file.
  static let languages: Set = ["swift", "python", "c", "cpp", "rust", "javascript"]
  /// What is shown otherwise: formulas and the command are tested elsewhere, `sh` is for the
  /// reader to run, `json` and `text` show a form.
  static let others: Set = ["math", "console", "sh", "json", "text", "diff"]

  @Test(arguments: excerpts)
  func `an excerpt stands in the file that it names, line by line`(excerpt: Excerpt) throws {
    let file = try Repository.text(excerpt.file)
      .split(separator: "\n", omittingEmptySubsequences: false)
    // A line with dots alone leaves something out.
    var start = 0
    for part in excerpt.block.lines.split(whereSeparator: { $0.contains(#/^\s*(\/\/|#)? ?…$/#) }) {
      let wanted = unindented(part.map { $0[...] })
      let place = (start...max(start, file.count)).first { index in
        index + wanted.count <= file.count
          && unindented(Array(file[index..<index + wanted.count])) == wanted
      }
      guard let place else {
        Issue.record(
          "\(excerpt.page):\(excerpt.block.line): not in \(excerpt.file), or not in this order")
        return
      }
      start = place + wanted.count
    }
  }

  @Test(arguments: Page.all)
  func `a block of code says where it is from`(page: Page) {
    for block in page.blocks {
      #expect(
        Self.others.contains(block.language)
          || Self.languages.contains(block.language) && block.info.count > 1,
        "\(page.path):\(block.line): \(block.language)")
    }
  }

  /// The lines without what they are all indented by.
  private func unindented(_ lines: [Substring]) -> [String] {
    let least = lines.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.prefix { $0 == " " }.count }.min()
    return lines.map { String($0.dropFirst(least ?? 0)) }
  }
}
