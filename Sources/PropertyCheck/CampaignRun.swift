import Dispatch
import Synchronization

extension Campaign {
  /// As many cases as a thread takes at once.
  private static let chunk = 128

  /// Runs all cases, on several threads if there are to be.
  func runAll(_ property: Property, until deadline: Deadline) -> PropertyReport {
    let cases = max(cases, 0)
    let chunks = (cases + Self.chunk - 1) / Self.chunk
    if jobs <= 1 || chunks < 2 {
      let source = Source(limit: max(choiceLimit, 1))
      return run(property, 0..<cases, with: source, until: deadline)
    }
    let board = Board(chunks: chunks)
    DispatchQueue.concurrentPerform(iterations: min(jobs, chunks)) { _ in
      let source = Source(limit: max(choiceLimit, 1))
      while let chunk = board.take() {
        let start = chunk * Self.chunk
        let range = start..<min(start + Self.chunk, cases)
        board.put(run(property, range, with: source, until: deadline), at: chunk)
      }
    }
    return board.sum(from: PropertyReport(property, seed: seed, from: 0))
  }

  /// Runs a range of cases up to the first failure.
  func run(
    _ property: Property, _ range: Range<Int>, with source: Source, until deadline: Deadline
  ) -> PropertyReport {
    var report = PropertyReport(property, seed: seed, from: range.lowerBound)
    for index in range {
      if deadline.isPast {
        report.isOutOfTime = true
        break
      }
      let isTimed = index < Self.timedCases
      let start = isTimed ? ContinuousClock.now : nil
      source.begin(case: index, seed: seed, timed: isTimed)
      let verdict = property.judge(source)
      if let start, let end = source.lastDraw, end - start > drawingTime { report.slowDraws += 1 }
      report.range = range.lowerBound..<index + 1
      if index < Self.edgeCases { report.edgeCases += 1 }
      switch verdict {
      case .holds(let closeness):
        report.note(closeness: closeness, origin: .number(index), choices: source.sequence)
      case .discarded(let reason): report.discarded[reason, default: 0] += 1
      case .fails(let failure):
        report.failure = Counterexample(
          failure, origin: .number(index), choices: source.sequence)
        return report
      }
    }
    return report
  }
}

/// Which chunks are taken, and what came of them.
private final class Board: Sendable {
  private struct State {
    var next = 0
    var end: Int
    var reports: [PropertyReport?]
  }

  private let state: Mutex<State>

  init(chunks: Int) {
    state = Mutex(State(end: chunks, reports: Array(repeating: nil, count: chunks)))
  }

  func take() -> Int? {
    state.withLock { state in
      guard state.next < state.end else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  /// After a failure or the deadline, later chunks are not needed.
  func put(_ report: PropertyReport, at chunk: Int) {
    state.withLock { state in
      state.reports[chunk] = report
      if report.failure != nil || report.isOutOfTime { state.end = min(state.end, chunk) }
    }
  }

  /// The chunks in order, up to the first that is not whole.
  func sum(from start: PropertyReport) -> PropertyReport {
    state.withLock { state in
      var sum = start
      for case let report? in state.reports {
        sum.append(report)
        if sum.failure != nil || sum.isOutOfTime { break }
      }
      return sum
    }
  }
}
