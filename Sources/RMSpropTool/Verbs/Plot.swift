import ArgumentParser
import Figures
import GoldenTraces

import Platform
import Text

/// `rmsprop plot`: the figures of the pages, and runs of a person's own.
struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw a figure of the pages, or a run of yours beside the reference, as SVG.",
    discussion: """
      A figure of the pages is computed when it is asked for, and has the same bytes on every \
      platform. A run of yours, recorded as a trace or asked of a program that speaks the \
      candidate protocol, is drawn with what the reference makes of the same gradients, and with \
      the distance between the two.

      Examples:
        rmsprop plot --list
        rmsprop plot valley --output valley.svg
        rmsprop plot --all figures
        rmsprop plot --trace recorded.json --coordinate 3 --output run.svg
        rmsprop plot --trace recorded.json --as keras-3 --output run.svg
        rmsprop plot --candidate 'python3 my_candidate.py' --output run.svg

      Exit codes: 0 the figure is drawn; 1 there is nothing to draw; 2 the candidate failed; 3 an \
      input cannot be read, has no such coordinate, or the output cannot be written; 64 the \
      command line is wrong.
      """)

  @Argument(help: "A figure of the pages.")
  var name: String?

  @Flag(help: "Say what the figures are, and what can be learnt from each.")
  var list = false

  @Option(help: ArgumentHelp("Write every figure to this folder.", valueName: "folder"))
  var all: String?

  @Option(help: ArgumentHelp("Draw this trace beside the reference.", valueName: "file"))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "Draw the program that this command starts beside the reference.", valueName: "command"),
    transform: CandidateCommand.init)
  var candidate: CandidateCommand?

  @Option(
    parsing: .unconditional,
    help: "The coordinate of --trace or --candidate, counted from 0 (default: 0).")
  var coordinate: Int?

  @OptionGroup var standard: StandardOption

  @OptionGroup(title: "Candidates") var deadlines: CandidateDeadlines

  @OptionGroup var file: OutputFile

  func validate() throws {
    let wanted = [name != nil, list, all != nil, trace != nil, candidate != nil]
    guard wanted.filter(\.self).count == 1 else {
      throw ValidationError("Give one of: a figure, --list, --all, --trace, --candidate.")
    }
    if let name, !Figure.all.contains(where: { $0.name == name }) {
      let names = Figure.all.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no figure '\(name.printable)'. The figures: \(names).")
    }
    if coordinate != nil && trace == nil && candidate == nil {
      throw ValidationError("--coordinate belongs to --trace and --candidate.")
    }
    if standard.program != nil && trace == nil && candidate == nil {
      throw ValidationError("--as belongs to --trace and --candidate.")
    }
    if all != nil && file.output != nil {
      throw ValidationError("--all names its own files: leave out --output.")
    }
    if candidate == nil { try deadlines.checkUnused() }
  }

  func run() throws {
    if let all { return try Self.write(Figure.all, to: all) }
    try file.check()
    let standard = standard.standard
    if let trace {
      return try file.write(PlottedRun(trace: trace, as: standard).svg(coordinate ?? 0))
    }
    if let candidate {
      let plotted = try PlottedRun(candidate: candidate, deadlines.limits, as: standard)
      return try file.write(plotted.svg(coordinate ?? 0))
    }
    if list {
      let entries = Figure.all.map { "\($0.name): \($0.title)\n\(Self.wrapped($0.caption))" }
      return try file.write(entries.joined(separator: "\n"))
    }
    try file.write(Figure.all.first { $0.name == name }!.svg)
  }

  /// Text in lines of at most 80 characters, indented.
  private static func wrapped(_ text: String) -> String {
    var lines = [" "]
    for word in text.split(separator: " ") {
      if lines.last!.count + word.count >= 80 { lines.append(" ") }
      lines[lines.count - 1] += " \(word)"
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Writes figures to a folder, which is made if it is not there: all of them, or none.
  private static func write(_ figures: [Figure], to folder: String) throws {
    func failure(_ file: String) -> Failure {
      Failure.input("\(file): cannot be written: \(String(cString: strerror(errno)))".printable)
    }
    let isNew = mkdir(folder, 0o777) == 0
    guard isNew || errno == EEXIST else { throw failure(folder) }
    // A file that cannot be replaced is found before any file is replaced.
    for figure in figures {
      let file = "\(folder)/\(figure.name).svg"
      var status = stat()
      if stat(file, &status) == 0 && status.st_mode & S_IFMT != S_IFREG {
        throw Failure.input("\(file): cannot be written: not a regular file".printable)
      }
    }
    var written: [String] = []
    do {
      for figure in figures {
        let part = "\(folder)/.\(figure.name)-\(getpid()).tmp"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw failure("\(folder)/\(figure.name).svg") }
        written.append(part)
        let number = writeAll(figure.svg, to: descriptor)
        close(descriptor)
        errno = number
        guard number == 0 else { throw failure("\(folder)/\(figure.name).svg") }
      }
      for (figure, part) in zip(figures, written) {
        let file = "\(folder)/\(figure.name).svg"
        guard rename(part, file) == 0 else { throw failure(file) }
      }
    } catch {
      for part in written { unlink(part) }
      if isNew { rmdir(folder) }
      throw error
    }
  }
}
