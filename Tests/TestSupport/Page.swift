import Foundation

/// A page of the documentation, as its reader and its tests see it.
public struct Page: Sendable {
  /// A fenced block.
  public struct Block: Sendable {
    /// What stands after the fence: a language, and for an excerpt the file that it is from.
    public let info: [String]
    /// Its text.
    public let lines: [String]
    /// The number of its first line.
    public let line: Int

    /// The first word after the fence.
    public var language: String { info.first ?? "" }
    /// Its text, as one.
    public var text: String { lines.joined(separator: "\n") }
  }

  /// The path from the top of the repository.
  public let path: String
  /// What is fenced, in order.
  public let blocks: [Block]
  /// What is not in a block, by line; a line in a block is empty.
  public let prose: [String]

  /// The page of that path.
  public init(_ path: String) throws { self.init(path, text: try Repository.text(path)) }

  /// A page of that text.
  public init(_ path: String, text: String) {
    self.path = path
    var (blocks, prose): ([Block], [String]) = ([], [])
    var open: (fence: Substring, info: [String], lines: [String], line: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let fence = line.drop { $0 == " " }.prefix { $0 == "`" }
      if let current = open {
        if fence.count >= current.fence.count && line.allSatisfy({ $0 == "`" || $0 == " " }) {
          blocks.append(Block(info: current.info, lines: current.lines, line: current.line))
          open = nil
        } else {
          open!.lines.append(String(line))
        }
        prose.append("")
      } else if fence.count >= 3 {
        let info = line.drop { $0 == " " || $0 == "`" }.split(separator: " ").map(String.init)
        open = (fence, info, [], index + 2)
        prose.append("")
      } else {
        prose.append(String(line))
      }
    }
    self.blocks = blocks
    self.prose = prose
  }

  /// Every page that a reader opens.
  public static let all: [Page] = {
    let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Fixtures/README.md"]
    let docs = (try? Repository.files(in: "docs", endingIn: ".md")) ?? []
    return (top + docs).compactMap { try? Page($0) }
  }()

  /// The headings' anchors, as GitHub and pandoc's `gfm` reader make them.
  public var anchors: Set<String> {
    var found: Set<String> = []
    for line in prose where line.hasPrefix("#") {
      let heading = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
        .replacing(#/\]\([^)]*\)/#, with: "]")
      let slug = String(
        heading.lowercased().compactMap { character -> Character? in
          if character.isLetter || character.isNumber || "-_".contains(character) {
            return character
          }
          return character == " " ? "-" : nil
        })
      var (anchor, count) = (slug, 0)
      while !found.insert(anchor).inserted {
        count += 1
        anchor = "\(slug)-\(count)"
      }
    }
    return found
  }

  /// The prose in one line, with single spaces and without the targets of links, and the number of
  /// the line that each character is from.
  public var flow: (text: [Character], lines: [Int]) {
    var (text, lines): ([Character], [Int]) = ([], [])
    for (index, line) in prose.enumerated() {
      for character in line.replacing(#/\]\([^)]*\)/#, with: "]") + " " {
        if character.isWhitespace && (text.last?.isWhitespace ?? true) { continue }
        text.append(character.isWhitespace ? " " : character)
        lines.append(index + 1)
      }
    }
    return (text, lines)
  }
}
