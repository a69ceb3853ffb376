import Foundation
import Platform

/// Memory for five arrays, which torch's process can map, too: an unnamed file in memory where the
/// system has a place for such, else a temporary file.
final class SharedMemory {
  let start: UnsafeMutableRawPointer
  /// How far apart the arrays begin: each starts at a cache line, and no two at the same place of a
  /// page, which beyond the cache is worth 8 %.
  let distance: Int
  /// The file, for another process.
  let path: String

  init<Number>(for _: Number.Type, count: Int) throws {
    let (line, page) = (64, 4096)
    distance = (count * MemoryLayout<Number>.stride + page - 1) / page * page + 13 * line
    let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    path = "\(folder)/rmsprop-benchmark-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0, ftruncate(file, off_t(5 * distance)) == 0,
      let memory = mmap(nil, 5 * distance, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      memory != MAP_FAILED
    else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    close(file)
    start = memory
  }

  deinit {
    munmap(start, 5 * distance)
    unlink(path)
  }
}
