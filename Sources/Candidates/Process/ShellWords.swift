/// Why a line cannot be read as a command.
package struct CommandError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with the line.
  package let description: String
}

/// A command line, split into words as a shell would: at spaces, with single quotes, double quotes
/// and backslashes. Nothing is expanded.
///
/// - Throws: `CommandError`, if a quote is left open, the line ends in a backslash, or it has no
///   word.
package func shellWords(_ line: String) throws(CommandError) -> [String] {
  var words: [String] = []
  var word: String?
  var quote: Character?
  var characters = line[...]
  while let character = characters.popFirst() {
    switch (character, quote) {
    case ("'", "'"), ("\"", "\""): quote = nil
    case ("'", nil), ("\"", nil):
      quote = character
      word = word ?? ""
    case ("\\", nil):
      guard let next = characters.popFirst() else {
        throw CommandError(description: "the command ends in a backslash: \(line)")
      }
      if next != "\n" { word = (word ?? "") + String(next) }
    case ("\\", "\""):
      // Within double quotes, a backslash before any other character stands for itself.
      guard let next = characters.first, "\"\\$`\n".contains(next) else {
        word = (word ?? "") + "\\"
        continue
      }
      characters.removeFirst()
      if next != "\n" { word = (word ?? "") + String(next) }
    case (_, nil) where character.isWhitespace:
      if let complete = word { words.append(complete) }
      word = nil
    default: word = (word ?? "") + String(character)
    }
  }
  guard quote == nil else {
    throw CommandError(description: "the command has an open quote: \(line)")
  }
  if let word { words.append(word) }
  guard !words.isEmpty else { throw CommandError(description: "the command is empty") }
  return words
}

/// The line that a shell splits into these words again.
package func shellQuoted(_ words: [String]) -> String {
  words.map { word in
    let plain =
      !word.isEmpty
      && word.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber)
          || "_-./=:,+@%".contains($0)
      }
    return plain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }.joined(separator: " ")
}
