import Dispatch
import Synchronization

/// The numbered cases of a campaign's seed, run in order or on several threads.
struct NumberedCases {
  private let property: Property
  private let campaign: Campaign
  private let deadline: Deadline

  /// How many cases a thread takes at once.
  private static let chunk = 128

  init(of property: Property, in campaign: Campaign, until deadline: Deadline) {
    (self.property, self.campaign, self.deadline) = (property, campaign, deadline)
  }

  /// Runs all cases of the campaign, on as many threads as it asks for.
  func run() -> PropertyReport {
    let cases = max(campaign.cases, 0)
    let chunks = (cases + Self.chunk - 1) / Self.chunk
    if campaign.jobs <= 1 || chunks < 2 { return run(0..<cases, with: campaign.source()) }
    let board = ChunkBoard(chunks: chunks)
    DispatchQueue.concurrentPerform(iterations: min(campaign.jobs, chunks)) { _ in
      let source = campaign.source()
      while let chunk = board.take() {
        let start = chunk * Self.chunk
        board.put(run(start..<min(start + Self.chunk, cases), with: source), at: chunk)
      }
    }
    return board.sum(from: PropertyReport(property, seed: campaign.seed, from: 0))
  }

  /// Runs a range of cases up to the first failure.
  func run(_ range: Range<Int>, with source: Source) -> PropertyReport {
    var report = PropertyReport(property, seed: campaign.seed, from: range.lowerBound)
    for index in range {
      if deadline.isPast {
        report.isOutOfTime = true
        break
      }
      let isTimed = index < Campaign.timedCases
      let start = isTimed ? ContinuousClock.now : nil
      source.begin(case: index, seed: campaign.seed, timed: isTimed)
      let outcome = property.run(on: source)
      if let start, let end = source.lastDraw, end - start > campaign.drawingTime {
        report.slowDraws += 1
      }
      report.range = range.lowerBound..<index + 1
      if index < Campaign.edgeCases { report.edgeCases += 1 }
      switch outcome {
      case .holds(let closeness):
        report.note(closeness: closeness, origin: .number(index), choices: source.tape.sequence)
      case .discarded(let reason): report.discarded[reason, default: 0] += 1
      case .fails(let failure):
        report.failure = Counterexample(
          failure, origin: .number(index), choices: source.tape.sequence)
        return report
      }
    }
    return report
  }
}

/// Which chunks of cases are taken by threads, and the reports of those that are done.
private final class ChunkBoard: Sendable {
  private struct Chunks {
    var next = 0
    var end: Int
    var reports: [PropertyReport?]
  }

  private let chunks: Mutex<Chunks>

  init(chunks: Int) {
    self.chunks = Mutex(Chunks(end: chunks, reports: Array(repeating: nil, count: chunks)))
  }

  /// The next chunk to run, if one is left.
  func take() -> Int? {
    chunks.withLock { chunks in
      guard chunks.next < chunks.end else { return nil }
      chunks.next += 1
      return chunks.next - 1
    }
  }

  /// Keeps the report of a chunk. After a failure or the deadline, later chunks are not needed.
  func put(_ report: PropertyReport, at chunk: Int) {
    chunks.withLock { chunks in
      chunks.reports[chunk] = report
      if report.failure != nil || report.isOutOfTime { chunks.end = min(chunks.end, chunk) }
    }
  }

  /// The sum of the chunks in order, up to the first that is not whole.
  func sum(from start: PropertyReport) -> PropertyReport {
    chunks.withLock { chunks in
      var sum = start
      for case let report? in chunks.reports {
        sum.append(report)
        if sum.failure != nil || sum.isOutOfTime { break }
      }
      return sum
    }
  }
}
