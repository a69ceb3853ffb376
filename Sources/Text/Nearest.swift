/// The word nearest to one that is not known, for "did you mean": `nil` if none is near.
///
/// Near is what takes at most a third of the letters to change, insert, leave out or swap.
package func nearest(to word: String, among words: [String]) -> String? {
  let best = words.map { (word: $0, edits: edits(word.lowercased(), $0.lowercased())) }
    .min { $0.edits < $1.edits }
  guard let best, best.edits * 3 <= max(word.count, 3) else { return nil }
  return best.word
}

/// How many letters are to be changed, inserted, left out, or swapped with the next.
private func edits(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var before = [Int](), last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
      row.append(least)
    }
    (before, last) = (last, row)
  }
  return last[b.count]
}
