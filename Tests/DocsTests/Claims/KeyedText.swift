import TestSupport

/// A page's text as its reader sees it, and what each key in its source names.
///
/// A key is an HTML comment that begins without a space. It names what stands directly before it, a
/// number, a word or a code span: `8.2e-15<!--descent-f-->`. What is longer stands between two
/// comments: `<!--names:-->w and b<!--:-->`. In a fenced block and in an image's description a
/// comment would show: there the keys stand on the line before the block, or right after the image,
/// one for each number that needs one, in order; `given` stands for a number that the page chooses.
struct KeyedText {
  /// What a key names.
  struct Claim {
    let key, text: String
    let line: Int
  }

  /// A number that needs a key and has none.
  struct BareNumber {
    let text: String
    let line: Int
    /// Where it stands in the text, if not in a block.
    let place: Int?
  }

  /// The prose, with single spaces, without the targets of links and without comments.
  private(set) var text: [Character] = []
  /// The line that each character of the text is from.
  private var lines: [Int] = []
  private(set) var claims: [Claim] = []
  private(set) var bare: [BareNumber] = []
  /// What is wrong with the comments themselves.
  private(set) var complaints: [String] = []
  private let path: String

  init(_ page: Page) {
    path = page.path
    let above = Set(page.blocks.map { $0.line - 2 }).filter { line in
      line > 0 && page.prose[line - 1].isKeyComment
    }
    for (index, line) in page.prose.enumerated() where line.hasPrefix("<!--") {
      // Markdown takes such a line for HTML as a whole.
      if !line.hasPrefix("<!-- ") && !above.contains(index + 1) {
        complaints.append("\(path):\(index + 1): a line of text begins with a key")
      }
    }
    readProse(page, without: above)
    for block in page.blocks {
      read(block, keys: above.contains(block.line - 2) ? page.prose[block.line - 3] : nil)
    }
  }

  /// A comment, and where in the text it stands.
  private typealias Comment = (text: String, place: Int, line: Int)

  /// Takes comments out of the prose.
  private mutating func comments(_ page: Page, without above: Set<Int>) -> [Comment] {
    let (source, sourceLines) = page.flow
    var (found, index): ([Comment], Int) = ([], 0)
    while index < source.count {
      if source[index...].starts(with: "<!--"),
        let end = (index + 4..<source.count).first(where: { source[$0...].starts(with: "-->") })
      {
        let line = sourceLines[index]
        if !above.contains(line) && !source[index + 4].isWhitespace {
          found.append((String(source[index + 4..<end]), text.count, line))
        }
        index = end + 3
      } else {
        if !(source[index].isWhitespace && (text.last?.isWhitespace ?? true)) {
          text.append(source[index])
          lines.append(sourceLines[index])
        }
        index += 1
      }
    }
    return found
  }

  private mutating func readProse(_ page: Page, without above: Set<Int>) {
    let comments = comments(page, without: above)
    let tokens = NumberToken.all(in: text)
    let byEnd = Dictionary(tokens.map { ($0.range.upperBound, $0) }) { $1 }
    var covered = [Bool](repeating: false, count: text.count)
    var open: Comment?
    for comment in comments {
      if comment.text.hasSuffix(":"), open == nil, comment.text.dropLast().isKey {
        open = comment
        continue
      }
      if let image = imageRange(endingAt: comment.place) {
        let numbers = tokens.filter { image.contains($0.range.lowerBound) && $0.needsKey }
        for number in numbers { covered[number.range.lowerBound] = true }
        assign(
          comment.text, line: comment.line, numbers.map { ($0.text, lines[$0.range.lowerBound]) })
        continue
      }
      var named: (key: String, range: Range<Int>)?
      if comment.text == ":", let start = open {
        named = (String(start.text.dropLast()), start.place..<comment.place)
        open = nil
      } else if comment.text[...].isKey {
        named = (comment.text, range(endingAt: comment.place, byEnd))
      }
      guard let (key, range) = named, !range.isEmpty else {
        complaints.append("\(path):\(comment.line): <!--\(comment.text)--> names nothing")
        continue
      }
      for place in range { covered[place] = true }
      let words = String(text[range]).withoutMarks
      claims.append(Claim(key: key, text: words, line: lines[range.lowerBound]))
    }
    if let open { complaints.append("\(path):\(open.line): <!--\(open.text)--> has no end") }

    var sections = page.sections
    for token in tokens where token.needsKey && !covered[token.range.lowerBound] {
      let line = lines[token.range.lowerBound]
      if sections[line] == token.text {
        sections[line] = nil
      } else {
        bare.append(BareNumber(text: token.text, line: line, place: token.range.lowerBound))
      }
    }
  }

