import RMSprop
package import Runs

/// A series of questions to a program, each chosen by what the answers so far leave open.
package struct Questionnaire {
  /// What the program says that it can do.
  private let features: Set<Feature>
  private var open: [Probe]
  /// The answers, in the order of the questions.
  package private(set) var answers: [(question: Run, found: Identification)] = []

  /// How many questions a program is asked at most.
  package static let limit = 12

  /// Questions to a program that computes in `scalar`, and can do what it says.
  package init(_ scalar: Scalar, for capabilities: Capabilities) {
    let features = capabilities.features.intersection(Feature.ofPrograms)
    let schedule = capabilities.features.contains(.schedule)
    self.features = features
    open = Probe.all(scalar).filter {
      $0.features.isSubset(of: features) && (schedule || !$0.hasSchedule)
    }
  }

  /// The next question; `nil` when nothing that can be asked would tell more.
  package mutating func next() -> Run? {
    guard answers.count < Self.limit, !open.isEmpty else { return nil }
    // Features that the program has and was not yet asked for come first, one at a time.
    let asked = answers.map { Set($0.question.hyperparameters.features) }.reduce(into: Set()) {
      $0.formUnion($1)
    }
    let news = open.firstIndex {
      answers.isEmpty || !$0.features.subtracting(asked).isEmpty
    }
    if let news { return open.remove(at: news).run }
    let candidates = representatives
    let gains = open.map { $0.partedPairs(candidates) }
    guard let best = gains.indices.max(by: { (gains[$0], -$0) < (gains[$1], -$1) }), gains[best] > 0
    else { return nil }
    return open.remove(at: best).run
  }

  /// Takes the answer to a question.
  package mutating func take(_ answer: Results, to question: Run) {
    let starts = (axes[.initialSquareAverage] ?? []).compactMap(\.start)
    let found = Identification.of(
      question, answer, start: starts.count == 1 ? starts[0] : nil)
    answers.append((question, found.narrowed(to: axes)))
  }

  /// For each axis that was exercised, the values that fit every answer; empty, if the value
  /// depends on what is switched on. A program that ascends when it is asked to has `maximize`.
  package var axes: [Dialect.Axis: [Dialect.Choice]] {
    var axes: [Dialect.Axis: [Dialect.Choice]] = [:]
    for (question, found) in answers where found.verdict != .unknown {
      for (axis, values) in found.axes {
        if axis == .maximize, question.hyperparameters.maximize {
          axes[axis] = values
        } else if axis != .maximize || axes[axis] == nil {
          axes[axis] = axes[axis].map { $0.filter(values.contains) } ?? values
        }
      }
    }
    return axes
  }

  /// The catalogue's programs that would have given every answer. A program that ascends because it
  /// was asked to is still the same program.
  package var matches: [CatalogueEntry] {
    guard let first = answers.first else { return [] }
    let all = answers.dropFirst().map { Set($0.found.matches.map(\.entry.name)) }
    let entries = first.found.matches.map(\.entry).filter { entry in
      Catalogue.entry(entry.name) != nil && all.allSatisfy { $0.contains(entry.name) }
    }
    let combinations = Catalogue.combinations(starts: answers.flatMap(\.found.dialects).starts)
      .filter { entry in answers.allSatisfy { $0.found.isComputed(by: entry) } }
    return (entries + combinations.needed(beside: entries)).filter {
      features.subtracting([.maximize]).isDisjoint(with: $0.lacks)
    }
  }

  /// How far all answers together settle the dialect.
  package var verdict: Identification.Verdict {
    if answers.isEmpty || answers.contains(where: { $0.found.verdict == .unknown }) {
      return .unknown
    }
    return axes.values.allSatisfy { $0.count == 1 } ? .identified : .ambiguous
  }

  /// For each axis that is open, dialects that differ on it alone.
  private var representatives: [Dialect] {
    let axes = axes.filter { $0.value.count > 1 }
    let base = answers.lazy.compactMap(\.found.dialects.first).first ?? Dialect()
    return axes.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { _, values in
      values.map { base.with($0) }
    }
  }
}
