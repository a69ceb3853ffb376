import Foundation
import TestSupport
import Testing

/// Every file is there for something.
struct DeadFileTests {
  private static let swift: [String: String] = {
    var texts: [String: String] = [:]
    for folder in ["Sources", "Tests"] {
      for file in (try? Repository.files(in: folder, endingIn: ".swift")) ?? [] {
        texts[file] = try? Repository.text(file)
      }
    }
    return texts
  }()

  /// The words of every Swift file.
  private static let words: [String: Set<Substring>] = swift.mapValues { text in
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
  }

  @Test func `every source declares something that another file uses, or tests, or runs`() {
    #expect(Self.swift.count > 100)
    let isItsOwnUse = #/@main|@Test|@_exported|swift-tools-version/#
    for (file, text) in Self.swift where !text.contains(isItsOwnUse) {
      let declared = text.matches(
        of: #/\b(?:struct|enum|class|protocol|typealias|func|let|var|case|subscript) (\w+)/#
      ).map(\.1)
      let isUsed = declared.contains { name in
        Self.words.contains { $0.key != file && $0.value.contains(name) }
      }
      #expect(isUsed, "\(file)")
    }
  }

  @Test func `every script is imported, run, or documented as a command`() throws {
    let scripts = try ["Sources", "Tests", "Fixtures/record", "docs"].flatMap {
      try Repository.files(
        in: $0, endingIn: ".py", ".sh", ".lua", ".mjs", ".rs", ".c", ".cpp", ".go")
    }.filter { !$0.hasPrefix("Sources/CBenchmark/") }
    let pages = try TidyTests.pages().map { ($0, try Repository.text($0)) }
    let others =
      try scripts.map { ($0, try Repository.text($0)) } + pages
      + [("Makefile", try Repository.text("Makefile"))]
      + Self.swift.map { ($0.key, $0.value) }
    for script in scripts {
      let url = URL(filePath: script)
      let (name, module) = (url.lastPathComponent, url.deletingPathExtension().lastPathComponent)
      let isNamed = others.contains { file, text in
        file != script
          && (text.contains(name) || file.hasSuffix(".py") && text.contains("import \(module)")
            || file.hasSuffix(".py") && text.contains("from \(module) ")
            || file.hasSuffix(".py") && text.contains("\"\(module):"))
      }
      #expect(isNamed, "\(script)")
      if script.hasPrefix("docs/candidates/") || script.hasPrefix("docs/examples/") {
        #expect(pages.contains { $0.1.contains(name) }, "\(script) is on no page")
      }
    }
  }

  @Test func `what the package excludes is there`() throws {
    let package = try Repository.text("Package.swift")
    let all =
      try Repository.files(in: "Sources", endingIn: ".py", ".cpp")
      + Repository.files(in: "Tests", endingIn: ".py")
    for list in package.matches(of: #/exclude: \[([^\]]*)\]/#) {
      for name in list.1.matches(of: #/"([^"]+)"/#) {
        #expect(all.contains { $0.hasSuffix("/\(name.1)") }, "\(name.1)")
      }
    }
  }

  @Test func `every fixture is pinned by a digest or read by a program`() throws {
    let root = Repository.fixtures
    var pinned: Set<String> = []
    for folder in ["", "frameworks/"] {
      for line in try Repository.text("Fixtures/\(folder)SHA256SUMS").split(separator: "\n") {
        pinned.insert(folder + line.split(separator: " ")[1])
      }
    }
    var isFolder: ObjCBool = false
    let files = try FileManager.default.subpathsOfDirectory(atPath: root).filter {
      FileManager.default.fileExists(atPath: "\(root)/\($0)", isDirectory: &isFolder)
        && !isFolder.boolValue && !$0.hasPrefix("record/") && !$0.hasSuffix("SHA256SUMS")
        && !$0.contains("__pycache__")
    }
    #expect(files.count > 1000)
    // A schema is linked from the page beside it; of a verb's cases the folder is named.
    let texts = Self.swift.values + [try Repository.text("Fixtures/README.md")]
    for file in files where !pinned.contains(file) {
      let url = URL(filePath: file)
      let folder = url.deletingLastPathComponent().lastPathComponent
      let isRead = texts.contains {
        $0.contains(url.lastPathComponent) || file.contains("/") && $0.contains("\"/\(folder)\"")
      }
      #expect(isRead, "Fixtures/\(file)")
    }
  }
}
