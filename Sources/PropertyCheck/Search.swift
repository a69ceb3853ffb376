extension Campaign {
  /// Varies the cases nearest to failing, and goes on from those that are nearer.
  ///
  /// It depends on the seed and on what the cases before found, not on how they were split.
  func search(
    _ property: Property, with source: Source, until deadline: Deadline,
    into report: inout PropertyReport
  ) {
    var starts = report.leaders.map { start -> (closeness: Double, example: Example) in
      source.begin(replaying: start.token.choices)
      return (start.closeness, example(of: property, with: source, until: deadline))
    }
    guard !starts.isEmpty else { return }
    let variation = Variation(seed: Seeds.mix(seed, .max))
    for index in 0..<max(searches ?? cases / 8, 0) {
      if deadline.isPast {
        report.isOutOfTime = true
        return
      }
      let chosen = index % starts.count
      source.begin(replaying: variation.varied(starts[chosen].example))
      report.searched += 1
      switch property.judge(source) {
      case .holds(let closeness):
        report.note(closeness: closeness, origin: .search(index), choices: source.sequence)
        if closeness >= starts[chosen].closeness {
          starts[chosen] = (closeness, Example(source))
        }
      case .discarded: break
      case .fails(let failure):
        report.failure = Counterexample(
          failure, origin: .search(index), choices: source.sequence)
        return
      }
    }
  }

  /// Runs what the source has begun, to learn its bounds and spans.
  private func example(
    of property: Property, with source: Source, until deadline: Deadline
  ) -> Example {
    if !deadline.isPast { _ = property.judge(source) }
    return Example(source)
  }

  /// Ends a report: a failure is confirmed, shrunk and explained, a witness is put into words.
  func finish(
    _ report: inout PropertyReport, of property: Property, with source: Source,
    until deadline: Deadline
  ) {
    if var failure = report.failure {
      let source = Source(limit: max(choiceLimit, failure.original.choices.count, 1))
      failure.shrink(property, with: source, by: self, until: deadline)
      report.failure = failure
    } else if let witness = report.witness, !deadline.isPast {
      source.begin(replaying: witness.token.choices, described: true)
      report.leaders[0].decoded = source.inWords(property.judge(source))
    }
  }
}

extension Source {
  /// The described case: its notes and the failure's lines, or else what was drawn.
  func inWords(_ verdict: Verdict) -> [String] {
    var lines = notes
    if case .fails(let failure) = verdict { lines += failure.decoded }
    return lines.isEmpty ? draws.map(\.text) : lines
  }
}

extension Counterexample {
  /// Confirms the failure, makes it simple, and says what of it does not matter.
  mutating func shrink(
    _ property: Property, with source: Source, by campaign: Campaign, until deadline: Deadline
  ) {
    let deadline = deadline.and(after: campaign.shrinkTime)
    guard !deadline.isPast else { return }
    source.begin(replaying: original.choices)
    guard case .fails(let failure) = property.judge(source), failure.label == label else {
      isFlaky = true
      return
    }
    let shrinker = Shrinker(
      property, source, failure, attempts: campaign.shrinkAttempts, until: deadline)
    isSimplest = shrinker.shrink()
    attempts = shrinker.attempts
    token = ReplayToken(shrinker.best.choices)
    message = shrinker.failure.message
    decoded = shrinker.failure.decoded
    guard !deadline.isPast else { return }
    source.begin(replaying: token.choices, described: true)
    let verdict = property.judge(source)
    guard case .fails(let last) = verdict, last.label == label else {
      isFlaky = true
      return
    }
    decoded = source.inWords(verdict)
    explanation = shrinker.explain(source.draws, in: decoded)
  }
}
