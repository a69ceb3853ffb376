import Platform
import Text

/// A folder's `SHA256SUMS`, in the form of `sha256sum`: which files it lists, with their SHA-256.
struct Digests {
  /// Each digest in hexadecimal, by the file's path inside the folder.
  let expected: [String: String]

  /// The digests of `folder`; `nil` if it has none.
  ///
  /// - Throws: `InputError`, if a line is not in the form of `sha256sum`, leads out of the folder,
  ///   or names a file again.
  init?(of folder: String) throws(InputError) {
    let file = "\(folder)/SHA256SUMS"
    // A link that leads nowhere is a list that was lost, not one that was never there.
    var status = stat()
    guard lstat(file, &status) == 0 else { return nil }
    try self.init(readFile(file), file: file)
  }

  /// The digests in `bytes`, which errors call `file`.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    let text = String(decoding: bytes, as: UTF8.self)
    var expected: [String: String] = [:]
    for (number, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      func problem(_ text: String) -> InputError {
        InputError(file: file, place: "line \(number + 1)", problem: text)
      }
      guard let (digest, name) = Self.entry(line) else {
        throw problem("expected a SHA-256 digest and a path")
      }
      guard let path = Self.inside(name) else {
        throw problem("expected a path inside the folder, found \"\(name.prefix(40))\"")
      }
      // No file can hold its own digest; a list of all files made in place has it all the same.
      guard path != "SHA256SUMS" else { continue }
      guard expected.updateValue(digest, forKey: path) == nil else {
        throw problem("names \"\(path.prefix(40))\" again")
      }
    }
    self.expected = expected
  }

  /// Makes sure that `data` is what the list says of `file`, which errors call `name`.
  func check(_ data: [UInt8], of file: String, named name: String) throws(InputError) {
    guard let expected = expected[file] else {
      throw InputError(file: name, place: "", problem: "is not listed in SHA256SUMS")
    }
    let actual = sha256(data)
    guard actual == expected else {
      throw InputError(
        file: name, place: "",
        problem: "does not match SHA256SUMS: expected \(expected), found \(actual)")
    }
  }

  /// Digest and name of a line. One that begins with a backslash has backslashes and line ends in
  /// its name escaped.
  private static func entry(_ line: Substring) -> (digest: String, name: String)? {
    let isEscaped = line.first == "\\"
    let line = line.dropFirst(isEscaped ? 1 : 0)
    let digest = line.prefix(64)
    let mark = line.dropFirst(64).prefix(2)
    let name = line.dropFirst(66)
    guard digest.count == 64, digest.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      mark == "  " || mark == " *", !name.isEmpty
    else { return nil }
    return (digest.lowercased(), isEscaped ? unescaped(name) : String(name))
  }

  private static func unescaped(_ name: Substring) -> String {
    var (text, isEscape) = ("", false)
    for character in name {
      if isEscape {
        text.append(["n": "\n", "r": "\r"][character] ?? character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// A path without detours; `nil` if it leads out of the folder.
  private static func inside(_ name: String) -> String? {
    guard !name.hasPrefix("/") else { return nil }
    let parts = name.split(separator: "/").filter { $0 != "." }
    return parts.isEmpty || parts.contains("..") ? nil : parts.joined(separator: "/")
  }
}
