import Foundation
public import TestSupport
public import Testing

/// Whatever a page points at is there.
struct LinkTests {
  @Test(arguments: Page.all)
  func `a link leads to a file, and to a heading of it`(page: Page) throws {
    let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
    for (index, line) in page.prose.enumerated() {
      for match in line.matches(of: #/\]\(([^)\s]+)\)/#) where !match.1.contains("://") {
        let parts = match.1.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].isEmpty ? page.path : folder + "/" + parts[0]
        let target = Repository.root.appending(path: path).standardizedFileURL
        let place = "\(page.path):\(index + 1): \(match.1)"
        #expect(FileManager.default.fileExists(atPath: target.path), "\(place) is not there")
        guard parts.count == 2, target.pathExtension == "md" else { continue }
        let relative = target.path.dropFirst(Repository.root.standardizedFileURL.path.count + 1)
        let anchors = try Page(String(relative)).anchors
        #expect(anchors.contains(String(parts[1])), "\(place) is no heading")
      }
    }
  }

  @Test func `every page is reached from the first one`() throws {
    var (seen, next): (Set<String>, [String]) = ([], ["README.md"])
    while let path = next.popLast() {
      guard seen.insert(path).inserted else { continue }
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      for line in try Page(path).prose {
        for match in line.matches(of: #/\]\(([^)#\s]+\.md)(?:#[^)]*)?\)/#) {
          let target = Repository.root.appending(path: folder + "/" + match.1).standardizedFileURL
          next.append(
            String(target.path.dropFirst(Repository.root.standardizedFileURL.path.count + 1)))
        }
      }
    }
    #expect(Set(Page.all.map(\.path)).subtracting(seen) == [])
  }
}

extension Page: CustomTestStringConvertible {
  /// Its path.
  public var testDescription: String { path }
}
