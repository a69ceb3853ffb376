import Text

import Platform

/// Messages for the person who runs the program.
enum StandardError {
  /// Writes lines, whose words cannot steer the terminal. If nobody can read them, they are lost:
  /// there is nowhere else to say so.
  static func print(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    write(lines.map { String($0).printable }.joined(separator: "\n") + "\n")
  }

  /// Writes text as it is.
  static func write(_ text: String) { _ = writeAll(text, to: STDERR_FILENO) }

  /// Whether a person is looking.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Writes all of `text`; the error number of what went wrong, or 0.
func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 {
      bytes = bytes.dropFirst(count)
    } else if errno != EINTR {
      return errno
    }
  }
  return 0
}
