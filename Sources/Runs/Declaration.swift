package import Text

/// What a program says of itself when it is greeted.
public struct Declaration: Equatable, Sendable {
  /// The program's name.
  public var name: String
  /// The program's version, if it says one.
  public var version: String?
  /// The language that it is written in, if it says so.
  public var language: String?
  /// The types that it computes in, at least one.
  public var scalars: [Scalar]
  /// How it rounds fused operations; `nil` if that is not known.
  public var rounding: Rounding?
  /// How PyTorch is set up where the program computes the same, where that changes bits.
  public var execution = Execution()
  /// The types of all quantities, for parameters whose state or arithmetic has another type.
  public var mixedScalars: [Scalar: Scalars] = [:]
  /// Whether its square root is known to be correctly rounded, as IEEE 754 asks.
  public var hasExactRoot: Bool
  /// The formula that it follows.
  public var reference: Reference
  /// The program of the catalogue that it follows in place of a formula, by its name.
  public var program: String?
  /// Whether it takes subnormal numbers for zero.
  public var flushesSubnormals = false
  /// What it can do.
  public var supports: Set<Feature>
  /// Whether it speaks the second version of the protocol.
  package var version2 = false
  /// What its greeting says that nobody knows.
  package var unknownKeys: [UnknownKey] = []

  /// A declaration of these parts; by default of PyTorch's formula in float64, with a changing
  /// rate, and of nothing else.
  public init(
    name: String, version: String? = nil, language: String? = nil,
    scalars: [Scalar] = [.float64], rounding: Rounding? = nil, hasExactRoot: Bool = false,
    reference: Reference = .pytorch, supports: Set<Feature> = [.schedule]
  ) {
    self.name = name
    self.version = version
    self.language = language
    self.scalars = scalars
    self.rounding = rounding
    self.hasExactRoot = hasExactRoot
    self.reference = reference
    self.supports = supports
  }

  /// What it can do and how it rounds, in the words of every implementation.
  public var capabilities: Capabilities {
    var capabilities = Capabilities(
      references: [reference], scalars: scalars, features: supports, rounding: rounding,
      hasExactRoot: hasExactRoot)
    capabilities.execution = execution
    capabilities.mixedScalars = mixedScalars
    capabilities.flushesSubnormals = flushesSubnormals
    return capabilities
  }
}
