/// A case as it was drawn: its choices, and what shrinking and searching know of them.
struct RecordedCase: Sendable {
  var choices: [UInt64]
  let bounds: [UInt64]
  let kinds: [Tape.Kind]
  let spans: [Tape.Span]

  /// The case that a source has just drawn.
  init(_ source: Source) {
    choices = source.tape.sequence
    bounds = source.tape.choices.map(\.bound)
    kinds = source.tape.choices.map(\.kind)
    spans = Array(source.tape.spans)
  }
}

/// Whether one sequence of choices is simpler than another: shorter, or else smaller at the first
/// difference.
func isSimpler(_ a: some Collection<UInt64>, than b: some Collection<UInt64>) -> Bool {
  a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
}
