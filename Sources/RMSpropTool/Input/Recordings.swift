import GoldenTraces
import Text

import Platform

/// Reads the recordings that were asked for, one after another; what cannot be read is reported on
/// stderr, and kept as a report.
struct Recordings {
  /// The reports so far.
  private(set) var reports: [TraceReport] = []
  private let isChosen: (String) -> Bool
  private var progress: Progress

  /// Recordings whose id is chosen, in about `total` files.
  init(total: Int, _ isChosen: @escaping (String) -> Bool) {
    self.isChosen = isChosen
    progress = Progress(total: total)
  }

  /// Reads a folder's traces, and makes sure that its other files are what they were.
  mutating func readTraces(_ folder: TraceFolder, _ take: (Trace, String) -> TraceReport?) {
    for file in folder.files {
      progress.advance()
      read(file) { (recordings) throws(InputError) in
        recordings.take(try folder.traces(file), file, take)
      }
    }
    for file in folder.otherFiles {
      read(file) { (_) throws(InputError) in try folder.checkDigest(of: file) }
    }
    progress.clear()
  }

  /// Reads traces in files.
  mutating func readTraces(_ files: [String], _ take: (Trace, String) -> TraceReport?) {
    for file in files {
      progress.advance()
      read(file) { (recordings) throws(InputError) in
        recordings.take(try Trace.all(contentsOf: file), file, take)
      }
    }
    progress.clear()
  }

  /// Replays a folder's behaviours.
  mutating func replayBehaviours(_ folder: TraceFolder) -> [BehaviourReport] {
    var behaviours: [BehaviourReport] = []
    for file in folder.behaviours {
      read(file) { (recordings) throws(InputError) in
        let behaviour = try folder.behaviour(file)
        guard recordings.isChosen(behaviour.id) else { return }
        behaviours.append(BehaviourReport(behaviour, file: file))
      }
    }
    return behaviours
  }

  /// Reads a folder's behaviours.
  mutating func readBehaviours(_ folder: TraceFolder) -> [Behaviour] {
    var behaviours: [Behaviour] = []
    for file in folder.behaviours {
      read(file) { (_) throws(InputError) in behaviours.append(try folder.behaviour(file)) }
    }
    return behaviours
  }

  private mutating func take(
    _ traces: [Trace], _ file: String, _ take: (Trace, String) -> TraceReport?
  ) {
    traces.first?.warn(of: file) { progress.clear() }
    for trace in traces where isChosen(trace.id) {
      if let report = take(trace, file) { add(report) }
    }
  }

  private mutating func read(
    _ file: String, _ read: (inout Recordings) throws(InputError) -> Void
  ) {
    do { try read(&self) } catch { add(TraceReport(unreadable: file, "\(error)")) }
  }

  private mutating func add(_ report: TraceReport) {
    if case .error(let problem) = report.verdict {
      progress.clear()
      StandardError.print("rmsprop: \(problem)")
    }
    reports.append(report)
  }
}

extension Trace {
  /// Warns on stderr of the keys of a file that nobody knows.
  func warn(of file: String, before: () -> Void = {}) {
    guard !unknownKeys.isEmpty else { return }
    before()
    for key in unknownKeys { StandardError.print("rmsprop: \(file): \(key)") }
  }
}

/// Whether an id matches a shell pattern, in which `*` stands for any characters, `/` included.
func matches(_ id: String, _ pattern: String) -> Bool { fnmatch(pattern, id, 0) == 0 }
