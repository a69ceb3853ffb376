import Candidates
import Testing

/// Command lines as a shell reads them.
struct ShellWordsTests {
  @Test func `words are those of a shell, and are written so that a shell reads them back`() throws
  {
    let lines: [(String, [String])] = [
      ("python3  my.py", ["python3", "my.py"]), ("'a b' \"c d\"", ["a b", "c d"]),
      ("a\\ b 'it'\\''s'", ["a b", "it's"]), ("\"a\\\"b\\c\"", ["a\"b\\c"]), ("'' x", ["", "x"]),
      ("$HOME `ls` *", ["$HOME", "`ls`", "*"]), ("a\tb\nc", ["a", "b", "c"]),
    ]
    for (line, words) in lines {
      #expect(try shellWords(line) == words)
      #expect(try shellWords(shellQuoted(words)) == words)
    }
    for line in ["", "  ", "'open", "\"open", "end\\"] {
      #expect(throws: CommandError.self) { try shellWords(line) }
    }
  }
}
