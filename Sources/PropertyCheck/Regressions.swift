import Foundation

/// A failure that was found once, to be replayed first ever after.
public struct Regression: Sendable, Equatable {
  /// The name of the property.
  public let property: String
  /// The case.
  public let token: ReplayToken
  /// The case in words, which survives a change of what is drawn.
  public let decoded: [String]
  /// Which failure it was.
  public let label: String
  /// The seed of the campaign that found it.
  public let seed: UInt64

  /// An entry of the corpus.
  public init(
    property: String, token: ReplayToken, case decoded: [String], label: String, seed: UInt64
  ) {
    self.property = property
    self.token = token
    self.decoded = decoded
    self.label = label
    self.seed = seed
  }

  /// What a report found; nothing if it did not fail, or not for certain.
  public init?(_ report: PropertyReport) {
    guard let failure = report.failure, !failure.isFlaky else { return nil }
    self.init(
      property: report.property, token: failure.token, case: failure.decoded,
      label: failure.label, seed: report.seed)
  }
}

/// A file of regressions, `*.jsonl`: a JSON object on each line, and empty lines.
public struct Regressions: Sendable {
  /// Where the file is.
  public let path: String

  /// The corpus at a path, where there need not be a file yet.
  public init(path: String) { self.path = path }

  /// What the file holds, nothing if there is no file.
  ///
  /// - Throws: `Mistake`, which names the file and the line.
  public func read() throws(Mistake) -> [Regression] {
    try Self.parse(contents(), path: path)
  }

  /// The entries of all `*.jsonl` files of a folder, in the order of the files' names.
  ///
  /// - Throws: `Mistake` if the folder or a file cannot be read.
  public static func read(folder: String) throws(Mistake) -> [Regression] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw Mistake(path: folder, line: nil, problem: "the folder cannot be read")
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
  /// - Throws: `Mistake` if the file is malformed or cannot be written.
  @discardableResult
  public func append(_ entry: Regression) throws(Mistake) -> Bool {
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
      throw Mistake(path: path, line: nil, problem: "the file cannot be written")
    }
    return true
  }

  private func contents() throws(Mistake) -> String {
    guard FileManager.default.fileExists(atPath: path) else { return "" }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Mistake(path: path, line: nil, problem: "the file cannot be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Mistake(path: path, line: nil, problem: "the file is not UTF-8")
    }
    return text
  }

  /// Reads the text of a file; `path` is what mistakes name.
  static func parse(_ text: String, path: String) throws(Mistake) -> [Regression] {
    var entries: [Regression] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      func mistake(_ problem: String) -> Mistake {
        Mistake(path: path, line: index + 1, problem: problem)
      }
      do {
        entries.append(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).entry())
      } catch let error as ReplayToken.Mistake {
        throw mistake(error.description)
      } catch DecodingError.keyNotFound(let key, _) {
        throw mistake("'\(key.stringValue)' is missing")
      } catch DecodingError.typeMismatch(_, let context) {
        throw mistake(
          "'\(context.codingPath.first?.stringValue ?? "the line")' is of the wrong type")
      } catch {
        throw mistake("the line is not a JSON object of an entry")
      }
    }
    return entries
  }

  /// What is wrong with a corpus.
  public struct Mistake: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// The line, counted from 1, if it is one.
    public let line: Int?
    /// In words.
    public let problem: String

    /// The place and the problem.
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

  func entry() throws(ReplayToken.Mistake) -> Regression {
    Regression(
      property: property, token: try ReplayToken(token), case: `case`, label: label, seed: seed)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
