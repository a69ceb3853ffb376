import ArgumentParser
import Dialects
import GoldenTraces
import Runs

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

    /// The traces that a program of the catalogue makes of PyTorch's cases, and the folder of the
    /// traces that they are made of. Ids are chosen as the program's traces have them.
    fileprivate func traces(
      of program: DialectImplementation
    ) throws -> (traces: [Trace], folder: String) {
      var (made, path): ([Trace], String) = ([], "")
      var all = self
      all.only = nil
      try all.forEach { trace, _, folder in
        path = folder.path
        guard let posed = trace.posed(to: program), only.map({ matches(posed.id, $0) }) ?? true,
          program.obstacle(to: posed.run) == nil
        else { return }
        made.append(posed.with(try program.results(of: posed.run)))
      }
      if made.isEmpty { throw Failure.nothing("no trace matches --only '\(only ?? "")'") }
      return (made, path)
    }

    /// Calls `body` with each trace that is chosen, and its file.
    fileprivate func forEach(_ body: (Trace, String, TraceFolder) throws -> Void) throws {
      do {
        let folder = try TraceFolder(try FixturesFolder.path(fixtures))
        var count = 0
        for file in folder.files {
          let traces = try folder.traces(file)
          guard let only = traces.first(where: { matches($0.id, only ?? "*") }) else { continue }
          count += 1
          try body(only, file, folder)
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

        With --as, the traces are those of a program of the catalogue: PyTorch's cases as far as \
        the program can do them, made here in plain arithmetic. They are judged in whatever order \
        of evaluation, because each names its program as the reference.

        Examples:
          rmsprop fixtures copy vectors --only 'pytorch/separate/float32/*'
          rmsprop fixtures copy keras-vectors --as keras-3
        """)

    @Argument(help: "The folder to copy to.")
    var folder: String

    @OptionGroup var choice: Choice
    @OptionGroup var standard: StandardOption

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
        if let program = standard.standard {
          let chosen = try choice.traces(of: program)
          source = chosen.folder
          for trace in chosen.traces { try add("\(trace.id.asPath).json", program.file(trace)) }
        } else {
          try choice.forEach { _, file, folder in
            source = folder.path
            try add(file, folder.contents(file))
          }
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

extension DialectImplementation {
  /// The file of a trace that the program made.
  fileprivate func file(_ trace: Trace) throws -> [UInt8] {
    // What is said of PyTorch's case may speak of PyTorch's numbers.
    let about =
      "PyTorch's case \(trace.id.split(separator: "/").last ?? ""), as \(entry.title) has it."
    var named = try Trace(trace.run, results: trace.results, about: about, flags: trace.flags)
    named.program = name
    named.judgingProgram = name
    var writer = TraceWriter(named, implementation: entry.title)
    var text = writer.head
    for t in trace.run.steps.indices {
      text += writer.line(trace.run[step: t], trace.results[step: t])
    }
    return Array((text + writer.tail).utf8)
  }
}

extension String {
  /// The id as a path: a program's options have signs that not every system takes.
  fileprivate var asPath: String {
    String(map { ":=,".contains($0) ? "-" : $0 })
  }
}
