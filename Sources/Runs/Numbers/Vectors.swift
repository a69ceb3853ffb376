/// How PyTorch cuts an operation on many numbers into vectors.
///
/// The numbers are shared among threads in chunks of equal length, of which the last may be
/// shorter. Each chunk is cut into vectors from its beginning.
struct Vectors {
  /// How many numbers are taken at once.
  let length: Int
  /// How many threads there are.
  let threads: Int

  /// No thread takes fewer numbers than this, if there are as many: PyTorch's grain size.
  private static let grain = 32768

  /// The indices of `count` numbers that are in full vectors, and of those that are left.
  func places(_ count: Int) -> (inVectors: [Int], left: [Int]) {
    func parts(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }
    let chunk = max(1, parts(count, max(1, min(threads, parts(count, Self.grain)))))
    var (inVectors, left): ([Int], [Int]) = ([], [])
    for start in stride(from: 0, to: count, by: chunk) {
      let end = min(start + chunk, count)
      let middle = end - (end - start) % length
      inVectors += start..<middle
      left += middle..<end
    }
    return (inVectors, left)
  }
}
