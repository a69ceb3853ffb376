import Runs
import PropertyCheck
import RMSprop

extension Law {
  /// The points of a batch are summed: whole numbers, so that sums are exact.
  static let batches: [Law] = [
    Law(
      "batch-zero-point", "A data point whose gradient is 0 changes nothing.",
      #"\theta_t(d_1, \dots, d_N, 0) = \theta_t(d_1, \dots, d_N)"#, .bitwise,
      when: "ε comparable to squares", of: [.batch]
    ) { (draw) throws(Discard) in
      let run = try batch(draw)
      let n = run.coordinates
      let place = draw.source.integer(in: 0...run.points)
      let other = run.replacingRows { rows in
        rows.insert([Double](repeating: 0, count: n), at: place)
      }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "batch-order", "The order of data points does not matter.",
      #"\theta_t(d_{\pi(1)}, \dots, d_{\pi(N)}) = \theta_t(d_1, \dots, d_N)"#, .bitwise,
      when: "sums of whole numbers", of: [.batch]
    ) { (draw) throws(Discard) in
      let run = try batch(draw)
      let order = draw.permutation(run.points)
      let other = run.replacingRows { rows in rows = order.map { rows[$0] } }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "batch-split", "A data point in two halves changes nothing: a batch is summed, not averaged.",
      #"\theta_t(\dots, d / 2, d / 2) = \theta_t(\dots, d)"#, .bitwise,
      when: "sums of whole numbers and halves", of: [.batch]
    ) { (draw) throws(Discard) in
      let run = try batch(draw)
      let place = draw.source.integer(in: 0...run.points - 1)
      let other = run.replacingRows { rows in
        rows[place] = rows[place].map { $0 / 2 }
        rows.insert(rows[place], at: place)
      }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "batch-sum", "A batch is one data point that is their sum.",
      #"\theta_t(d_1, \dots, d_N) = \theta_t(d_1 + \dots + d_N)"#, .bitwise,
      when: "sums of whole numbers", of: [.batch]
    ) { (draw) throws(Discard) in
      let run = try batch(draw)
      let other = run.replacingRows { rows in
        rows = [
          rows.reduce([Double](repeating: 0, count: run.coordinates)) { sum, row in
            zip(sum, row).map { $0 + $1 }
          }
        ]
      }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
    Law(
      "batch-opposites", "Two opposite data points change nothing.",
      #"\theta_t(\dots, d, -d) = \theta_t(\dots)"#, .bitwise, when: "sums of whole numbers",
      of: [.batch]
    ) { (draw) throws(Discard) in
      let run = try batch(draw)
      let extra = (0..<run.coordinates).map { _ in Double(draw.source.integer(in: 1...9)) }
      let other = run.replacingRows { rows in rows = [extra] + rows + [extra.map { -$0 }] }
      return LawCase(draw, [other, run]) { check, t in check.same(t[0], as: t[1]) }
    },
  ]

  private static func batch(_ draw: Draw) throws(Discard) -> Run {
    let h = draw.hyperparameters()
    return try draw.run(
      h, columns: 1...3, steps: 1...3, points: draw.source.integer(in: 1...4), .whole)
  }
}

extension Run {
  /// The run with other rows of gradients in each step; every step must then have as many.
  fileprivate func replacingRows(_ change: (inout [[Double]]) -> Void) -> Run {
    var run = emptied()
    for t in steps.indices {
      var rows = self[step: t].rows.map(Array.init)
      change(&rows)
      run.append(StepInputs(points: rows))
    }
    return run
  }
}
