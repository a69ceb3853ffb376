package import Runs

/// A program that calls something RMSprop: which dialect it computes, and with which defaults.
package struct CatalogueEntry: Sendable {
  /// The program's name in reports, such as `keras-3`; stable.
  package private(set) var name: String
  /// The program's name in a sentence, such as "Keras 3".
  package private(set) var title: String
  /// Which versions of the program compute this dialect.
  package private(set) var versions: String
  /// The program's defaults; `nil` where a value must be given.
  package let defaults: Defaults
  /// Where the formula was read: `repository@commit:path`, a paper, or a page.
  package let source: String
  /// What is special about the program beyond the axes, in a sentence or two.
  package private(set) var note: String?
  /// What users reported of the program, such as `pytorch/pytorch#23796`.
  package private(set) var reports: [String]
  /// The features that the program lacks; a trace that needs one of them is not the program's.
  package let lacks: Set<Feature>
  /// The program's dialect, as long as no feature is switched on that moves ε.
  package private(set) var dialect: Dialect
  /// Where ε goes instead, by the feature that is switched on.
  package private(set) var epsilonMoves: [Feature: Dialect.Epsilon]

  /// What the program does besides its dialect.
  package let traits: Set<Trait>

  /// The program's options that make choices, and can be given all together.
  package let options: [CatalogueOption]
  /// The options that are given, in the order of `options`; empty for the program as it is.
  package private(set) var arguments: [CatalogueOption.Argument] = []
  /// The name of the program as it is, without options.
  package let program: String

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
    epsilonMoves: [Feature: Dialect.Epsilon] = [:], traits: Set<Trait> = [],
    options: [CatalogueOption] = []
  ) {
    self.name = name
    program = name
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
    self.options = options
  }

  /// This program with other choices, which hold whatever is switched on.
  func choosing(_ choices: [Dialect.Choice], named name: String) -> CatalogueEntry {
    var other = self
    (other.name, other.note, other.reports) = (name, nil, [])
    other.dialect = choices.reduce(dialect) { $0.with($1) }
    if choices.contains(where: { $0.axis == .epsilon }) { other.epsilonMoves = [:] }
    return other
  }

  /// This program with some of its options; the name is `program:option=value,…` unless the
  /// catalogue has another for it.
  func with(
    _ arguments: [CatalogueOption.Argument], named name: String? = nil, titled title: String? = nil,
    versions: String? = nil, note: String? = nil, reports: [String] = []
  ) -> CatalogueEntry {
    let texts = arguments.map(\.text)
    var other = choosing(
      arguments.flatMap(\.choices), named: name ?? "\(program):\(texts.joined(separator: ","))")
    let all = texts.count < 2 ? texts : [texts.dropLast().joined(separator: ", "), texts.last!]
    if !texts.isEmpty { other.title += " with \(all.joined(separator: " and "))" }
    other.title = title ?? other.title
    other.arguments = arguments
    other.versions = versions ?? self.versions
    (other.note, other.reports) = (note, reports)
    return other
  }

  /// This program with one of its options, written `option=value`.
  func with(
    _ argument: String, named name: String, titled title: String? = nil, versions: String? = nil,
    note: String? = nil, reports: [String] = []
  ) -> CatalogueEntry {
    let parts = argument.split(separator: "=").map(String.init)
    let option = options.first { $0.name == parts[0] }
    return with(
      [option!.argument(parts[1])!], named: name, titled: title, versions: versions, note: note,
      reports: reports)
  }

  /// Options in the order in which the program has them.
  func ordered(_ arguments: [CatalogueOption.Argument]) -> [CatalogueOption.Argument] {
    options.compactMap { option in arguments.last { $0.name == option.name } }
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
