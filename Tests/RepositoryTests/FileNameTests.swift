import Foundation
import TestSupport
import Testing

/// A reader finds a source by its name.
struct FileNameTests {
  @Test func `a source is called what it declares, or begins with what it extends`() throws {
    for file in try Repository.files(in: "Sources", endingIn: ".swift") {
      let text = try Repository.text(file)
      // The C library is chosen there, and nothing declared.
      if file.hasPrefix("Sources/Platform/") { continue }
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      let declared = text.matches(
        of: #/\b(?:struct|enum|class|protocol|typealias|func|let|var) (\w+)/#
      ).map { String($0.1) }
      let extended = text.matches(of: #/\bextension (\w+)/#).map { String($0.1) }
      let isDeclared = declared.contains { word in
        word.lowercased() == name.lowercased() || Self.plurals(word).contains { $0.hasSuffix(name) }
      }
      let isExtended = extended.contains { type in
        ([type] + Self.plurals(type)).contains(where: name.hasPrefix)
      }
      #expect(isDeclared || isExtended, "\(file)")
    }
  }

  private static func plurals(_ word: String) -> [String] {
    ["\(word)s", "\(word)es", "\(word.dropLast())ies"]
  }

  @Test func `no folder of sources or tests shows more than twenty files`() throws {
    for top in ["Sources", "Tests"] {
      let files = try Repository.files(in: top, endingIn: "")
      let folders = Dictionary(grouping: files) { String($0.prefix(upTo: $0.lastIndex(of: "/")!)) }
      for (folder, files) in folders where !folder.contains("/Fixtures") {
        #expect(files.count <= 20, "\(folder)")
      }
    }
  }
}
