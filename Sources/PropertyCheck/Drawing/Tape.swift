/// The choices of one case, as they are recorded or read again.
///
/// A tape that replays reads what was recorded before; when that runs out it reads zeros, the
/// simplest choices. Past the limit nothing is recorded, and the case is void.
///
/// Choices and spans stand in raw memory, because with arrays drawing takes up to a fifth longer.
/// Why: docs/decisions.md, "A case is its choices".
struct Tape: ~Copyable {
  /// What a choice stands for, which shrinking and searching use.
  enum Kind: UInt8 { case plain, word, fraction, double, single }

  /// A choice of 0...bound.
  struct Choice {
    var value: UInt64
    let bound: UInt64
    let kind: Kind
  }

  /// Choices that are dropped or replaced as one.
  struct Span: Equatable {
    var start, end, depth: Int
  }

  /// How many choices any case may have.
  let capacity: Int
  /// How many choices this case may have, and how many spans.
  private(set) var limit = 0
  /// How many choices the case has so far.
  private(set) var count = 0
  /// Whether more choices than the limit were asked for.
  private(set) var isOverrun = false
  /// Whether choices are read from a recorded case; otherwise they are fresh.
  private(set) var isReplaying = true

  private let choiceMemory: UnsafeMutablePointer<Choice>
  private let spanMemory: UnsafeMutablePointer<Span>
  private var spanCount = 0
  /// How many spans are open.
  private var depth = 0
  /// The recorded case that is read.
  private var recorded: [UInt64] = []
  private var recordedCount = 0
  private var fallback: UInt64 = 0

  init(limit: Int) {
    capacity = limit
    choiceMemory = .allocate(capacity: limit)
    spanMemory = .allocate(capacity: limit)
  }

  deinit {
    choiceMemory.deallocate()
    spanMemory.deallocate()
  }

  /// Begins a case of fresh choices.
  mutating func begin() { begin([], limit: capacity, replaying: false) }

  /// Begins a case that was recorded.
  mutating func begin(replaying sequence: [UInt64], limit: Int) {
    begin(sequence, limit: limit, replaying: true)
  }

  private mutating func begin(_ sequence: [UInt64], limit: Int, replaying: Bool) {
    self.limit = min(limit, capacity)
    recorded = sequence
    recordedCount = min(sequence.count, self.limit)
    (count, spanCount, depth, fallback) = (0, 0, 0, 0)
    (isOverrun, isReplaying) = (false, replaying)
  }

  // MARK: What was recorded

  /// The choices so far, valid until the next one.
  var choices: UnsafeBufferPointer<Choice> {
    UnsafeBufferPointer(start: choiceMemory, count: count)
  }

  /// The spans so far, in the order in which they were opened, valid until the next one.
  var spans: UnsafeBufferPointer<Span> { UnsafeBufferPointer(start: spanMemory, count: spanCount) }

  /// The choices as numbers, which make the case again.
  var sequence: [UInt64] { choices.map(\.value) }

  // MARK: Choices

  /// Whether the next choice is past the limit.
  var isFull: Bool { count >= limit }

  /// Whether a replay has read all that was recorded.
  var isExhausted: Bool { isReplaying && count >= recordedCount }

  /// The choice that a replay has next.
  func next(upTo bound: UInt64) -> UInt64 {
    count < recordedCount ? min(recorded[count], bound) : 0
  }

  /// Records a choice, for which there must be room.
  @inline(__always)
  mutating func append(_ value: UInt64, upTo bound: UInt64, as kind: Kind) {
    choiceMemory[count] = Choice(value: value, bound: bound, kind: kind)
    count += 1
  }

  /// Replaces the last choice by one that means the same or is the only one possible.
  mutating func correctLast(_ value: UInt64) {
    guard !isOverrun, count > 0 else { return }
    choiceMemory[count - 1].value = min(value, choiceMemory[count - 1].bound)
  }

  /// What is drawn past the limit: numbers that differ, so that loops that wait for one end.
  mutating func pastLimit(upTo bound: UInt64) -> UInt64 {
    isOverrun = true
    return bound == .max ? nextFallback() : nextFallback().multipliedFullWidth(by: bound + 1).high
  }

  /// The next number of a fixed sequence that comes near every value.
  mutating func nextFallback() -> UInt64 {
    fallback &+= 0x9E37_79B9_7F4A_7C15
    return fallback
  }

  // MARK: Spans

  /// Opens a span inside those that are open.
  ///
  /// - Returns: the span's index, or `nil` if there are as many spans as the limit.
  mutating func openSpan() -> Int? {
    guard spanCount < limit else { return nil }
    spanMemory[spanCount] = Span(start: count, end: count, depth: depth)
    spanCount += 1
    depth += 1
    return spanCount - 1
  }

  /// Closes a span after the last choice.
  mutating func closeSpan(_ index: Int?) {
    guard let index else { return }
    spanMemory[index].end = count
    depth -= 1
  }
}
