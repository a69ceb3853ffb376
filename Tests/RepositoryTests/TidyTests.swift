import Foundation
import TestSupport
import Testing

/// The repository, read as a careful visitor would.
struct TidyTests {
  private static func sources() throws -> [String] {
    try Repository.files(in: "Sources", endingIn: ".swift", ".h", ".c", ".py")
      + Repository.files(in: "Tests", endingIn: ".swift", ".py")
      + Repository.files(in: "Fixtures/record", endingIn: ".py")
      + Repository.files(in: "docs", endingIn: ".py", ".lua", ".css")
  }

  /// The pages that a reader opens.
  static func pages() throws -> [String] {
    ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Fixtures/README.md"]
      + (try Repository.files(in: "docs", endingIn: ".md"))
  }

  /// Every text file that was written by hand, and some that were not.
  private static func texts() throws -> [String] {
    let folders = ["Sources", "Tests", "docs", "Fixtures/record"]
    let endings = [
      ".swift", ".h", ".c", ".cpp", ".py", ".sh", ".mjs", ".rs", ".go", ".lua", ".css", ".txt",
      ".modulemap",
    ]
    return try pages() + ["Makefile", "Package.swift"]
      + folders.flatMap { folder in
        try endings.flatMap { try Repository.files(in: folder, endingIn: $0) }
      }
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

  @Test func `no line ends in a space, and every file in a line end`() throws {
    for file in try Self.texts() {
      let text = try Repository.text(file)
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(file)")
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        #expect(line.last?.isWhitespace != true, "\(file):\(number + 1)")
      }
    }
  }

  @Test func `no file names a place on somebody's machine`() throws {
    for file in try Self.texts() {
      let places = try Repository.text(file)
        .matches(of: #/(?m)(?:^|[^\w.*}])\/(?:home|Users|root|tmp|work|private)\/\w+/#)
      #expect(places.isEmpty, "\(file): \(places.map { String($0.0) })")
    }
  }

  @Test func `no line of a page is over 160 characters, tables, blocks, images aside`() throws {
    for page in try Self.pages() {
      var isInBlock = false
      for (number, line) in try Repository.text(page).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        if line.hasPrefix("```") { isInBlock.toggle() }
        if isInBlock || line.hasPrefix("|") || line.hasPrefix("![") { continue }
        #expect(line.count <= 160, "\(page):\(number + 1)")
      }
    }
  }

  @Test func `no comment, message, test name or page is in a private dialect`() throws {
    let files =
      try Self.sources().filter { $0.hasSuffix(".swift") || $0.hasSuffix(".py") }
      + Self.pages().filter { $0 != "CHANGELOG.md" }
    let verbs: Set = ["is", "are", "was", "were"]
    for file in files {
      var places: [String] = []
      var (older, old) = ("", "")
      for (word, line) in try Self.words(file) {
        let tail = String(word.drop { !$0.isLetter })
        // Python's `None` is another word.
        let isPhrase =
          switch tail.prefix(while: \.isLetter) {
          case "none": verbs.contains(old) && older != "there"
          case "had": verbs.contains(old)
          case "for": old == "but"
          case "before": old == "of"
          case let word: word.lowercased() == "who" + "ever"
          }
        if isPhrase { places.append("\(file):\(line): \(old) \(word)") }
        (older, old) = (old, tail.lowercased())
      }
      #expect(places.isEmpty, "\(places.joined(separator: "\n"))")
    }
  }

  /// The words of a file, each with its line. Marks of comments, and of strings that go on below,
  /// are left out, so that a phrase is found across lines; so are a page's quotations and code.
  private static func words(_ file: String) throws -> [(text: Substring, line: Int)] {
    let marks: Set<Substring> = ["///", "//", "#", "\\"]
    let isPage = file.hasSuffix(".md")
    var isInBlock = false
    var words: [(text: Substring, line: Int)] = []
    for (number, line) in try Repository.text(file).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      if isPage && line.hasPrefix("```") { isInBlock.toggle() }
      if isInBlock || isPage && line.hasPrefix(">") { continue }
      words += line.split(whereSeparator: \.isWhitespace).filter { !marks.contains($0) }
        .map { ($0, number + 1) }
    }
    return words
  }

  @Test func `every documentation summary stands without its neighbours`() throws {
    let needy = #/(?:The same|As above|As before|And|It|Its|That of|Those)\b|(?:These|Both)[.,;:]/#
    for file in try Repository.files(in: "Sources", endingIn: ".swift") {
      var places: [String] = []
      var isInside = false
      for (number, line) in try Repository.text(file).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        let text = line.drop { $0 == " " }
        if !isInside, text.hasPrefix("/// "), text.dropFirst(4).prefixMatch(of: needy) != nil {
          places.append("\(file):\(number + 1): \(text)")
        }
        isInside = text.hasPrefix("///")
      }
      #expect(places.isEmpty, "\(places.joined(separator: "\n"))")
    }
  }

  @Test func `only the property engine and tests reach GSL`() throws {
    for file in try Repository.files(in: "Sources", endingIn: ".swift")
    where !file.hasPrefix("Sources/PropertyCheck/") {
      #expect(try !Repository.text(file).contains("import CGSL"), "\(file)")
    }
    let package = try Repository.text("Package.swift")
    let names = package.matches(of: /"CGSL"/).count
    #expect(names == 5, "the library, the engine, its tests, the relatives' and their support")
  }
}
