/// The probabilities of 0…n successes.
func binomialProbabilities(_ n: Int, _ p: Double) -> [Double] {
  var rows: [Double] = [1]
  for _ in 0..<n {
    var next = [Double](repeating: 0, count: rows.count + 1)
    for (k, mass) in rows.enumerated() {
      next[k] += mass * (1 - p)
      next[k + 1] += mass * p
    }
    rows = next
  }
  return rows
}
