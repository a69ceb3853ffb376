import RMSprop
package import Runs

/// A mistake as an implementation: PyTorch's formula in double precision, with one small change.
package struct MistakeImplementation: SteppedImplementation {
  /// The mistake.
  package let mistake: Mistake

  /// What the implementation declares, as if it were free of the mistake.
  package let capabilities: Capabilities

  /// An implementation of a mistake. It declares the capabilities given, or else all that PyTorch
  /// can do with fma, in float64. What differs from PyTorch in rounding alone does not declare its
  /// rounding.
  package init(_ mistake: Mistake, capabilities: Capabilities? = nil) {
    self.mistake = mistake
    let isFused = if case .equalUpToRounding = mistake.kind { false } else { true }
    self.capabilities =
      capabilities
      ?? Capabilities(scalars: [.float64], rounding: isFused ? .fused : nil, hasExactRoot: true)
  }

  /// Always false: a mistake's lines carry no tags.
  package var statesEquations: Bool { false }

  /// A run before its first step.
  ///
  /// - Throws: `Skip` for a type other than float64, for a run that goes on from another, and for
  ///   hyperparameters that change.
  package func start(_ run: Run) throws -> any Stepper {
    guard run.scalar == .float64 else {
      throw Skip.reason("mistakes are made in float64, not in \(run.scalar.rawValue)")
    }
    guard run.initialState == nil, run.changes.isEmpty else {
      throw Skip.reason("mistakes are made from the beginning, with the same hyperparameters")
    }
    return MistakeStepper(mistake, run, hasState: capabilities.features.contains(.state))
  }
}
