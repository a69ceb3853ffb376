import TestSupport
import Testing

/// What a page shows of two files' difference.
struct DiffTests {
  static let diffs: [ExcerptTests.Excerpt] = Page.all.flatMap { page in
    page.blocks.filter { $0.language == "diff" }.map {
      ExcerptTests.Excerpt(page: page.path, block: $0)
    }
  }

  @Test(arguments: diffs)
  func `removed lines stand in the first file alone, added ones in the second`(
    diff: ExcerptTests.Excerpt
  ) throws {
    let files = try diff.block.info[1...2].map { file in
      try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    }
    for (sign, mine, other) in [("-", 0, 1), ("+", 1, 0)] {
      let lines = diff.block.lines.filter { $0.hasPrefix(sign) }.map { $0.dropFirst() }
      #expect(!lines.isEmpty)
      let starts = files[mine].indices.filter { files[mine][$0...].starts(with: lines) }
      #expect(
        starts.count == 1, "\(diff.page):\(diff.block.line): not in \(diff.block.info[1 + mine])")
      for line in lines where line.contains("named(") {
        #expect(!files[other].contains(line), "\(diff.page):\(diff.block.line): \(line)")
      }
    }
  }
}
