/// A count on stderr while long work is under way, if stderr is a terminal.
struct Progress {
  private let total: Int
  private let start = ContinuousClock.now
  private var done = 0
  private var shown = ContinuousClock.now
  private var isShown = false

  /// Work on `total` things.
  init(total: Int) { self.total = total }

  /// The next thing is begun. Shows after half a second, then ten times a second.
  mutating func advance() {
    done += 1
    let now = ContinuousClock.now
    guard StandardError.isTerminal, now - start > .seconds(0.5), now - shown > .seconds(0.1) else {
      return
    }
    shown = now
    isShown = true
    StandardError.write("\r\(done) of \(total)")
  }

  /// Removes the count, before something else is written.
  mutating func clear() {
    if isShown { StandardError.write("\r\u{1B}[K") }
    isShown = false
  }
}
