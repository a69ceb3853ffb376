/// A ZIP archive whose entries are stored as they are, as `numpy.savez` and `torch.save` make them.
struct ZipArchive {
  /// A file in the archive.
  struct Entry {
    let name: String
    let bytes: ArraySlice<UInt8>
  }

  let entries: [Entry]

  /// The archive in a file's bytes.
  ///
  /// - Throws: `InputError`, if it is no archive, is damaged, or has compressed entries.
  init(_ bytes: [UInt8], file: String) throws(InputError) {
    func problem(_ problem: String) -> InputError {
      InputError(file: file, place: "", problem: problem)
    }
    let all = bytes[...]
    // The directory's place is told at the very end, before a comment of at most 64 KB.
    let end: [UInt8] = [0x50, 0x4B, 5, 6]
    var place = bytes.count - 22
    while place >= max(0, bytes.count - 22 - 0xFFFF), !all[place...].starts(with: end) {
      place -= 1
    }
    guard place >= 0, all[place...].starts(with: end) else {
      throw problem("is neither an array of NumPy (.npy) nor an archive of some (.npz)")
    }
    let count = all.littleEndian(at: place + 10, 2)
    var position = all.littleEndian(at: place + 16, 4)
    var entries: [Entry] = []
    for _ in 0..<count {
      guard position + 46 <= bytes.count, all[position...].starts(with: [0x50, 0x4B, 1, 2]) else {
        throw problem("is a damaged archive")
      }
      let method = all.littleEndian(at: position + 10, 2)
      let size = all.littleEndian(at: position + 24, 4)
      let lengths = [28, 30, 32].map { all.littleEndian(at: position + $0, 2) }
      let local = all.littleEndian(at: position + 42, 4)
      guard position + 46 + lengths.reduce(0, +) <= bytes.count, local + 30 <= bytes.count else {
        throw problem("is a damaged archive")
      }
      let name = String(decoding: all[position + 46..<position + 46 + lengths[0]], as: UTF8.self)
      guard method == 0 else {
        throw InputError(
          file: file, place: name, problem: "is compressed: save with numpy.savez")
      }
      let start =
        local + 30 + all.littleEndian(at: local + 26, 2) + all.littleEndian(at: local + 28, 2)
      guard start + size <= bytes.count else { throw problem("is a damaged archive") }
      entries.append(Entry(name: name, bytes: all[start..<start + size]))
      position += 46 + lengths.reduce(0, +)
    }
    self.entries = entries
  }
}
