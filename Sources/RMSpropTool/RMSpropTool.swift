import ArgumentParser

import Platform

/// The command `rmsprop`: one file for each verb.
struct RMSpropTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rmsprop",
    abstract: "A reference implementation of RMSprop, and an oracle to test others against.",
    subcommands: [
      Verify.self, Fixtures.self, TraceVerb.self, Compare.self, Explain.self,
      Identify.self, DialectsVerb.self, Check.self, Mutants.self, Plot.self,
    ])
}

@main
enum Main {
  static func main() {
    // A reader that goes away is not an error: a write then fails with EPIPE, and output just ends.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try RMSpropTool.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      StandardError.print("rmsprop: \(failure)")
      exit(failure.status)
    } catch {
      end(with: error)
    }
  }

  /// Ends as the argument parser says: with help on stdout, or with what is wrong on stderr.
  private static func end(with error: any Error) -> Never {
    let (code, text) = (RMSpropTool.exitCode(for: error), RMSpropTool.fullMessage(for: error))
    if code.isSuccess {
      let number = writeAll(text + "\n", to: STDOUT_FILENO)
      if number != 0 && number != EPIPE {
        StandardError.print(
          "rmsprop: standard output: cannot be written: \(String(cString: strerror(number)))")
        exit(ExitStatus.input)
      }
    } else if !text.isEmpty {
      StandardError.print(text)
    }
    exit(code.rawValue)
  }
}
