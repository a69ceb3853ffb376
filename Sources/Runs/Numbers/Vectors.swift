/// How PyTorch cuts an operation on many numbers into vectors.
///
/// The numbers are shared among threads in chunks of equal length, of which the last may be
/// shorter. Each chunk is cut into vectors from its beginning.
struct Vectors {
  /// How many numbers are taken at once.
  let length: Int
  /// How many threads there are.
  let threads: Int

  /// There are no more threads than fill this many numbers each: PyTorch's grain size.
  private static let grain = 32768

  /// How many threads can share an operation on `count` numbers, at least 1.
  static func shares(_ count: Int) -> Int { max(1, (count + grain - 1) / grain) }

  /// The indices of `count` numbers that are in full vectors, and of those that are left.
  func places(_ count: Int) -> (inVectors: [Int], left: [Int]) {
    let shares = min(threads, Self.shares(count))
    let chunk = max(1, (count + shares - 1) / shares)
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
