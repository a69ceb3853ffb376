import Foundation

/// A file of regressions, `*.jsonl`: a JSON object on each line, and empty lines.
public struct Regressions: Sendable {
  /// Where the file is.
  public let path: String

  /// The file at a path; it need not exist yet.
  public init(path: String) { self.path = path }

  /// The entries of the file; empty if the file does not exist.
  ///
  /// - Throws: `FileError`, which names the file and the line.
  public func read() throws(FileError) -> [Regression] {
    try Self.parse(contents(), path: path)
  }

  /// The entries of all `*.jsonl` files of a folder, in the order of the files' names.
  ///
  /// - Throws: `FileError` if the folder or a file cannot be read.
  public static func read(folder: String) throws(FileError) -> [Regression] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw FileError(path: folder, line: nil, problem: "the folder cannot be read")
    }
    var entries: [Regression] = []
    for name in names.sorted() where name.hasSuffix(".jsonl") {
      entries += try Regressions(path: folder + "/" + name).read()
    }
    return entries
  }

  /// Adds an entry unless the file holds its property and token. The file is replaced as a whole,
  /// so that a reader never sees half of it; it must not be written by two processes at once.
  ///
  /// - Returns: whether it was added.
  /// - Throws: `FileError` if the file is malformed or cannot be written.
  @discardableResult
  public func append(_ entry: Regression) throws(FileError) -> Bool {
    var text = try contents()
    let held = try Self.parse(text, path: path)
    if held.contains(where: { $0.property == entry.property && $0.token == entry.token }) {
      return false
    }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    do {
      text += try Line(entry).json() + "\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw FileError(path: path, line: nil, problem: "the file cannot be written")
    }
    return true
  }

  private func contents() throws(FileError) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(path: path, line: nil, problem: "the file cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw FileError(path: path, line: nil, problem: "the file is not UTF-8")
    }
    return text
  }

  /// Reads the text of a file; `path` is what errors name.
  static func parse(_ text: String, path: String) throws(FileError) -> [Regression] {
    var entries: [Regression] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      func fileError(_ problem: String) -> FileError {
        FileError(path: path, line: index + 1, problem: problem)
      }
      do {
        entries.append(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).entry())
      } catch let error as ReplayToken.ParseError {
        throw fileError(error.description)
      } catch DecodingError.keyNotFound(let key, _) {
        throw fileError("'\(key.stringValue)' is missing")
      } catch DecodingError.typeMismatch(_, let context) {
        throw fileError(
          "'\(context.codingPath.first?.stringValue ?? "the line")' is of the wrong type")
      } catch {
        throw fileError("the line is not a JSON object of an entry")
      }
    }
    return entries
  }

  /// Why a file or folder of regressions cannot be read or written.
  public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path of the file or folder.
    public let path: String
    /// The malformed line, counted from 1; `nil` if the problem is not in one line.
    public let line: Int?
    /// The problem in words.
    public let problem: String

    /// The place and the problem in words.
    public var description: String {
      line.map { "\(path):\($0): \(problem)" } ?? "\(path): \(problem)"
    }
  }
}

/// An entry as it stands in a file.
private struct Line: Codable {
  let property, token: String
  let `case`: [String]
  let label: String
  let seed: UInt64

  init(_ entry: Regression) {
    property = entry.property
    token = entry.token.description
    `case` = entry.decoded
    label = entry.label
    seed = entry.seed
  }

  func entry() throws(ReplayToken.ParseError) -> Regression {
    Regression(
      property: property, token: try ReplayToken(token), case: `case`, label: label, seed: seed)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
