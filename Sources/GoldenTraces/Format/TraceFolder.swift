#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
public import Text

/// A folder of traces: every `*.json` in it, at any depth, except schemas (`*.schema.json`)
/// and the project's other forms (`*.behaviour.json`, `*.checkpoints.json`, `*.mutants.json`,
/// `*.documents.json`), and except the folder `frameworks`: runs of other programs, which need not
/// agree with anything.
///
/// Where the folder has a file `SHA256SUMS`, each trace must be in it, with its digest, and each
/// file in it must be there.
public struct TraceFolder: Sendable {
  /// The folder, as it was named.
  public let path: String
  /// The traces' paths inside the folder, in order.
  public let files: [String]
  /// The behaviours' paths inside the folder (`*.behaviour.json`), in order.
  package let behaviours: [String]
  /// What else `SHA256SUMS` lists, in order: files whose digest is all that matters.
  package let otherFiles: [String]
  private let digests: Digests?

  /// Looks for traces, without reading them.
  ///
  /// - Throws: `InputError`, if there is no such folder, if it holds no trace, or if `SHA256SUMS`
  ///   is not in the form of `sha256sum`, leads out of the folder or names a file twice.
  public init(_ path: String) throws(InputError) {
    func problem(_ text: String) -> InputError { InputError(file: path, place: "", problem: text) }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw problem("no such folder")
    }
    guard isFolder else { throw problem("is not a folder") }
    var visited: Set<String> = []
    let found = try Self.files(in: path, "", &visited)
    digests = try Digests(of: path)
    let all = Set(found).union(digests?.expected.keys ?? [:].keys)
    self.path = path
    files = all.filter(Self.isTrace).sorted()
    behaviours = all.filter(Self.isBehaviour).sorted()
    let listed = digests?.expected.keys ?? [:].keys
    otherFiles = listed.filter { !Self.isTrace($0) && !Self.isBehaviour($0) }.sorted()
    guard !files.isEmpty || !behaviours.isEmpty else { throw problem("holds no trace (*.json)") }
  }

  /// The golden traces of the package that this was compiled from.
  ///
  /// - Throws: `InputError`, as for any folder.
  public static func golden() throws(InputError) -> TraceFolder { try TraceFolder(goldenPath) }

  /// `Fixtures/` beside `Sources/`, where this file was compiled.
  package static let goldenPath = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures").path

  private static func isBehaviour(_ file: String) -> Bool { file.hasSuffix(".behaviour.json") }

  private static func isTrace(_ file: String) -> Bool {
    let others = [
      ".schema.json", ".behaviour.json", ".checkpoints.json", ".mutants.json", ".documents.json",
    ]
    return file.hasSuffix(".json") && !others.contains { file.hasSuffix($0) }
  }

  /// Whether the folder has a file `SHA256SUMS`.
  package var hasDigests: Bool { digests != nil }

  /// The traces in one of the folder's files, whose digest must match: one for each parameter.
  ///
  /// - Throws: `InputError`, as for `Trace.all(contentsOf:)`, or if the digest is missing or
  ///   another.
  public func traces(_ file: String) throws(InputError) -> [Trace] {
    try Trace.all(contents(file), file: "\(path)/\(file)")
  }

  /// The trace in one of the folder's files, whose digest must match.
  ///
  /// - Throws: `InputError`, as for `Trace(contentsOf:)`, or if the digest is missing or another.
  public func trace(_ file: String) throws(InputError) -> Trace {
    try Trace(contents(file), file: "\(path)/\(file)")
  }

  /// The behaviour in one of the folder's files, whose digest must match.
  ///
  /// - Throws: `InputError`, as for `Behaviour(contentsOf:)`, or if the digest is missing or
  ///   another.
  package func behaviour(_ file: String) throws(InputError) -> Behaviour {
    try Behaviour(contents(file), file: "\(path)/\(file)")
  }

  /// Makes sure that a file is there and has its digest, whatever it holds.
  ///
  /// - Throws: `InputError`, if it is not.
  package func checkDigest(of file: String) throws(InputError) { _ = try contents(file) }

  /// All of a file, whose digest must match.
  package func contents(_ file: String) throws(InputError) -> [UInt8] {
    let full = "\(path)/\(file)"
    let data = try readFile(full)
    try digests?.check(data, of: file, named: full)
    return data
  }

  /// The files below a folder, through links too, each folder once.
  private static func files(
    in root: String, _ folder: String, _ visited: inout Set<String>
  ) throws(InputError) -> [String] {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    guard visited.insert(URL(filePath: path).resolvingSymlinksInPath().path).inserted else {
      return []
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw InputError(file: path, place: "", problem: "cannot be read")
    }
    var found: [String] = []
    for name in names.sorted() {
      let inside = folder.isEmpty ? name : "\(folder)/\(name)"
      if inside == "frameworks" { continue }
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
}
