import Runs

/// An implementation whose first answers are remembered. Used by one thread: hence unchecked.
final class HeardImplementation: Implementation, @unchecked Sendable {
  private let inner: any Implementation
  /// What the implementation answered to the first runs since this list was emptied.
  var heard: [(run: Run, results: Results)] = []
  /// How many answers are kept.
  private static let most = 16

  /// How PyTorch rounds says nothing of what follows another program's formula.
  private let isOfOtherFormula: Bool

  init(_ inner: any Implementation, isOfOtherFormula: Bool = false) {
    (self.inner, self.isOfOtherFormula) = (inner, isOfOtherFormula)
  }

  var capabilities: Capabilities {
    var capabilities = inner.capabilities
    if isOfOtherFormula { (capabilities.rounding, capabilities.hasExactRoot) = (nil, false) }
    return capabilities
  }

  func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault) {
    var answers = [Results?](repeating: nil, count: runs.count)
    try inner.make(runs, oneByOne: oneByOne) { index, answer in
      if case .results(let results) = answer { answers[index] = results }
      return take(index, answer)
    }
    // A case in which a run failed is not kept: its answers are incomplete.
    guard !answers.contains(where: { $0 == nil }) else { return }
    for case (let run, let results?) in zip(runs, answers) where heard.count < Self.most {
      heard.append((run, results))
    }
  }
}
