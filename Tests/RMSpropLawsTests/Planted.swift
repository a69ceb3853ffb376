import RMSpropLaws
import Runs
import Synchronization

/// An implementation that makes one run after another.
protocol OneByOne: Implementation {
  func answer(_ run: Run) throws -> Results
}

extension OneByOne {
  func make(_ runs: [Run], oneByOne: Bool, take: (Int, Answer) -> Bool) throws(Fault) {
    for (index, run) in runs.enumerated() {
      let answer: Answer
      do { answer = .results(try self.answer(run)) } catch {
        answer = .fault(error as? Fault ?? Fault(.errorReply, "\(error)"))
      }
      if !take(index, answer) { return }
    }
  }
}

/// The built-in implementation, of which nothing is known except what its answers say: parameters,
/// at a constant rate.
struct Undeclared: OneByOne {
  var rounding = Rounding.separate

  var capabilities: Capabilities {
    Capabilities(
      references: Set(Reference.allCases),
      features: [.momentum, .centered, .weightDecay, .maximize])
  }

  func answer(_ run: Run) throws -> Results {
    try BuiltIn(rounding).results(of: run).withoutState
  }
}

/// The built-in implementation in types that it declares, which every run must have.
struct Mixed: OneByOne {
  let scalars: Scalars

  var capabilities: Capabilities {
    var capabilities = BuiltIn().capabilities
    capabilities.references = [.pytorch]
    capabilities.scalars = [scalars.parameters]
    capabilities.mixedScalars = [scalars.parameters: scalars]
    return capabilities
  }

  func answer(_ run: Run) throws -> Results {
    guard run.mixedScalars == scalars else { throw Fault(.errorReply, "other types") }
    return try BuiltIn().results(of: run)
  }
}

/// The built-in implementations, except that one formula is computed as another.
struct InsteadOf: OneByOne {
  let (asked, computed): (Reference, Reference)

  init(_ asked: Reference, _ computed: Reference) {
    (self.asked, self.computed) = (asked, computed)
  }

  var capabilities: Capabilities { BuiltIn().capabilities }

  func answer(_ run: Run) throws -> Results {
    var other = run
    if run.reference == asked { other.reference = computed }
    return try BuiltIn().results(of: other)
  }
}

/// The built-in implementations, with their runs changed before or their results after.
struct Planted: OneByOne {
  var capabilities: Capabilities { BuiltIn().capabilities }
  var change: @Sendable (inout Run) -> Void = { _ in }
  var spoil: @Sendable (Run, inout Results) -> Void = { _, _ in }

  func answer(_ run: Run) throws -> Results {
    var changed = run
    change(&changed)
    var results = try BuiltIn().results(of: changed)
    spoil(run, &results)
    return results
  }

  /// One whose second run is not its first.
  static func forgetful() -> Planted {
    let count = Mutex(0)
    return Planted(spoil: { _, result in
      let isOdd = count.withLock { count in
        count += 1
        return count % 2 == 1
      }
      if isOdd { result = result.with(.parameters, result.parameters.map { $0 + 1 }) }
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
    let all = run
    run = run.emptied()
    for t in all.steps.indices {
      let step = all[step: t]
      run.append(StepInputs(points: step.rows.prefix(1).map(Array.init)))
    }
  })
}