  /// The number, word or code span that ends there.
  private func range(endingAt end: Int, _ tokens: [Int: NumberToken]) -> Range<Int> {
    if let token = tokens[end], !token.isInName { return token.range }
    if end > 1, text[end - 1] == "`" {
      return (text[..<(end - 1)].lastIndex(of: "`") ?? end)..<end
    }
    let word = text[..<end].reversed().prefix { !$0.isWhitespace && !"|()[]{}*,;:\"`".contains($0) }
    return end - word.count..<end
  }

  /// The description of the image that ends there.
  private func imageRange(endingAt end: Int) -> Range<Int>? {
    guard end > 0, text[end - 1] == "]", let start = text[..<end].lastIndex(of: "["),
      start > 0, text[start - 1] == "!"
    else { return nil }
    return start..<end
  }

  /// Reads a block, with the keys on the line above it. Blocks without keys are excerpts and
  /// commands' output, which are tested as a whole, except those of formulas.
  private mutating func read(_ block: Page.Block, keys: String?) {
    let characters = Array(block.text)
    let numbers = NumberToken.all(in: characters).filter(\.needsKey).map { token in
      (token.text, block.line + characters[..<token.range.lowerBound].count { $0 == "\n" })
    }
    if let keys {
      let list = keys.drop { $0 == " " }.dropFirst(4).dropLast(3)
      assign(String(list), line: block.line - 2, numbers)
    } else if block.language == "math" {
      bare += numbers.map { BareNumber(text: $0.0, line: $0.1, place: nil) }
    }
  }

  /// Gives numbers their keys, in order.
  private mutating func assign(_ list: String, line: Int, _ numbers: [(text: String, line: Int)]) {
    let keys = list.split(separator: " ")
    guard keys.count == numbers.count && keys.allSatisfy(\.isKey) else {
      let what = numbers.isEmpty ? "no number" : numbers.map(\.text).joined(separator: " ")
      complaints.append("\(path):\(line): <!--\(list)--> names \(what)")
      return
    }
    for (key, number) in zip(keys, numbers) {
      if key == "given" {
        bare.append(BareNumber(text: number.text, line: number.line, place: nil))
      } else {
        claims.append(Claim(key: String(key), text: number.text, line: number.line))
      }
    }
  }
}

extension String {
  /// Whether a line holds keys and nothing else.
  fileprivate var isKeyComment: Bool { wholeMatch(of: #/ *<!--[A-Za-z0-9.\- ]+--> */#) != nil }

  /// A code span's text without the marks at its ends; other text as it is.
  fileprivate var withoutMarks: String {
    let inside = dropFirst().dropLast()
    let isSpan = count > 2 && first == "`" && last == "`" && !inside.contains("`")
    return isSpan ? String(inside) : self
  }
}

extension Substring {
  fileprivate var isKey: Bool { wholeMatch(of: #/[A-Za-z0-9.]+(?:-[A-Za-z0-9.]+)*/#) != nil }
}

extension Page {
  /// The numbers that headings begin with, by line: names of sections.
  fileprivate var sections: [Int: String] {
    var found: [Int: String] = [:]
    for (index, line) in prose.enumerated() {
      if let match = line.firstMatch(of: #/^#+ (\d+(?:\.\d+)*) /#) {
        found[index + 1] = String(match.1)
      }
    }
    return found
  }
}
