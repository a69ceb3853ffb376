import GoldenTraces
import RMSpropLaws
import Synchronization

/// The built-in implementation, of which nothing is known but what its answers say: parameters, at
/// a constant rate.
struct Undeclared: Subject {
  var abilities: Abilities {
    Abilities(
      formulas: Set(Trace.Reference.allCases),
      features: [.momentum, .centered, .weightDecay, .maximize])
  }

  func run(_ run: Run) throws -> Trajectory {
    try BuiltIn(.separate).run(run).withoutState
  }
}

/// The built-in implementations, but for one formula, which is computed as another.
struct InsteadOf: Subject {
  let (asked, computed): (Trace.Reference, Trace.Reference)

  init(_ asked: Trace.Reference, _ computed: Trace.Reference) {
    (self.asked, self.computed) = (asked, computed)
  }

  var abilities: Abilities { BuiltIn().abilities }

  func run(_ run: Run) throws -> Trajectory {
    var other = run
    if run.formula == asked { other.formula = computed }
    return try BuiltIn().run(other)
  }
}

/// The built-in implementations, with their runs changed before or their results after.
struct Planted: Subject {
  var abilities: Abilities { BuiltIn().abilities }
  var change: @Sendable (inout Run) -> Void = { _ in }
  var spoil: @Sendable (Run, inout Trajectory) -> Void = { _, _ in }

  func run(_ run: Run) throws -> Trajectory {
    var changed = run
    change(&changed)
    var result = try BuiltIn().run(changed)
    spoil(run, &result)
    return result
  }

  /// One whose second run is not its first.
  static func forgetful() -> Planted {
    let count = Mutex(0)
    return Planted(spoil: { _, result in
      let isOdd = count.withLock { count in
        count += 1
        return count % 2 == 1
      }
      if isOdd { result.parameters = result.parameters.map { $0 + 1 } }
    })
  }

  /// One that divides all gradients by the largest of the whole run.
  static let foresighted = Planted(change: { run in
    let largest = run.gradients.map(\.magnitude).max() ?? 1
    if largest > 0 { run.gradients = run.gradients.map { $0 / largest } }
  })

  /// One that averages a batch.
  static let averaging = Planted(change: { run in
    let count = Double(run.points)
    run.gradients = run.gradients.map { $0 / count }
  })

  /// One that sees the first point of a batch alone.
  static let hasty = Planted(change: { run in
    let (n, points) = (run.coordinates, run.points)
    run.gradients = (0..<run.steps).flatMap { t in
      run.gradients[t * points * n..<t * points * n + n]
    }
    run.points = 1
  })
}
