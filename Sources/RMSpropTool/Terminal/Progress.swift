/// A count on stderr while long work is under way, if stderr is a terminal.
struct Progress {
  private let total: Int?
  private let isWanted: Bool
  private let start = ContinuousClock.now
  private var done = 0
  private var shown = ContinuousClock.now
  private var isShown = false

  /// The progress of work on `total` things, or on an unknown number. It must not be wanted where
  /// the work's own output fills the same terminal.
  init(total: Int?, isWanted: Bool = true) {
    self.total = total
    self.isWanted = isWanted && StandardError.isTerminal
  }

  /// Counts the next thing that is begun. The count shows after half a second, then ten times a
  /// second.
  mutating func advance() {
    done += 1
    guard isWanted else { return }
    let now = ContinuousClock.now
    guard now - start > .seconds(0.5), now - shown > .seconds(0.1) else { return }
    shown = now
    isShown = true
    StandardError.write("\r\(done)" + (total.map { " of \($0)" } ?? ""))
  }

  /// Removes the count, before something else is written.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
