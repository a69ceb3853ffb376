import CGSL

/// Where a case draws from: fresh choices, or recorded ones on replay and in shrinking.
///
/// A case is nothing but its sequence of choices, numbers of 64 bits of which smaller ones make
/// simpler values. The source takes each from the tape of a case that is replayed, or else makes a
/// fresh one, and records it. A source serves one case after another, on one thread.
public final class Source {
  // Swift checks that uses of a class's property do not overlap, and with that check drawing takes
  // two to three times as long. They do not overlap here: a draw uses one part after another.
  @exclusivity(unchecked) var fresh = FreshChoices()
  @exclusivity(unchecked) var tape: Tape
  @exclusivity(unchecked) var sampler = ChoiceGenerator()
  /// The case in words, if it is described.
  @exclusivity(unchecked) private(set) var caseDescription: CaseDescription?
  @exclusivity(unchecked) private var isTimed = false
  /// When the last choice was recorded, if that is timed.
  private(set) var lastDraw: ContinuousClock.Instant?

  static let overrun = Discard("more choices than the limit")

  init(limit: Int) {
    gsl_set_error_handler_off()
    tape = Tape(limit: limit)
    sampler.connect(to: self)
  }

  /// Begins case `index` of a seed. The first is the simplest, then come edge cases.
  func begin(case index: Int, seed: UInt64, timed: Bool = false) {
    if index == 0 { return begin(replaying: [], timed: timed) }
    tape.begin()
    fresh.begin(case: index, seed: seed)
    begin(described: false, timed: timed)
  }

  /// Begins a recorded case.
  func begin(
    replaying sequence: [UInt64], limit: Int = .max, described: Bool = false, timed: Bool = false
  ) {
    tape.begin(replaying: sequence, limit: limit)
    begin(described: described, timed: timed)
  }

  private func begin(described: Bool, timed: Bool) {
    caseDescription = described ? CaseDescription() : nil
    isTimed = timed
    lastDraw = nil
  }

  /// Records a choice of 0...bound: the recorded one on replay, or else a fresh one.
  @inline(__always)
  func record(upTo bound: UInt64, as kind: Tape.Kind, fresh: () -> UInt64) -> UInt64 {
    if tape.isFull { return tape.pastLimit(upTo: bound) }
    let value = tape.isReplaying ? tape.next(upTo: bound) : fresh()
    tape.append(value, upTo: bound, as: kind)
    if isTimed { lastDraw = .now }
    return value
  }

  /// Puts the value that the choices from `start` make into words, if the case is described.
  @inline(__always)
  func describe(from start: Int, _ name: String, _ value: @autoclosure () -> Any) {
    if caseDescription != nil {
      caseDescription?.values.append(
        CaseDescription.Value(choices: start..<tape.count, text: "\(name) \(value())"))
    }
  }

  @usableFromInline func openSpan() -> Int? { tape.openSpan() }

  @usableFromInline func closeSpan(_ index: Int?) { tape.closeSpan(index) }

  /// Adds a line to the case in words. The text is made only when a case is reported.
  public func note(_ text: @autoclosure () -> String) { note(lines: [text()]) }

  /// Adds lines to the case in words. They are made only when a case is reported.
  public func note(lines: @autoclosure () -> [String]) {
    guard caseDescription != nil else { return }
    let lines = lines()
    caseDescription?.notes += lines
  }

  /// Gives the case up: `throw source.discard("the variance is zero")`.
  ///
  /// - Returns: what to throw.
  public func discard(_ reason: String) -> Discard { Discard(reason) }

  /// Says that all is drawn. Call it before expensive work, which a void case need not do.
  ///
  /// - Throws: `Discard` if the case drew more choices than it may.
  public func finishDrawing() throws(Discard) {
    if tape.isOverrun { throw Self.overrun }
  }

  /// The case in words, which must be a described one.
  func inWords(_ outcome: CaseOutcome) -> [String] { caseDescription?.lines(of: outcome) ?? [] }
}
