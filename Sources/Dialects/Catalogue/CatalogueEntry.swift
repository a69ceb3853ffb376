package import Runs

/// A program that calls something RMSprop: which dialect it is, and what a person gets who sets
/// nothing.
package struct CatalogueEntry: Sendable {
  /// Its name in reports, such as `keras-3`; stable.
  package let name: String
  /// Its name in a sentence, such as "Keras 3".
  package let title: String
  /// Which versions compute this.
  package let versions: String
  /// Its defaults; `nil` where a value must be given.
  package let defaults: Defaults
  /// Where this was read: `repository@commit:path`, a paper, or a page.
  package let source: String
  /// What its axes do not say: what is special, in a sentence or two.
  package let note: String?
  /// What users reported of it, such as `pytorch/pytorch#23796`.
  package let reports: [String]
  /// What it cannot do, of momentum, weight decay and centering; such a trace is not its own.
  package let lacks: Set<Feature>
  /// The dialect, when nothing is switched on that moves ε.
  package let dialect: Dialect
  /// Where ε goes instead, when a feature is switched on.
  package let epsilonMoves: [Feature: Dialect.Epsilon]

  /// The values of a person who sets nothing.
  package struct Defaults: Sendable {
    /// η, ρ, ε and μ; `nil` where one must be given.
    package var learningRate, alpha, epsilon, momentum: Double?
  }

  init(
    _ name: String, _ title: String, versions: String, lr: Double?, alpha: Double?, eps: Double?,
    momentum: Double? = nil, lacks: Set<Feature> = [], source: String, note: String? = nil,
    reports: [String] = [], dialect: Dialect = Dialect(),
    epsilonMoves: [Feature: Dialect.Epsilon] = [:]
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
  }

  /// The dialect, by what is switched on: some programs move ε with a switch.
  package func dialect(_ switches: Dialect.Switches) -> Dialect {
    var dialect = dialect
    for (feature, epsilon) in epsilonMoves where switches.features.contains(feature) {
      dialect.epsilon = epsilon
    }
    return dialect
  }
}

extension Feature {
  /// What a program of the catalogue may lack.
  package static let ofPrograms: [Feature] = [.momentum, .centered, .weightDecay, .maximize]
}

extension Set<Feature> {
  /// What a program lacks that has nothing but a rate, a decay and an ε.
  static let everything = Set(Feature.ofPrograms)
}
