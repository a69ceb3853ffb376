import RMSpropLaws
import Synchronization

/// A subject that remembers what it was asked.
final class Eavesdropper: Subject {
  private let subject: any Subject
  private let asked = Mutex<[Run]>([])

  init(_ subject: any Subject) { self.subject = subject }

  var abilities: Abilities { subject.abilities }
  /// What was asked so far.
  var runs: [Run] { asked.withLock { $0 } }

  func run(_ run: Run) throws -> Trajectory {
    asked.withLock { $0.append(run) }
    return try subject.run(run)
  }

  func run(all runs: [Run]) throws -> [Trajectory] {
    asked.withLock { $0 += runs }
    return try subject.run(all: runs)
  }
}
