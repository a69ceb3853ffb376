public import Dialects
import GoldenTraces

/// A mutant, put to the laws: PyTorch's formula in double precision, with one mistake.
public struct MutantSubject: Subject {
  /// The mistake.
  public let mutant: Mutant

  /// What it declares, as if it were free of the mistake.
  public let abilities: Abilities

  /// The mutant, which declares what it is told to, or else all that PyTorch can do with fma, in
  /// float64. One that is no mistake but not PyTorch's to the bit does not declare its rounding.
  public init(_ mutant: Mutant, abilities: Abilities? = nil) {
    self.mutant = mutant
    let isToTheBit = mutant.effect != "None beyond the last bits."
    self.abilities =
      abilities
      ?? Abilities(scalars: [.float64], rounding: isToTheBit ? .fused : nil, hasExactRoot: true)
  }

  /// Makes a run; without state, if none is declared.
  public func run(_ run: Run) -> Trajectory {
    let question = run.question
    var mutant = MutantRun(mutant, of: question)
    let results = Trajectory(
      steps: question.steps.map { mutant.advance($0) }, coordinates: run.coordinates)
    return abilities.features.contains(.state) ? results : results.withoutState
  }
}
