import Platform

/// All of a file, or an error that names it.
package func readFile(
  _ path: String, mayBeEmpty: Bool = false
) throws(InputError) -> [UInt8] {
  func problem(_ text: String) -> InputError { InputError(file: path, place: "", problem: text) }
  func failure() -> InputError {
    problem(
      errno == ENOENT ? "no such file" : "cannot be read: \(String(cString: strerror(errno)))")
  }
  // A pipe would be waited for, and a device read without end.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure() }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw failure() }
  guard status.st_mode & S_IFMT != S_IFDIR else { throw problem("is a folder") }
  guard status.st_mode & S_IFMT == S_IFREG else { throw problem("is not a regular file") }

  let size = Int(status.st_size)
  var isRead = true
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let more = read(descriptor, buffer.baseAddress! + count, size - count)
      if more < 0 && errno == EINTR { continue }
      isRead = more >= 0
      guard more > 0 else { return }
      count += more
    }
  }
  guard isRead else { throw failure() }
  guard mayBeEmpty || !bytes.isEmpty else { throw problem("is empty") }
  return bytes
}
