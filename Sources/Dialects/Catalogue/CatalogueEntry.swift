package import Runs

/// A program that calls something RMSprop: which dialect it computes, and with which defaults.
package struct CatalogueEntry: Sendable {
  /// The program's name in reports, such as `keras-3`; stable.
  package let name: String
  /// The program's name in a sentence, such as "Keras 3".
  package let title: String
  /// Which versions of the program compute this dialect.
  package let versions: String
  /// The program's defaults; `nil` where a value must be given.
  package let defaults: Defaults
  /// Where the formula was read: `repository@commit:path`, a paper, or a page.
  package let source: String
  /// What is special about the program beyond the axes, in a sentence or two.
  package let note: String?
  /// What users reported of the program, such as `pytorch/pytorch#23796`.
  package let reports: [String]
  /// The features that the program lacks; a trace that needs one of them is not the program's.
  package let lacks: Set<Feature>
  /// The program's dialect, as long as no feature is switched on that moves ε.
  package let dialect: Dialect
  /// Where ε goes instead, by the feature that is switched on.
  package let epsilonMoves: [Feature: Dialect.Epsilon]

  /// What the program does besides its dialect.
  package let traits: Set<Trait>

  /// What some programs do besides their dialect.
  package enum Trait: String, CaseIterable, Sendable {
    /// The buffer holds the change of the parameter, the negative of what the dialect's holds.
    case subtractsBuffer = "buffer_is_the_change"
    /// In float64, hyperparameters or what is formed of them may be rounded to float32 on the way.
    case roundsSettings = "settings_may_round_to_float32"
    /// A missing gradient is taken for zeros.
    case fillsMissingGradients = "missing_gradient_is_zero"
  }

  /// The hyperparameters of a program when its caller sets nothing.
  package struct Defaults: Sendable {
    /// η, ρ, ε and μ; `nil` where one must be given.
    package var learningRate, alpha, epsilon, momentum: Double?
  }

  init(
    _ name: String, _ title: String, versions: String, lr: Double?, alpha: Double?, eps: Double?,
    momentum: Double? = nil, lacks: Set<Feature> = [], source: String, note: String? = nil,
    reports: [String] = [], dialect: Dialect = Dialect(),
    epsilonMoves: [Feature: Dialect.Epsilon] = [:], traits: Set<Trait> = []
  ) {
    self.name = name
    self.title = title
    self.versions = versions
    defaults = Defaults(learningRate: lr, alpha: alpha, epsilon: eps, momentum: momentum)
    self.lacks = lacks
    self.source = source
    self.note = note
    self.reports = reports
    self.dialect = dialect
    self.epsilonMoves = epsilonMoves
    self.traits = traits
  }

  /// The program's dialect when these features are switched on: some programs then move ε.
  package func dialect(_ switches: Dialect.Switches) -> Dialect {
    var dialect = dialect
    for (feature, epsilon) in epsilonMoves where switches.features.contains(feature) {
      dialect.epsilon = epsilon
    }
    return dialect
  }
}

extension Feature {
  /// The features that a program of the catalogue may lack.
  package static let ofPrograms: [Feature] = [.momentum, .centered, .weightDecay, .maximize]
}

extension Set<Feature> {
  /// What a program lacks that has only a rate, a decay and an ε.
  static let everything = Set(Feature.ofPrograms)
}
