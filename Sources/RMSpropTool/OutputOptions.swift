import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What every verb takes: the form of its output, and where that goes.
struct OutputOptions: ParsableArguments {
  /// The form of a verb's output.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(help: "How to report: for a person, or for a program (text or json).")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Write the report to this file, whole or not at all.", valueName: "file"))
  var output: String?

  /// Fails early where `write` would fail late: in a folder that is missing or not to be written
  /// to, or on a file that is not to be changed.
  func check() throws {
    guard let output else { return }
    let path = target(of: output)
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard !(exists && kind == S_IFDIR) else { throw failure(output, "is a folder") }
    if exists && access(path, W_OK) != 0 { throw failure(output, message(errno)) }
    if !exists || kind == S_IFREG, access(folder(of: path), W_OK | X_OK) != 0 {
      throw failure(output, message(errno))
    }
  }

  /// Writes the report to the file, or to stdout.
  func write(_ text: String) throws {
    guard let output else { return try write(text, to: STDOUT_FILENO, "standard output") }
    let path = target(of: output)
    var status = stat()
    let exists = stat(path, &status) == 0
    // What is no file (a pipe, a device) is written to, not replaced.
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let device = open(path, O_WRONLY)
      guard device >= 0 else { throw failure(output, message(errno)) }
      defer { close(device) }
      return try write(text, to: device, output)
    }
    try withSignalsHeld { try replace(path, mode: exists ? status.st_mode & 0o777 : nil, text) }
  }

  /// Writes beside the file, then renames: readers see the old file or the new one, never a part.
  private func replace(_ path: String, mode: mode_t?, _ text: String) throws {
    let temporary = "\(folder(of: path))/.rmsprop-\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard file >= 0 else { throw failure(path, message(errno)) }
    do {
      defer { close(file) }
      if let mode { fchmod(file, mode) }
      try write(text, to: file, path)
      guard fsync(file) == 0 else { throw failure(path, message(errno)) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = message(errno)
      unlink(temporary)
      throw failure(path, reason)
    }
  }

  /// Lets Ctrl-C and its like wait until `body` is done, so that no temporary file is left.
  private func withSignalsHeld(_ body: () throws -> Void) rethrows {
    var (signals, before) = (sigset_t(), sigset_t())
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// A reader that goes away (a closed pipe) has seen what it wanted: that is no error.
  private func write(_ text: String, to descriptor: Int32, _ name: String) throws {
    let error = writeAll(text, to: descriptor)
    guard error == 0 || error == EPIPE else { throw failure(name, message(error)) }
  }

  /// Where a link leads, so that it stays one; also if nothing is there yet.
  private func target(of path: String) -> String {
    var path = path
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    // No system follows more than 40; what still is a link then fails to open.
    for _ in 0..<40 {
      let count = readlink(path, &bytes, bytes.count)
      guard count > 0 else { break }
      let link = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = link.hasPrefix("/") ? link : "\(folder(of: path))/\(link)"
    }
    return path
  }

  private func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func failure(_ path: String, _ reason: String) -> Failure {
    Failure.input("\(path): cannot be written: \(reason)")
  }

  private func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
