import CProcess
import Runs

import Platform

/// A candidate's process: in a group of its own, with pipes that never block, and with limits on
/// what is kept of its output.
final class CandidateProcess {
  /// The longest line that a candidate may write, in bytes.
  static let maximumLine = 16 << 20

  let identifier: pid_t
  /// This program's ends of the candidate's stdin, stdout and stderr; −1 once closed.
  private(set) var input, output, errors: Int32
  private var unsent: [UInt8] = []
  private var received: [UInt8] = []
  /// How many bytes of `received` were returned as lines, and how many were searched for a line
  /// end.
  private var (taken, searched) = (0, 0)
  /// The last part of what the candidate wrote to stderr.
  private(set) var errorTail: [UInt8] = []
  private let show: (ArraySlice<UInt8>) -> Void
  private var isReaped = false

  /// Starts a command. What the candidate writes to stderr goes to `show`.
  init(_ command: [String], show: @escaping (ArraySlice<UInt8>) -> Void) throws(Fault) {
    self.show = show
    let (stdin, stdout, stderr) = (try Pipe(), try Pipe(), try Pipe())
    let ends = [stdin.reading, stdout.writing, stderr.writing]
    defer { for end in ends { close(end) } }
    (input, output, errors) = (stdin.writing, stdout.reading, stderr.reading)
    do { identifier = try spawn(command, ends) } catch {
      for end in [input, output, errors] { close(end) }
      throw error
    }
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit { end() }

  // MARK: Talking

  /// How many bytes are still to be written to the candidate's stdin.
  var unsentCount: Int { unsent.count }

  /// Whether the candidate closed its stdin.
  private(set) var isDeaf = false

  /// Queues a line for the candidate's stdin.
  func send(_ line: [UInt8]) { unsent += line }

  /// Writes as many of the queued bytes as the candidate's stdin takes now.
  func write() {
    while !unsent.isEmpty && !isDeaf {
      let count = unsent.withUnsafeBytes { systemWrite(input, $0.baseAddress, $0.count) }
      if count > 0 {
        unsent.removeFirst(count)
      } else if errno == EPIPE {
        isDeaf = true
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Reads what the candidate wrote to stdout, up to a limit, and says whether there may be more.
  func read() -> Bool {
    guard output >= 0 else { return false }
    if taken == received.count || taken > 1 << 20 {
      received.removeFirst(taken)
      (taken, searched) = (0, max(0, searched - taken))
    }
    guard let bytes = Self.some(of: output) else {
      close(output)
      output = -1
      return false
    }
    received += bytes
    return !bytes.isEmpty
  }

  /// Reads what the candidate wrote to stderr, shows it, and keeps the last part.
  func readErrors() {
    guard errors >= 0 else { return }
    guard let bytes = Self.some(of: errors) else {
      close(errors)
      errors = -1
      return
    }
    if !bytes.isEmpty { show(bytes[...]) }
    errorTail = Array((errorTail + bytes).suffix(2000))
  }

  /// The next complete line from stdout, without its line end; `nil` if none is complete.
  func line() -> [UInt8]? {
    let start = max(taken, searched)
    guard let end = received[start...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = received.count
      return nil
    }
    defer { taken = end + 1 }
    return Array(received[taken..<end])
  }

  /// Whether the candidate is writing a line longer than any answer may be.
  var isFlooding: Bool { received.count - taken > Self.maximumLine }

  /// What can be read from a descriptor now, at most 256 KB; `nil` at the end or on an error.
  private static func some(of descriptor: Int32) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, initialized in
      repeat {
        count = systemRead(descriptor, buffer.baseAddress, 1 << 18)
      } while count < 0
        && errno == EINTR
      initialized = max(0, count)
    }
    return count == 0 || (count < 0 && errno != EAGAIN) ? nil : bytes
  }

  // MARK: Ending

  /// Closes the candidate's stdin, which tells it that nothing more will come.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// How the process ended, in words; `nil` until `hasEnded` has seen that.
  private(set) var ending: String?

  /// Whether the process has ended.
  func hasEnded() -> Bool {
    if isReaped { return true }
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return false }
    isReaped = true
    let signal = status & 0x7F
    ending =
      signal == 0
      ? "exit code \(status >> 8 & 0xFF)"
      : "signal \(signal), \(String(cString: strsignal(signal)))"
    return true
  }

  /// Kills the process, and everything that it started.
  func end() {
    let descendants = Processes.descendants(of: identifier)
    kill(-identifier, SIGKILL)
    for descendant in descendants { kill(descendant, SIGKILL) }
    if !isReaped {
      kill(identifier, SIGKILL)
      while waitpid(identifier, nil, 0) < 0 && errno == EINTR {}
      isReaped = true
    }
    for end in [input, output, errors] where end >= 0 { close(end) }
    (input, output, errors) = (-1, -1, -1)
  }
}

/// The two ends of a pipe. No child inherits them, and neither is descriptor 0, 1 or 2.
private struct Pipe {
  let reading, writing: Int32

  init() throws(Fault) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw Fault(.start, "no pipe: \(String(cString: strerror(errno)))")
    }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { close(end) }
    guard moved.allSatisfy({ $0 >= 0 }) else {
      for end in moved where end >= 0 { close(end) }
      throw Fault(.start, "no pipe: \(String(cString: strerror(errno)))")
    }
    (reading, writing) = (moved[0], moved[1])
  }
}

/// Starts a command with `ends` as its stdin, stdout and stderr.
private func spawn(_ command: [String], _ ends: [Int32]) throws(Fault) -> pid_t {
  #if canImport(Darwin)
    var (actions, attributes): (posix_spawn_file_actions_t?, posix_spawnattr_t?)
  #else
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for (number, end) in ends.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
  }
  // A broken pipe, which this program ignores, must end the candidate as it does everywhere.
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigaddset(&signals, SIGPIPE)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

  var arguments = command.map { strdup($0) } + [nil]
  defer { for argument in arguments { free(argument) } }
  var identifier: pid_t = 0
  let code = posix_spawnp(
    &identifier, command[0], &actions, &attributes, &arguments, cprocess_environment())
  guard code == 0 else {
    throw Fault(.start, "cannot be started: \(command[0]): \(String(cString: strerror(code)))")
  }
  return identifier
}

// The C functions under names of their own, because methods hide the usual ones.

private func systemWrite(_ end: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(end, bytes, count)
}

private func systemRead(_ end: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(end, bytes, count)
}
