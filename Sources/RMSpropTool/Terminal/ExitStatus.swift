import ArgumentParser

/// What the program's exit code says.
enum ExitStatus {
  /// Something diverges, or nothing was compared.
  static let diverges: Int32 = 1
  /// The candidate failed: it crashed, hung, or sent something that is not an answer.
  static let candidate: Int32 = 2
  /// An input cannot be read or is corrupt, or an output cannot be written.
  static let input: Int32 = 3
}

/// An end with a message on stderr.
struct Failure: Error, CustomStringConvertible {
  let description: String
  let status: Int32

  /// An input cannot be read or is corrupt, or an output cannot be written.
  static func input(_ message: String) -> Failure {
    Failure(description: message, status: ExitStatus.input)
  }

  /// Nothing was compared.
  static func nothing(_ message: String) -> Failure {
    Failure(description: message, status: ExitStatus.diverges)
  }
}
