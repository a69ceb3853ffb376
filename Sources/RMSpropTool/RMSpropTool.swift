import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The command `rmsprop`: one file for each verb.
struct RMSpropTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rmsprop",
    abstract: "A reference implementation of RMSprop, and an oracle to test others against.",
    subcommands: [Verify.self])
}

@main
enum Main {
  static func main() {
    // A reader that goes away is no error: a write then fails with EPIPE, and output just ends.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try RMSpropTool.parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      StandardError.print("rmsprop: \(failure)")
      exit(failure.status)
    } catch {
      RMSpropTool.exit(withError: error)
    }
  }
}
