import Foundation
import Subprocess
import TestSupport

/// The real command, as a process.
enum Command {
  struct Outcome {
    /// The exit code; `nil` if a signal ended the process.
    let status: Int32?
    let output: String
    let errors: String
  }

  /// The program that was built with these tests, beside them.
  private static let path = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "rmsprop").path

  /// Runs `rmsprop` with these arguments, in a folder.
  static func run(
    _ arguments: String..., environment: [String: String] = [:], in folder: String = "."
  ) async throws -> Outcome {
    try await run(arguments, environment: environment, in: folder)
  }

  /// Runs `rmsprop` with these arguments, in a folder; after `deadline` seconds it is killed.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String = ".",
    deadline: Int = 600
  ) async throws -> Outcome {
    let line = "cd \"$1\" && shift && ulimit -t \(deadline) && exec \"$@\" </dev/null"
    return try await sh(["-c", line, "sh", folder, path] + arguments, environment)
  }

  /// Runs a line of shell, in which `$RMSPROP` is the command.
  static func shell(_ line: String) async throws -> Outcome {
    try await sh(["-c", line], ["RMSPROP": path])
  }

  private static func sh(
    _ arguments: [String], _ environment: [String: String]
  ) async throws -> Outcome {
    var changes: [Environment.Key: String?] = ["RMSPROP_FIXTURES": nil]
    for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
    let result = try await Subprocess.run(
      .name("sh"), arguments: Arguments(arguments), environment: .inherit.updating(changes),
      output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
    var status: Int32?
    if case .exited(let code) = result.terminationStatus { status = code }
    return Outcome(status: status, output: result.standardOutput, errors: result.standardError)
  }
}
