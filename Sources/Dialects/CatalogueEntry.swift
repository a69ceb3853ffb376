/// A program that calls something RMSprop: which dialect it is, and what a person gets who sets
/// nothing.
public struct CatalogueEntry: Sendable {
  /// Its name in reports, such as `keras-3`; stable.
  public let name: String
  /// Its name in a sentence, such as "Keras 3".
  public let title: String
  /// Which versions compute this.
  public let versions: String
  /// Its defaults; `nil` where a value must be given.
  public let defaults: Defaults
  /// Where this was read: `repository@commit:path`, a paper, or a page.
  public let source: String
  /// What its axes do not say: what is special, in a sentence or two.
  public let note: String?
  /// What users reported of it, such as `pytorch/pytorch#23796`.
  public let reports: [String]
  /// What it cannot do, of momentum, weight decay and centering; such a trace is not its own.
  public let lacks: Set<Feature>
  /// The dialect, by what is switched on: some programs move ε with a switch.
  public let dialect: @Sendable (Dialect.Switches) -> Dialect

  /// What a program may lack.
  public enum Feature: String, CaseIterable, Sendable {
    /// μ.
    case momentum
    /// v − m² under the root.
    case centered
    /// λ.
    case weightDecay = "weight_decay"
    /// Ascent.
    case maximize
  }

  /// The values of a person who sets nothing.
  public struct Defaults: Sendable {
    /// η, ρ, ε and μ; `nil` where one must be given.
    public var learningRate, alpha, epsilon, momentum: Double?
  }

  /// An entry of a program that computes the same dialect whatever is switched on.
  init(
    _ name: String, _ title: String, versions: String, lr: Double?, alpha: Double?, eps: Double?,
    momentum: Double? = nil, lacks: Set<Feature> = [], source: String, note: String? = nil,
    reports: [String] = [], _ change: @escaping @Sendable (inout Dialect) -> Void = { _ in }
  ) {
    self.init(
      name, title, versions: versions, lr: lr, alpha: alpha, eps: eps, momentum: momentum,
      lacks: lacks, source: source, note: note, reports: reports
    ) { (_, dialect) in change(&dialect) }
  }

  /// An entry of a program whose dialect depends on what is switched on.
  init(
    _ name: String, _ title: String, versions: String, lr: Double?, alpha: Double?, eps: Double?,
    momentum: Double? = nil, lacks: Set<Feature> = [], source: String, note: String? = nil,
    reports: [String] = [],
    switching change: @escaping @Sendable (Dialect.Switches, inout Dialect) -> Void
  ) {
    self.name = name
    self.title = title
    self.versions = versions
    defaults = Defaults(learningRate: lr, alpha: alpha, epsilon: eps, momentum: momentum)
    self.lacks = lacks
    self.source = source
    self.note = note
    self.reports = reports
    dialect = { switches in Dialect { change(switches, &$0) } }
  }
}

extension Set<CatalogueEntry.Feature> {
  /// What a program lacks that has nothing but a rate, a decay and an ε.
  static let everything = Set(CatalogueEntry.Feature.allCases)
}
