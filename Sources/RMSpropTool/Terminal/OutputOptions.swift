import ArgumentParser

import Platform

/// Where a verb's output goes.
struct OutputFile: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write to this file, whole or not at all.", valueName: "file"))
  var output: String?

  /// Whether output does not go to a terminal, so that progress may.
  var leavesTerminalFree: Bool { output != nil || isatty(STDOUT_FILENO) == 0 }

  /// Fails early where writing would fail late.
  func check() throws { try Output(name: output).check() }

  /// Writes what `body` gives, as it comes.
  func stream(_ body: ((String) throws -> Void) throws -> Void) throws {
    try Output(name: output).stream(body)
  }

  /// Writes the report to the file, or to stdout.
  func write(_ text: String) throws { try stream { write in try write(text) } }
}

/// The options of a verb that reports to a person or to a program.
struct OutputOptions: ParsableArguments {
  /// The form of a verb's output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(help: "For a person, or for a program (text or json).")
  var format = Format.text

  @OptionGroup var file: OutputFile
}
