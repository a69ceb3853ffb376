import Platform

/// What Ctrl-C and its like have to clean up: a file that is half written, or processes.
enum Interruption {
  /// The file to remove, as a C string: a signal's handler may do no more than `unlink` it.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?
  /// The signal that came after `waits` was called; 0 before it came.
  nonisolated(unsafe) private static var caught: Int32 = 0

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Sets the file that is removed if the program is interrupted from now on.
  static func removes(_ file: String?) {
    let old = path
    path = file.flatMap { strdup($0) }
    free(old)
    for number in signals {
      handle(number, file == nil ? SIG_DFL : remove)
    }
  }

  private static let remove: @convention(c) (Int32) -> Void = { number in
    if let path = Interruption.path { unlink(path) }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// Lets an interruption only be noted from now on: what is under way has to end by itself.
  static func waits() {
    for number in signals { handle(number) { Interruption.caught = $0 } }
  }

  /// Whether the program is to end.
  static var isWanted: Bool { caught != 0 }

  /// Ends the program as the signal that came would have ended it.
  static func end() -> Never {
    signal(caught, SIG_DFL)
    raise(caught)
    exit(ExitStatus.candidate)
  }

  /// Gives interruptions their usual effect again.
  static func endsAtOnce() {
    for number in signals { handle(number, SIG_DFL) }
    if isWanted { end() }
  }

  private static func handle(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
    var action = sigaction()
    sigaction(number, nil, &action)
    // What the caller has the program ignore (nohup) stays ignored.
    #if canImport(Darwin)
      let isIgnored = unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
    #else
      let isIgnored = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    #endif
    if !isIgnored { signal(number, handler) }
  }
}
