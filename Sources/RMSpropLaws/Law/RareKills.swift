package import GoldenTraces
import Mistakes
import RMSprop
import Runs

/// Which verb catches a program that is wrong on a condition that is seldom met.
///
/// The programs compute in float64, and declare that and float32: half of the drawn cases are for
/// them. `verify` compares every bit of parameters and state.
package struct RareKills: Equatable, Sendable {
  /// A program, and what catches it.
  package struct Row: Equatable, Sendable {
    /// The name of the program.
    package let name: String
    /// What is wrong, in a sentence.
    package let mistake: String
    /// How many golden traces.
    package var golden = 0
    /// How many drawn cases of seed 1.
    package var drawn = 0
    /// How many laws.
    package var laws = 0

    /// Whether `rmsprop verify` fails it.
    package var failsVerify: Bool { golden + drawn > 0 }
  }

  /// Every program.
  package let rows: [Row]

  /// Measures.
  ///
  /// - Parameters:
  ///   - folder: the golden traces.
  ///   - seed: that of the drawn cases.
  ///   - cases: how many cases of each law.
  /// - Returns: the same on every machine.
  /// - Throws: `InputError`, if a trace cannot be read.
  package static func measured(
    _ folder: TraceFolder, seed: UInt64 = FreshCases.usualSeed, cases: Int = 200
  ) throws -> RareKills {
    let mistakes = Mistake.rare
    var rows = mistakes.map { Row(name: $0.name, mistake: $0.mistake) }
    for file in KillMatrix.files(folder) {
      let trace = try folder.trace(file)
      for (i, mistake) in mistakes.enumerated() where trace.tells(mistake) { rows[i].golden += 1 }
    }
    let fresh = FreshCases(
      seed: seed, scalars: [.float64, .float32], features: Set(Feature.allCases))
    for run in fresh.runs where run.scalar == .float64 {
      guard let trace = fresh.trace(run, by: BuiltIn()) else { continue }
      for (i, mistake) in mistakes.enumerated() where trace.tells(mistake) { rows[i].drawn += 1 }
    }
    let laws = LawKills.measured(mistakes: mistakes, cases: cases, seed: 1)
    for row in laws.rows {
      let caught = Set(row.fromParameters + row.fromState)
      for i in rows.indices where caught.contains(rows[i].name) { rows[i].laws += 1 }
    }
    return RareKills(rows: rows)
  }

  /// The programs that pass `verify`.
  package var passingVerify: [Row] { rows.filter { !$0.failsVerify } }

  /// The programs that pass `verify` and `check`.
  package var passingAll: [Row] { passingVerify.filter { $0.laws == 0 } }
}

extension Trace {
  /// Whether any bit of a mistake's run is not the trace's.
  fileprivate func tells(_ mistake: Mistake) -> Bool {
    guard var stepper = try? MistakeImplementation(mistake).start(run) else { return false }
    for t in run.steps.indices {
      stepper.step(run[step: t])
      for quantity in Quantity.allCases {
        var made: [Double] = []
        guard let right = results[quantity, step: t], stepper.append(quantity, to: &made)
        else { continue }
        if zip(right, made).contains(where: { run.scalar.ulpDistance($0, $1) != 0 }) { return true }
      }
    }
    return false
  }
}
