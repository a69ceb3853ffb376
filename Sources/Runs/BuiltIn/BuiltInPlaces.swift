// Which coordinates are left of vectors, where a run does not have them in memory's order: found
// from what was seen. How many there are is known, and each is one in every step.

extension Execution {
  /// The indices of `count` numbers that are in full vectors, and of those that are left, where
  /// these were found; `nil` where they were not.
  func places(_ count: Int) -> (inVectors: [Int], left: [Int])? {
    guard let left else { return nil }
    let isLeft = Set(left)
    return ((0..<count).filter { !isLeft.contains($0) }, left)
  }
}

extension BuiltIn {
  /// Finds the places of coordinates, where they are not known and decide on bits.
  ///
  /// - Parameters:
  ///   - seen: the results.
  ///   - run: the run that gave them.
  /// - Returns: this implementation, with the places that explain the results best; itself where no
  ///   place is to be found.
  /// - Throws: as `start`.
  package func placed(by seen: Results, of run: Run) throws -> BuiltIn {
    guard !execution.laidOut.isInMemoryOrder, execution.left == nil,
      let parts = parts(of: run, root: .exact), parts.count == 2
    else { return self }
    let inVectors = try with(left: []).rightSteps(seen, of: run)
    let left = try with(left: Array(0..<run.coordinates)).rightSteps(seen, of: run)
    /// The less, the sooner a coordinate is taken for one that is left.
    func rank(_ i: Int) -> Int { left[i] > inVectors[i] ? 0 : left[i] == inVectors[i] ? 1 : 2 }
    // Threads decide how many are left, too, where there can be several.
    if execution.threads == nil && Vectors.shares(run.coordinates) > 1 {
      return with(left: (0..<run.coordinates).filter { rank($0) == 0 })
    }
    let ranked = (0..<run.coordinates).sorted { (rank($0), $0) < (rank($1), $1) }
    return with(left: ranked.prefix(parts[1].places?.count ?? 0).sorted())
  }

  private func with(left: [Int]) -> BuiltIn {
    var execution = execution
    execution.left = left
    return BuiltIn(rounding, execution)
  }

  /// Of each coordinate, through how many steps every bit that was seen is this implementation's.
  private func rightSteps(_ seen: Results, of run: Run) throws -> [Int] {
    var right = [Int](repeating: run.steps.count, count: run.coordinates)
    var stepper = try start(run)
    for t in run.steps.indices {
      stepper.step(run[step: t])
      let made = stepper.results
      for quantity in Quantity.allCases {
        guard let a = made[quantity], let b = seen[quantity, step: t] else { continue }
        let scalar = run.scalars[quantity]
        for (i, (made, seen)) in zip(a, b).enumerated()
        where right[i] > t && scalar.ulpDistance(made, seen) != 0 { right[i] = t }
      }
    }
    return right
  }
}
