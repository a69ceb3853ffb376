import GoldenTraces

import Platform
import Text

/// The ids of traces that are expected to fail: a file with an id in each line; # begins a comment.
struct KnownFailures {
  /// The file's name, as it was given.
  let file: String
  private let ids: [String]

  /// Reads the known failures from a file, which need not exist yet if it is new.
  init(_ file: String, isNew: Bool) throws {
    self.file = file
    var text = ""
    if !(isNew && access(file, F_OK) != 0) {
      do {
        text = String(decoding: try readFile(file, mayBeEmpty: true), as: UTF8.self)
      } catch { throw Failure.input("\(error)") }
    }
    ids = text.split(whereSeparator: \.isNewline).map { line in
      line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The differences from the list: traces that fail and are not listed, and traces that are listed
  /// and do not fail. Only chosen ids matter.
  func surprises(_ report: Report, _ isChosen: (String) -> Bool) -> [String] {
    let failed = Self.failed(report)
    let unexpected = failed.filter { !ids.contains($0) }.map { "\($0) fails, and is not listed" }
    let others = ids.filter { isChosen($0) && !failed.contains($0) }.map { id in
      guard let trace = report.traces.first(where: { $0.id == id }) else {
        return "\(id) is listed, and was not among the traces"
      }
      if case .pass = trace.verdict { return "\(id) is listed, and passes" }
      return "\(id) is listed, and was not judged"
    }
    return unexpected + others
  }

  /// The file's text for what fails now; ids that were not chosen stay.
  func updated(_ report: Report, _ isChosen: (String) -> Bool) -> String {
    let others = ids.filter { !isChosen($0) }
    let lines = Set(Self.failed(report) + others).sorted()
    return "# Traces that are expected to fail, as rmsprop verify --known-failures reads them.\n"
      + lines.map { "\($0)\n" }.joined()
  }

  private static func failed(_ report: Report) -> [String] {
    report.traces.compactMap { trace in
      switch trace.verdict {
      case .fail, .violated, .fault: trace.id
      case .pass, .skipped, .inconclusive, .error: nil
      }
    }
  }
}
