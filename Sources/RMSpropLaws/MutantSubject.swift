public import Dialects
import GoldenTraces

/// A mutant, put to the laws: PyTorch's formula in double precision, with one mistake.
public struct MutantSubject: Subject {
  /// The mistake.
  public let mutant: Mutant

  /// The mutant, which declares itself free of it.
  public init(_ mutant: Mutant) { self.mutant = mutant }

  /// What PyTorch can do with fma, in float64. One that is no mistake but not PyTorch's to the bit
  /// does not declare PyTorch's rounding.
  public var abilities: Abilities {
    let isToTheBit = mutant.effect != "None beyond the last bits."
    return Abilities(
      scalars: [.float64], rounding: isToTheBit ? .fused : nil, hasExactRoot: true)
  }

  /// Makes a run.
  public func run(_ run: Run) -> Trajectory {
    let question = run.question
    var mutant = MutantRun(mutant, of: question)
    return Trajectory(
      steps: question.steps.map { mutant.advance($0) }, coordinates: run.coordinates)
  }
}
