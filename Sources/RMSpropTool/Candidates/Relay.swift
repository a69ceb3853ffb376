/// Shows what a candidate writes to stderr, line by line, up to a limit, and the progress.
final class Relay {
  var progress = Progress(total: nil)
  private var partial: [UInt8] = []
  private var shown = 0
  private static let limit = 64 << 10

  func show(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes where shown <= Self.limit {
      shown += 1
      if byte == UInt8(ascii: "\n") { showLine() } else { partial.append(byte) }
      if shown > Self.limit {
        showLine()
        StandardError.print("candidate: (it writes more to stderr, which is not shown)")
      }
    }
  }

  private func showLine() {
    progress.clear()
    StandardError.print("candidate: \(String(decoding: partial, as: UTF8.self))")
    partial = []
  }

  func advance() { progress.advance() }

  /// Clears the progress, and ends an open line.
  func clear() {
    progress.clear()
    if !partial.isEmpty { showLine() }
  }
}
