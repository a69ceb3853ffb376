import Crypto

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of traces: every `*.json` in it, at any depth, but for schemas (`*.schema.json`).
///
/// Where the folder has a file `SHA256SUMS`, each trace must be in it, with its digest, and each
/// file in it must be there.
public struct TraceFolder: Sendable {
  /// The folder, as it was named.
  public let path: String
  /// The traces' paths inside the folder, in order.
  public let files: [String]
  /// Each file's SHA-256 in hexadecimal; `nil` if the folder has no `SHA256SUMS`.
  public let digests: [String: String]?

  /// Looks for traces, without reading them.
  ///
  /// - Throws: `TraceError`, if there is no such folder, if it holds no trace, or if `SHA256SUMS`
  ///   is not in the form of `sha256sum`.
  public init(_ path: String) throws(TraceError) {
    func problem(_ text: String) -> TraceError { TraceError(file: path, place: "", problem: text) }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw problem("no such folder")
    }
    guard isFolder else { throw problem("is not a folder") }
    var visited: Set<String> = []
    let found = try Self.files(in: path, "", &visited).filter {
      $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json")
    }
    let digests = try Self.digests(in: path)
    let listed = digests.map { Set($0.keys).subtracting(found) } ?? []
    self.path = path
    self.files = (found + listed).sorted()
    self.digests = digests
    guard !files.isEmpty else { throw problem("holds no trace (*.json)") }
  }

  /// The trace in one of the folder's files, whose digest must match.
  public func trace(_ file: String) throws(TraceError) -> Trace {
    let full = "\(path)/\(file)"
    let data = try readFile(full)
    if let digests {
      let actual = SHA256.hash(data: data).map { hex($0) }.joined()
      guard let expected = digests[file] else {
        throw TraceError(file: full, place: "", problem: "is not listed in SHA256SUMS")
      }
      guard actual == expected else {
        throw TraceError(
          file: full, place: "",
          problem: "does not match SHA256SUMS: expected \(expected), found \(actual)")
      }
    }
    return try Trace(data, file: full)
  }

  private static func digests(in folder: String) throws(TraceError) -> [String: String]? {
    let file = "\(folder)/SHA256SUMS"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let text = String(decoding: try readFile(file), as: UTF8.self)
    var digests: [String: String] = [:]
    for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      let digest = line.prefix(64)
      let mark = line.dropFirst(64).prefix(2)
      guard digest.count == 64, digest.allSatisfy(\.isHexDigit), mark == "  " || mark == " *",
        line.count > 66
      else {
        throw TraceError(
          file: file, place: "line \(number + 1)", problem: "expected a SHA-256 digest and a path")
      }
      digests[String(line.dropFirst(66))] = digest.lowercased()
    }
    return digests
  }

  /// The files below a folder, through links too, each folder once.
  private static func files(
    in root: String, _ folder: String, _ visited: inout Set<String>
  ) throws(TraceError) -> [String] {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    guard visited.insert(URL(filePath: path).resolvingSymlinksInPath().path).inserted else {
      return []
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw TraceError(file: path, place: "", problem: "cannot be read")
    }
    var found: [String] = []
    for name in names.sorted() {
      let inside = folder.isEmpty ? name : "\(folder)/\(name)"
      if isFolder("\(root)/\(inside)") {
        found += try files(in: root, inside, &visited)
      } else {
        found.append(inside)
      }
    }
    return found
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
