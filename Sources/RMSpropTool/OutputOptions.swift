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

  /// Fails early where `write` would fail late: in a folder that is missing, or not to be written
  /// to.
  func check() throws {
    guard let output else { return }
    var status = stat()
    if stat(output, &status) == 0 {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw failure(output, "is a folder") }
    } else if access(folder(of: output), W_OK | X_OK) != 0 {
      throw failure(output, message(errno))
    }
  }

  /// Writes the report to the file, or to stdout.
  func write(_ text: String) throws {
    guard let output else { return try write(text, to: STDOUT_FILENO, "standard output") }
    // A link is followed, so that it stays one; what is no file (a pipe, a device) is not replaced.
    let path = resolved(output)
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG {
      let device = open(path, O_WRONLY)
      guard device >= 0 else { throw failure(output, message(errno)) }
      defer { close(device) }
      return try write(text, to: device, output)
    }
    try replace(path, mode: exists ? status.st_mode & 0o777 : nil, with: text)
  }

  /// Writes beside the file, then renames: readers see the old file or the new one, never a part.
  private func replace(_ path: String, mode: mode_t?, with text: String) throws {
    let temporary = "\(path).\(getpid()).tmp"
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

  /// A reader that goes away (a closed pipe) has seen what it wanted: that is no error.
  private func write(_ text: String, to descriptor: Int32, _ name: String) throws {
    let error = writeAll(text, to: descriptor)
    guard error == 0 || error == EPIPE else { throw failure(name, message(error)) }
  }

  private func resolved(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
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
