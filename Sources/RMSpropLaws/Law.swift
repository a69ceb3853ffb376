public import GoldenTraces
public import PropertyCheck
import Synchronization

/// Something that is true of every RMSprop of a formula, as a statement that can be put to one.
public struct Law: Sendable {
  /// Its name in reports, such as `odd-symmetry`; stable.
  public let id: String
  /// What is true, in a sentence.
  public let statement: String
  /// The same as LaTeX.
  public let formula: String
  /// How exactly it holds.
  public let exactness: Exactness
  /// How exactly it holds of a subject that does not declare its rounding and an exact root.
  public let exactnessUndeclared: Exactness
  /// Under which circumstances it is true; cases are drawn accordingly.
  public let precondition: String
  /// The formulas of which it is true.
  public let formulas: Set<Trace.Reference>
  /// The formulas that a subject must follow besides, because it compares them.
  public let besides: Set<Trace.Reference>
  /// What a subject must support.
  public let needs: Set<Abilities.Feature>
  /// Whether it holds for one order of operations only: its rounding must then be declared.
  public let needsRounding: Bool
  /// Draws a case of it.
  private let make: @Sendable (Draw) throws(Discard) -> Trial

  /// How exactly a law holds.
  public enum Exactness: Equatable, Sendable {
    /// To the bit. NaN equals NaN; zeros of either sign are equal.
    case bitwise
    /// Within this many units in the last place of what is named.
    case ulps(Double, of: String)
    /// One number is not above another, by more than this many units in its last place.
    case inequality(slack: Double = 0)

    /// The number of units; 0, if it is exact.
    public var ulps: Double {
      switch self {
      case .bitwise: 0
      case .ulps(let count, _), .inequality(let count): count
      }
    }
  }

  init(
    _ id: String, _ statement: String, _ formula: String, _ exactness: Exactness,
    undeclared: Exactness? = nil, when precondition: String,
    of formulas: Set<Trace.Reference> = .all, besides: Set<Trace.Reference> = [],
    needs: Set<Abilities.Feature> = [], needsRounding: Bool = false,
    _ make: @escaping @Sendable (Draw) throws(Discard) -> Trial
  ) {
    self.id = id
    self.statement = statement
    self.formula = formula
    self.exactness = exactness
    exactnessUndeclared = undeclared ?? exactness
    self.precondition = precondition
    self.formulas = formulas
    self.besides = besides
    self.needs = needs
    self.needsRounding = needsRounding
    self.make = make
  }

  /// Whether it is about state, of which parameters alone say nothing.
  public var needsState: Bool { needs.contains(.state) }

  /// A case of it.
  ///
  /// - Throws: `Discard`, where what was drawn is no case of it.
  public func draw(_ source: Source, _ situation: Situation) throws(Discard) -> Trial {
    let abilities = situation.abilities
    let isDeclared = abilities.hasExactRoot && abilities.rounding != nil
    let ulps = isDeclared ? exactness.ulps : exactnessUndeclared.ulps
    return try make(Draw(source: source, situation: situation, ulps: ulps))
  }
}

extension Set<Trace.Reference> {
  static let all = Self(Trace.Reference.allCases)
  static let withEpsilon = all.subtracting([.textbookNone])
  static let outside: Self = [.pytorch, .textbookOutside]
  static let inside: Self = [.textbookInside, .batch]
}

/// To which formula, in which type, of which subject a law is put.
public struct Situation: Sendable {
  /// The formula.
  public let formula: Trace.Reference
  /// The type of the parameters.
  public let scalar: Trace.Scalar
  /// What the subject can do.
  public let abilities: Abilities

  /// These.
  public init(formula: Trace.Reference, scalar: Trace.Scalar, abilities: Abilities) {
    self.formula = formula
    self.scalar = scalar
    self.abilities = abilities
  }

  /// Whether the subject supports a feature, and the formula has it.
  public func has(_ feature: Abilities.Feature) -> Bool {
    let isEveryFormulas = feature == .schedule || feature == .state
    return abilities.features.contains(feature) && (formula == .pytorch || isEveryFormulas)
  }

  /// Its name in reports.
  public var name: String { "\(formula.rawValue)/\(scalar.rawValue)" }
}

extension Law {
  /// What keeps the law from being put to a subject of these abilities; `nil` for nothing.
  public func obstacle(for abilities: Abilities) -> String? {
    if !situations(for: abilities).isEmpty { return nil }
    if needsRounding && abilities.rounding == nil { return "its rounding is not declared" }
    if !besides.isSubset(of: abilities.formulas) { return "it compares formulas" }
    let lacking = needs.subtracting(abilities.features).map(\.rawValue).sorted()
    if !lacking.isEmpty { return "\(lacking.joined(separator: ", ")) not supported" }
    return "not of this formula"
  }

  /// Where the law applies to a subject of these abilities, in a fixed order; nowhere, if they do
  /// not cover what it needs.
  public func situations(for abilities: Abilities) -> [Situation] {
    guard besides.isSubset(of: abilities.formulas) else { return [] }
    guard !needsRounding || abilities.rounding != nil else { return [] }
    return Trace.Reference.allCases.flatMap { reference in
      [Trace.Scalar.float64, .float32].compactMap { scalar in
        let it = Situation(formula: reference, scalar: scalar, abilities: abilities)
        let isCovered =
          formulas.contains(reference) && abilities.formulas.contains(reference)
          && abilities.scalars.contains(scalar) && needs.allSatisfy(it.has)
        return isCovered ? it : nil
      }
    }
  }

  /// The law as a property of a subject, in one situation.
  public func property(of subject: any Subject, in situation: Situation) -> Property {
    Property("\(id) (\(situation.name))") { (source) throws(Discard) in
      try draw(source, situation).put(to: subject, of: id, source)
    }
  }

  /// The runs that a recorded case begins with, for a subject of these abilities; none, if it is no
  /// case of the law.
  public func runs(of token: ReplayToken, for abilities: Abilities) -> [Run] {
    let runs = Mutex<[Run]>([])
    let property = property(for: abilities) { trial, _ in
      runs.withLock { $0 = trial.runs }
      return .holds()
    }
    _ = Campaign().replay(token, of: property)
    return runs.withLock { $0 }
  }

  /// The law as properties of a subject: one for each situation in which it applies.
  public func properties(of subject: any Subject) -> [Property] {
    situations(for: subject.abilities).map { property(of: subject, in: $0) }
  }

  /// The law as one property of a subject, whose cases are of every situation in which it applies;
  /// where that is none, every case is discarded.
  public func property(of subject: any Subject) -> Property {
    property(for: subject.abilities) { trial, source in
      trial.put(to: subject, of: id, source)
    }
  }

  private func property(
    for abilities: Abilities, _ judge: @escaping @Sendable (Trial, Source) -> CaseOutcome
  ) -> Property {
    let situations = situations(for: abilities)
    return Property(id) { (source) throws(Discard) in
      guard !situations.isEmpty else { throw source.discard("the law does not apply") }
      // The same choice for every subject, so that a case means the same to most.
      let index = source.integer(in: 0...9)
      return judge(try draw(source, situations[index % situations.count]), source)
    }
  }
}
