public import GoldenTraces

/// What can be put to the laws: a built-in implementation, a mutant, a program.
public protocol Subject: Sendable {
  /// What it can do, and how it rounds.
  var abilities: Abilities { get }

  /// Makes a run that its abilities cover.
  ///
  /// - Returns: as many steps and coordinates as the run has.
  /// - Throws: whatever keeps it from answering; a `SubjectFault` says which kind of failure it is.
  func run(_ run: Run) throws -> Trajectory

  /// Makes several runs; one after another, unless a subject knows better.
  func run(all runs: [Run]) throws -> [Trajectory]
}

extension Subject {
  /// Makes one run after another.
  public func run(all runs: [Run]) throws -> [Trajectory] { try runs.map(run) }
}

/// Why a subject gave no answer.
public protocol SubjectFault: Error, CustomStringConvertible {
  /// The kind of failure: shrinking stays with it.
  var label: String { get }
}

/// What a subject throws if it does not do what it was asked: the case then says nothing.
public struct SubjectSkip: Error {
  /// Why.
  public let reason: String

  /// A run that is not made, for a reason.
  public init(_ reason: String) { self.reason = reason }
}

/// What a subject can do, and how it rounds: decides which laws apply.
public struct Abilities: Equatable, Sendable {
  /// The formulas that it follows.
  public var formulas: Set<Trace.Reference>
  /// The types that it computes in.
  public var scalars: Set<Trace.Scalar>
  /// What it supports of what not every RMSprop does.
  public var features: Set<Feature>
  /// How it rounds fused operations, in PyTorch's order of operations; `nil` if that is not known.
  public var rounding: Trace.Rounding?
  /// Whether its square root is known to be correctly rounded, as IEEE 754 asks.
  public var hasExactRoot: Bool

  /// Abilities of these parts; by default, everything of PyTorch's formula.
  public init(
    formulas: Set<Trace.Reference> = [.pytorch],
    scalars: Set<Trace.Scalar> = [.float64, .float32],
    features: Set<Feature> = Set(Feature.allCases), rounding: Trace.Rounding? = nil,
    hasExactRoot: Bool = false
  ) {
    self.formulas = formulas
    self.scalars = scalars
    self.features = features
    self.rounding = rounding
    self.hasExactRoot = hasExactRoot
  }

  /// What not every RMSprop can do, by its name in the protocol of candidates.
  public enum Feature: String, CaseIterable, Sendable {
    /// A momentum buffer.
    case momentum
    /// The centered variance.
    case centered
    /// An L2 penalty.
    case weightDecay = "weight_decay"
    /// Ascending.
    case maximize
    /// A rate that changes from step to step.
    case schedule = "lr_schedule"
    /// Steps without a gradient.
    case missingGradient = "missing_gradient"
    /// Its answers hold state, not parameters alone.
    case state
  }
}
