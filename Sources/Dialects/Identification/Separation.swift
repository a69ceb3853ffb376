import Runs
import RMSprop
import Synchronization

extension DialectSearch {
  /// Inputs on which dialects part: of the probes, the one that parts most pairs.
  func separatingRun(_ dialects: [Dialect]) -> Run? {
    Separation.shared.probe(parting: dialects, observed.run.scalar)?.run
  }
}

/// Remembers which probe parts some dialects best: in many traces the same few remain.
private final class Separation: Sendable {
  static let shared = Separation()
  private let known = Mutex<[Question: Probe?]>([:])

  private struct Question: Hashable {
    let dialects: [Dialect]
    let scalar: Scalar
  }

  /// How many dialects are told apart; with more, the trace says too little for a choice to matter.
  private static let limit = 40

  func probe(parting dialects: [Dialect], _ scalar: Scalar) -> Probe? {
    let question = Question(dialects: Array(dialects.prefix(Self.limit)), scalar: scalar)
    if let answer = known.withLock({ $0[question] }) { return answer }
    let best = Probe.best(parting: question.dialects, among: Probe.all(scalar))
    known.withLock { $0[question] = .some(best) }
    return best
  }
}
