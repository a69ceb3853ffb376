import ArgumentParser
import GoldenTraces

import Platform
import Text

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `rmsprop fixtures`: the golden traces, for somebody else's repository.
struct Fixtures: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the golden traces, or copy those that you need.",
    discussion: """
      Exit codes: 0 done; 1 no trace matches; 3 something cannot be read or written, or the folder \
      is there and not empty; 64 the command line is wrong.
      """,
    subcommands: [List.self, Copy.self])

  /// The options that choose traces.
  struct Choice: ParsableArguments {
    @Option(help: ArgumentHelp("The traces in this folder.", valueName: "folder"))
    var fixtures: String?

    @Option(
      help: ArgumentHelp("Only traces whose id matches this shell pattern.", valueName: "glob"))
    var only: String?

    /// Calls `body` with each trace that is chosen, and its file.
    fileprivate func forEach(_ body: (Trace, String, TraceFolder) throws -> Void) throws {
      do {
        let folder = try TraceFolder(try FixturesFolder.path(fixtures))
        var count = 0
        for file in folder.files {
          let trace = try folder.trace(file)
          guard only.map({ matches(trace.id, $0) }) ?? true else { continue }
          count += 1
          try body(trace, file, folder)
        }
        if count == 0 { throw Failure.nothing("no trace matches --only '\(only ?? "")'") }
      } catch let error as InputError {
        throw Failure.input("\(error)")
      }
    }
  }

  /// `rmsprop fixtures list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the id of each trace, and what it is.")

    @OptionGroup var choice: Choice
    @OptionGroup var file: OutputFile

    func run() throws {
      try file.check()
      try file.stream { write in
        try choice.forEach { trace, _, _ in
          let about = trace.about.map { "  \($0.printable)" } ?? ""
          try write("\(trace.id.printable)\(about)\n")
        }
      }
    }
  }

  /// `rmsprop fixtures copy`.
  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy traces to a folder, with their schema and digests.",
      discussion: """
        The folder must not exist yet, or be empty. It can then be given to verify --fixtures.

        Examples:
          rmsprop fixtures copy vectors --only 'pytorch/separate/float32/*'
        """)

    @Argument(help: "The folder to copy to.")
    var folder: String

    @OptionGroup var choice: Choice

    func run() throws {
      let files = FileManager.default
      var isFolder = false
      let exists = files.fileExists(atPath: folder, isDirectory: &isFolder)
      guard !exists || (isFolder && (try? files.contentsOfDirectory(atPath: folder)) == []) else {
        throw Failure.input("\(folder): must be a new or an empty folder")
      }
      // Everything goes to a folder beside it first, so that nobody sees an unfinished copy.
      let temporary =
        "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder).tmp-\(getpid())"
      defer { try? files.removeItem(atPath: temporary) }
      var digests: [(file: String, digest: String)] = []
      func add(_ file: String, _ bytes: [UInt8]) throws {
        digests.append((file, sha256(bytes)))
        let url = URL(filePath: "\(temporary)/\(file)")
        try files.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
      }
      do {
        var source = ""
        try choice.forEach { _, file, folder in
          source = folder.path
          try add(file, folder.contents(file))
        }
        let schema = "trace.schema.json"
        if files.fileExists(atPath: "\(source)/\(schema)") {
          try add(schema, readFile("\(source)/\(schema)"))
        }
        let list = digests.sorted { $0.file < $1.file }.map { "\($0.digest)  \($0.file)\n" }
        try Data(list.joined().utf8).write(to: URL(filePath: "\(temporary)/SHA256SUMS"))
        if exists { try files.removeItem(atPath: folder) }
        try files.moveItem(atPath: temporary, toPath: folder)
      } catch let failure as Failure {
        throw failure
      } catch let error as InputError {
        throw Failure.input("\(error)")
      } catch {
        throw Failure.input("\(folder): cannot be written: \(reason(error))")
      }
      StandardError.print("copied \(digests.count) files to \(folder)")
    }

    /// What the system says of an error.
    private func reason(_ error: any Error) -> String {
      let cause = (error as? CocoaError)?.userInfo["NSUnderlyingError"] as? POSIXError
      return cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
    }
  }
}
