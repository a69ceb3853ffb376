public import Foundation

/// The files of this package, found from where this file was compiled.
public enum Repository {
  /// The top folder.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The golden traces.
  public static let fixtures = root.appending(path: "Fixtures").path

  /// A file's text.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The paths below a folder that end in one of `suffixes`, relative to the top, in order.
  public static func files(in folder: String, endingIn suffixes: String...) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { path in suffixes.contains { path.hasSuffix($0) } }
      .map { "\(folder)/\($0)" }.sorted()
  }
}

/// A folder that is removed, with what is in it, when it is no longer used.
public final class TemporaryFolder {
  /// Where it is.
  public let path: String

  /// A new, empty folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "rmsprop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, and the folders that it needs; its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
