import CGSL

/// Where a case draws from: fresh choices, or recorded ones on replay and in shrinking.
///
/// A case is nothing but its sequence of choices, numbers of 64 bits of which smaller ones make
/// simpler values. When recorded choices run out, the source answers with zeros, the simplest; past
/// its limit the case is void. A source serves one case after another, on one thread.
///
/// What every draw touches is spared Swift's check for overlapping accesses, which took half of the
/// time: each is a plain number, and no access to it lasts.
public final class Source {
  /// What a choice stands for; shrinking uses it.
  enum Kind: UInt8 { case plain, word, fraction, double, single }

  enum Mode { case fresh, edges, replay }

  /// Choices that are dropped or replaced as one.
  struct Span: Equatable {
    var start, end, depth: Int
  }

  /// A draw in words, of a described case.
  struct Draw: Sendable {
    let choices: Range<Int>
    let text: String
  }

  static let overrun = Discard("more choices than the limit")
  /// As many as a case may have.
  let capacity: Int
  /// As many as this case may have.
  @exclusivity(unchecked) private(set) var limit: Int

  @exclusivity(unchecked) private(set) var mode = Mode.replay
  /// Which case after the edge cases this is, if fresh.
  @exclusivity(unchecked) private(set) var sobolIndex = 0
  /// How many draws in 16 prefer an edge.
  @exclusivity(unchecked) private(set) var edgeRate: UInt64 = 1
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private(set) var isOverrun = false
  @exclusivity(unchecked) private(set) var spanCount = 0
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var recordedCount = 0
  @exclusivity(unchecked) private var fallback: UInt64 = 0

  let choices, bounds: UnsafeMutablePointer<UInt64>
  let kinds: UnsafeMutablePointer<Kind>
  let spans: UnsafeMutablePointer<Span>
  private let recorded: UnsafeMutablePointer<UInt64>

  private let generator: UnsafeMutablePointer<gsl_rng>
  let sobol = Sobol()
  /// GSL's view of the choices, for its samplers.
  let sampler: UnsafeMutablePointer<gsl_rng>
  /// Draws since the last sampler began.
  @exclusivity(unchecked) var samplerDraws = 0
  @exclusivity(unchecked) private var seed: UInt64 = 0

  /// The last number drawn, whose neighbours are edge cases.
  @exclusivity(unchecked) var lastNumber = 0.0
  /// Whether draws and notes are put into words.
  @exclusivity(unchecked) private(set) var isDescribing = false
  var draws: [Draw] = []
  private(set) var notes: [String] = []
  /// Where the clock stood at the last draw, if it is asked for.
  @exclusivity(unchecked) private(set) var lastDraw: ContinuousClock.Instant?
  @exclusivity(unchecked) private var isTimed = false

  init(limit: Int) {
    gsl_set_error_handler_off()
    capacity = limit
    self.limit = limit
    choices = .allocate(capacity: limit + 1)
    bounds = .allocate(capacity: limit + 1)
    recorded = .allocate(capacity: limit + 1)
    kinds = .allocate(capacity: limit + 1)
    spans = .allocate(capacity: limit + 1)
    generator = gsl_rng_alloc(cgsl_rng_taus2())
    sampler = ChoiceGenerator.make()
    ChoiceGenerator.connect(sampler, to: self)
  }

  deinit {
    choices.deallocate()
    bounds.deallocate()
    recorded.deallocate()
    kinds.deallocate()
    spans.deallocate()
    gsl_rng_free(generator)
    gsl_rng_free(sampler)
  }

  private func begin(_ mode: Mode, limit: Int) {
    self.mode = mode
    self.limit = min(limit, capacity)
    (count, spanCount, depth, fallback, lastNumber) = (0, 0, 0, 0, 0)
    (isOverrun, isDescribing, isTimed) = (false, false, false)
    lastDraw = nil
    // These are filled by described cases only.
    if !draws.isEmpty { draws = [] }
    if !notes.isEmpty { notes = [] }
  }

