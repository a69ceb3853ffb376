import Platform

/// Where a verb's output goes: stdout or a file, which is written whole or not at all.
struct Output {
  /// The file as it was named; `nil` for stdout.
  let name: String?

  /// Fails early where writing would fail late: in a folder that is missing or not to be written
  /// to, or on a file that is not to be changed.
  func check() throws {
    guard let name else { return }
    let path = try target(of: name)
    var status = stat()
    let exists = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard !(exists && kind == S_IFDIR) else { throw failure("is a folder") }
    if exists && access(path, W_OK) != 0 { throw failure(message(errno)) }
    if !exists || kind == S_IFREG, access(folder(of: path), W_OK | X_OK) != 0 {
      throw failure(message(errno))
    }
  }

  /// Gives `body` a function that writes text. If `body` throws, a file is left as it was.
  ///
  /// A reader that goes away (a closed pipe) has seen what it wanted: `body` then ends early, which
  /// is not an error.
  func stream(_ body: ((String) throws -> Void) throws -> Void) throws {
    do {
      try streamToEnd(body)
    } catch is ReaderGone {}
  }

  private func streamToEnd(_ body: ((String) throws -> Void) throws -> Void) throws {
    guard let name else { return try write(to: STDOUT_FILENO, body) }
    let path = try target(of: name)
    var status = stat()
    let exists = stat(path, &status) == 0
    // What is not a regular file (a pipe, a device) is written to, not replaced.
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let device = open(path, O_WRONLY)
      guard device >= 0 else { throw failure(message(errno)) }
      defer { close(device) }
      return try write(to: device, body)
    }
    try replace(path, mode: exists ? status.st_mode & 0o777 : nil, body)
  }

  /// Writes beside the file, then renames: readers see the old file or the new one, never a part.
  private func replace(
    _ path: String, mode: mode_t?, _ body: ((String) throws -> Void) throws -> Void
  ) throws {
    let temporary = "\(folder(of: path))/.rmsprop-\(getpid()).tmp"
    // Before the file is there: an interruption may come as soon as it is. Its name is ours alone.
    Interruption.removes(temporary)
    defer { Interruption.removes(nil) }
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
    guard file >= 0 else { throw failure(message(errno)) }
    do {
      defer { close(file) }
      if let mode { fchmod(file, mode) }
      try write(to: file, body)
      guard fsync(file) == 0 else { throw failure(message(errno)) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let reason = message(errno)
      unlink(temporary)
      throw failure(reason)
    }
  }

  /// Collects text, and writes it in large pieces.
  private func write(
    to descriptor: Int32, _ body: ((String) throws -> Void) throws -> Void
  ) throws {
    var pending = ""
    func flush() throws {
      let number = writeAll(pending, to: descriptor)
      pending = ""
      if number == EPIPE { throw ReaderGone() }
      if number != 0 { throw failure(message(number)) }
    }
    try body { text in
      pending += text
      if pending.utf8.count >= 1 << 16 { try flush() }
    }
    try flush()
  }

  private struct ReaderGone: Error {}

  /// Where a link leads, so that it stays one; also if nothing is there yet.
  private func target(of path: String) throws -> String {
    var path = path
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    for _ in 0..<40 {
      let count = readlink(path, &bytes, bytes.count)
      guard count > 0 else { return path }
      let link = String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = link.hasPrefix("/") ? link : "\(folder(of: path))/\(link)"
    }
    // No system follows more.
    throw failure(message(ELOOP))
  }

  private func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func failure(_ reason: String) -> Failure {
    Failure.input("\(name ?? "standard output"): cannot be written: \(reason)")
  }

  private func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}
