/// A case as it was drawn: its choices, and what shrinking and searching know of them.
struct Example: Sendable {
  var choices: [UInt64]
  var bounds: [UInt64]
  var kinds: [Source.Kind]
  var spans: [Source.Span]

  /// The case that a source has just drawn.
  init(_ source: Source) {
    let count = source.count
    choices = source.sequence
    bounds = Array(UnsafeBufferPointer(start: source.bounds, count: count))
    kinds = Array(UnsafeBufferPointer(start: source.kinds, count: count))
    spans = Array(UnsafeBufferPointer(start: source.spans, count: source.spanCount))
  }
}

/// The order of simplicity: shorter first, then smaller at the first difference.
func isSimpler(_ a: some Collection<UInt64>, than b: some Collection<UInt64>) -> Bool {
  a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
}