  /// Begins case `index` of a seed. The first is the simplest, then come edge cases.
  func begin(case index: Int, seed: UInt64, timed: Bool = false) {
    if index == 0 { return begin(replaying: [], timed: timed) }
    begin(index < Campaign.edgeCases ? .edges : .fresh, limit: capacity)
    gsl_rng_set(generator, Seeds.folded(Seeds.mix(seed, UInt64(index))))
    self.seed = seed
    sobolIndex = index - Campaign.edgeCases
    edgeRate = mode == .fresh ? 1 : index % 2 == 1 ? 16 : 8
    isTimed = timed
  }

  /// Begins a recorded case.
  func begin(
    replaying sequence: [UInt64], limit: Int = .max, described: Bool = false, timed: Bool = false
  ) {
    begin(.replay, limit: limit)
    recordedCount = min(sequence.count, self.limit)
    for i in 0..<recordedCount { recorded[i] = sequence[i] }
    isDescribing = described
    isTimed = timed
  }

  /// Records a choice of 0...bound: the recorded one on replay, or else a fresh one.
  @inline(__always)
  func record(upTo bound: UInt64, as kind: Kind, fresh: () -> UInt64) -> UInt64 {
    if count >= limit { return pastLimit(upTo: bound) }
    let value =
      mode != .replay ? fresh() : count < recordedCount ? min(recorded[count], bound) : 0
    choices[count] = value
    bounds[count] = bound
    kinds[count] = kind
    count += 1
    if isTimed { lastDraw = .now }
    return value
  }

  /// Replaces the last choice by one that means the same or is the only one possible.
  func correctLast(_ value: UInt64) {
    if !isOverrun, count > 0 { choices[count - 1] = min(value, bounds[count - 1]) }
  }

  /// Whether a replay has used all that was recorded.
  var isExhausted: Bool { mode == .replay && count >= recordedCount }

  /// Numbers that differ, so that loops that wait for one end. The case is void.
  private func pastLimit(upTo bound: UInt64) -> UInt64 {
    isOverrun = true
    return bound == .max ? nextFallback() : nextFallback().multipliedFullWidth(by: bound + 1).high
  }

  /// A fixed sequence that comes near every value.
  func nextFallback() -> UInt64 {
    fallback &+= 0x9E37_79B9_7F4A_7C15
    return fallback
  }

  /// 32 fresh bits.
  @inline(__always)
  func word() -> UInt64 { UInt64(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// 64 fresh bits.
  func twoWords() -> UInt64 { word() << 32 | word() }

  /// A fresh number of 0...bound, of equal chances up to a part in 2³².
  func below(orAt bound: UInt64) -> UInt64 {
    if bound < 1 << 16 { return (word() * (bound + 1)) >> 32 }
    return bound == .max ? twoWords() : twoWords().multipliedFullWidth(by: bound + 1).high
  }

  /// Whether a fresh draw prefers an edge.
  func prefersEdge() -> Bool { word() & 15 < edgeRate }

  /// 30 bits of the coordinate of this case's Sobol point.
  func quasi(_ dimension: Int) -> UInt64? {
    mode == .fresh ? sobol.coordinate(dimension, ofPoint: sobolIndex, seed: seed) : nil
  }

  @usableFromInline func openSpan() -> Int {
    guard spanCount < limit else { return -1 }
    spans[spanCount] = Span(start: count, end: count, depth: depth)
    spanCount += 1
    depth += 1
    return spanCount - 1
  }

  @usableFromInline func closeSpan(_ index: Int) {
    guard index >= 0 else { return }
    spans[index].end = count
    depth -= 1
  }

  /// Adds a line to the case in words. The text is made only when a case is reported.
  public func note(_ text: @autoclosure () -> String) {
    if isDescribing { notes.append(text()) }
  }

  /// Adds lines to the case in words. They are made only when a case is reported.
  public func note(lines: @autoclosure () -> [String]) {
    if isDescribing { notes += lines() }
  }

  /// Gives the case up: `throw source.discard("the variance is zero")`.
  ///
  /// - Returns: what to throw.
  public func discard(_ reason: String) -> Discard { Discard(reason) }

  /// Says that all is drawn. Call it before expensive work, which a void case need not do.
  ///
  /// - Throws: `Discard` if the case drew more choices than it may.
  public func finishDrawing() throws(Discard) {
    if isOverrun { throw Self.overrun }
  }

  /// The choices of this case.
  var sequence: [UInt64] { Array(UnsafeBufferPointer(start: choices, count: count)) }
}
