/// As few columns as hold one of every row: which traces suffice to kill every mutant.
struct Cover {
  /// The columns, in order.
  private(set) var chosen: [Int] = []
  /// Whether it is proved that fewer do not suffice.
  private(set) var isSmallest = true
  private var visits = 0

  /// The columns of which each row must have one; no row is empty.
  init(_ rows: [[Int]], count: Int) {
    // A row that holds another is covered whenever that is; rows with few columns come first.
    let sets = Set(rows.map(Set.init)).sorted {
      ($0.count, $0.sorted().lexical) < ($1.count, $1.sorted().lexical)
    }
    var needed: [Set<Int>] = []
    for set in sets where !needed.contains(where: { $0.isSubset(of: set) }) { needed.append(set) }
    chosen = Self.greedy(needed)
    search(needed, [])
    chosen.sort()
  }

  /// Takes the column that most rows have, until none is left.
  private static func greedy(_ rows: [Set<Int>]) -> [Int] {
    var (rows, chosen) = (rows, [Int]())
    while !rows.isEmpty {
      var counts: [Int: Int] = [:]
      for row in rows { for column in row { counts[column, default: 0] += 1 } }
      let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }!.key
      chosen.append(best)
      rows.removeAll { $0.contains(best) }
    }
    return chosen
  }

  /// Tries every column of the row that has fewest, as long as fewer columns may suffice: rows that
  /// share none need one each.
  private mutating func search(_ rows: [Set<Int>], _ taken: [Int]) {
    visits += 1
    if visits > 200_000 {
      isSmallest = false
      return
    }
    guard let first = rows.min(by: { $0.count < $1.count }) else {
      if taken.count < chosen.count { chosen = taken }
      return
    }
    var used: Set<Int> = []
    var least = 0
    for row in rows where row.isDisjoint(with: used) {
      used.formUnion(row)
      least += 1
    }
    if taken.count + least >= chosen.count { return }
    let gains = first.sorted().map { column in (column, rows.count { $0.contains(column) }) }
    for (column, _) in gains.sorted(by: { ($1.1, $0.0) < ($0.1, $1.0) }) {
      search(rows.filter { !$0.contains(column) }, taken + [column])
    }
  }
}

extension [Int] {
  /// A text whose order is that of the lists: number by number.
  fileprivate var lexical: String { map { String($0 + 1000) }.joined() }
}
