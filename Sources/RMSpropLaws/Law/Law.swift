public import Runs
public import PropertyCheck
import Synchronization

/// Something that is true of every RMSprop of a formula, as a statement that can be put to one.
/// Why: docs/decisions.md, "A law is runs and what must be true of them".
public struct Law: Sendable {
  /// The law's name in reports, such as `odd-symmetry`; stable.
  public let id: String
  /// What is true, in a sentence.
  public let statement: String
  /// The statement as LaTeX.
  public let latex: String
  /// How exactly it holds.
  public let exactness: Exactness
  /// How exactly it holds without a declared rounding and an exact root.
  package let exactnessUndeclared: Exactness
  /// Under which circumstances it is true; cases are drawn accordingly.
  public let precondition: String
  /// The formulas of which it is true.
  package let references: Set<Reference>
  /// The formulas that an implementation must follow besides, because it compares them.
  package let besides: Set<Reference>
  /// What an implementation must support.
  package let needs: Set<Feature>
  /// Whether it holds for the eager order of operations only: that must then be declared.
  package let needsRounding: Bool
  /// Draws a case of it.
  private let make: @Sendable (Draw) throws(Discard) -> LawCase

  /// How exactly a law holds.
  public enum Exactness: Equatable, Sendable {
    /// To the bit. NaN equals NaN; zeros of either sign are equal.
    case bitwise
    /// Within this many units in the last place of what is named.
    case ulps(Double, of: String)
    /// One number is not above another, by more than this many units in its last place.
    case inequality(slack: Double = 0)

    /// The number of units; 0, if it is exact.
    package var ulps: Double {
      switch self {
      case .bitwise: 0
      case .ulps(let count, _), .inequality(let count): count
      }
    }
  }

  init(
    _ id: String, _ statement: String, _ latex: String, _ exactness: Exactness,
    undeclared: Exactness? = nil, when precondition: String,
    of references: Set<Reference> = .all, besides: Set<Reference> = [],
    needs: Set<Feature> = [], needsRounding: Bool = false,
    _ make: @escaping @Sendable (Draw) throws(Discard) -> LawCase
  ) {
    self.id = id
    self.statement = statement
    self.latex = latex
    self.exactness = exactness
    exactnessUndeclared = undeclared ?? exactness
    self.precondition = precondition
    self.references = references
    self.besides = besides
    self.needs = needs
    self.needsRounding = needsRounding
    self.make = make
  }

  /// Whether it is about numbers below the least normal one.
  private var needsSubnormals: Bool { id == "subnormal-square" }

  /// Whether it is about state, of which parameters alone say nothing.
  package var needsState: Bool { needs.contains(.state) }

  /// A case of it.
  ///
  /// - Throws: `Discard`, where what was drawn is no case of it.
  package func draw(_ source: Source, _ situation: Situation) throws(Discard) -> LawCase {
    let capabilities = situation.capabilities
    let isDeclared = capabilities.hasExactRoot && capabilities.roundsEagerly
    let ulps = isDeclared ? exactness.ulps : exactnessUndeclared.ulps
    return try make(Draw(source: source, situation: situation, ulps: ulps))
  }
}

extension Capabilities {
  /// Whether it declares that it rounds as today's eager PyTorch, of whose order some laws are.
  var roundsEagerly: Bool { rounding.map(Rounding.eager.contains) ?? false }
}

extension Set<Reference> {
  static let all = Self(Reference.allCases)
  static let withEpsilon = all.subtracting([.textbookNone])
  static let outside: Self = [.pytorch, .textbookOutside]
  static let inside: Self = [.textbookInside, .batch]
}

extension Law {
  /// What keeps the law from being put to an implementation of these capabilities; `nil` if nothing
  /// does.
  public func obstacle(for capabilities: Capabilities) -> String? {
    if !situations(for: capabilities).isEmpty { return nil }
    if needsRounding && !capabilities.roundsEagerly {
      return capabilities.rounding.map { "not of rounding \($0.rawValue)" }
        ?? "its rounding is not declared"
    }
    if !besides.isSubset(of: capabilities.references) { return "it compares formulas" }
    if capabilities.flushesSubnormals && needsSubnormals { return "subnormals are flushed" }
    if !capabilities.scalars.contains(where: { isAsked(in: $0, of: capabilities) }) {
      return "it is of digits that 16 bits and mixed types do not keep"
    }
    let lacking = needs.subtracting(capabilities.features).map(\.rawValue).sorted()
    if !lacking.isEmpty { return "\(lacking.joined(separator: ", ")) not supported" }
    return "not of this formula"
  }

  /// Where the law applies to an implementation of these capabilities, in a fixed order; nowhere,
  /// if they do not cover what it needs.
  package func situations(for capabilities: Capabilities) -> [Situation] {
    guard besides.isSubset(of: capabilities.references) else { return [] }
    guard !needsRounding || capabilities.roundsEagerly else { return [] }
    guard !capabilities.flushesSubnormals || !needsSubnormals else { return [] }
    return Situation.all(of: references, needing: needs, for: capabilities).filter {
      isAsked(in: $0.scalar, of: capabilities)
    }
  }

  /// The law as a property of an implementation, in one situation.
  package func property(
    of implementation: any Implementation, in situation: Situation
  ) -> Property {
    Property("\(id) (\(situation.name))") { (source) throws(Discard) in
      try draw(source, situation).put(to: implementation, of: id, source)
    }
  }

  /// The runs that a recorded case begins with, for an implementation of these capabilities; no
  /// runs, if the law cannot read the case.
  package func runs(of token: ReplayToken, for capabilities: Capabilities) -> [Run] {
    let runs = Mutex<[Run]>([])
    let property = property(for: capabilities) { lawCase, _ in
      runs.withLock { $0 = lawCase.runs }
      return .holds()
    }
    _ = Campaign().replay(token, of: property)
    return runs.withLock { $0 }
  }

  /// The law as properties of an implementation: one for each situation in which it applies.
  public func properties(of implementation: any Implementation) -> [Property] {
    situations(for: implementation.capabilities).map { property(of: implementation, in: $0) }
  }

  /// The law as one property of an implementation, whose cases are of every situation in which it
  /// applies; if it applies in no situation, every case is discarded.
  public func property(of implementation: any Implementation) -> Property {
    property(for: implementation.capabilities) { lawCase, source in
      lawCase.put(to: implementation, of: id, source)
    }
  }

  private func property(
    for capabilities: Capabilities, _ outcome: @escaping @Sendable (LawCase, Source) -> CaseOutcome
  ) -> Property {
    let situations = situations(for: capabilities)
    return Property(id) { (source) throws(Discard) in
      guard !situations.isEmpty else { throw source.discard("the law does not apply") }
      // The same choice for every implementation, so that a case means the same to most.
      let index = source.integer(in: 0...9)
      return outcome(try draw(source, situations[index % situations.count]), source)
    }
  }
}
