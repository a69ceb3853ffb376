import NumberSystems
public import RMSprop

/// One recorded run of an optimizer: what went in, and what came out of every step.
///
/// The form is `rmsprop-trace/1` (`Fixtures/README.md`). Numbers are doubles; in a float32 trace
/// each is the double that equals its float32.
public struct Trace: Sendable {
  /// A stable name, such as `pytorch/fused/float64/centered`.
  public var id: String
  /// What the run is, in a sentence.
  public var about: String?
  /// What mistakes it catches; the schema says what each flag means.
  public var flags: [String]
  /// The type of the parameters.
  public var scalar: Scalar
  /// Which formula is to be followed.
  public var reference: Reference
  /// How fused operations were rounded, or `nil` where either way may match.
  public var rounding: Rounding?
  /// How exactly the trace can be held to, or `nil` where that is for the reader to say.
  public var level: Level?
  /// η, ρ, ε and, for PyTorch, the rest.
  public var hyperparameters: Hyperparameters
  /// n numbers: the parameters before the first step.
  public var parameters: [Double]
  /// The steps, in order.
  public var steps: [Step]

  /// A trace of these parts; by default of PyTorch's formula, without steps.
  public init(
    id: String, about: String? = nil, flags: [String] = [], scalar: Scalar = .float64,
    reference: Reference = .pytorch, rounding: Rounding? = nil, level: Level? = nil,
    hyperparameters: Hyperparameters = Hyperparameters(), parameters: [Double] = [],
    steps: [Step] = []
  ) {
    self.id = id
    self.about = about
    self.flags = flags
    self.scalar = scalar
    self.reference = reference
    self.rounding = rounding
    self.level = level
    self.hyperparameters = hyperparameters
    self.parameters = parameters
    self.steps = steps
  }

  /// The type of a trace's parameters.
  public enum Scalar: String, CaseIterable, Sendable {
    /// IEEE 754's binary64.
    case float64
    /// IEEE 754's binary32.
    case float32
    /// IEEE 754's binary16, computed in float32.
    case float16
    /// The upper half of a float32, computed in float32.
    case bfloat16

    /// The number of this type nearest to `double`.
    public func rounded(_ double: Double) -> Double {
      switch self {
      case .float64: double
      case .float32: Double(Float(double))
      case .float16: Double(Binary16.rounded(Float(double)))
      case .bfloat16: Double(BrainFloat16.rounded(Float(double)))
      }
    }

    /// How PyTorch's rounding is known for this type.
    ///
    /// Without fma, PyTorch computes some operations on 16 bits in another way, which no number
    /// type here follows.
    public var roundings: [Rounding] {
      switch self {
      case .float64, .float32: Rounding.allCases
      case .float16, .bfloat16: [.fused]
      }
    }

    /// What level 1e-12 allows; `nil` where so few digits are stored that only bits say anything.
    package var tolerance: Double? {
      switch self {
      case .float64: 1e-12
      case .float32: 1e-5
      case .float16, .bfloat16: nil
      }
    }
  }

  /// The formula that judges a trace.
  public enum Reference: String, CaseIterable, Sendable {
    /// `PyTorchRMSprop`.
    case pytorch
    /// `TextbookRMSprop(.withoutEpsilon)`.
    case textbookNone = "textbook-none"
    /// `TextbookRMSprop(.epsilonOutside)`.
    case textbookOutside = "textbook-outside"
    /// `TextbookRMSprop(.epsilonInside)`.
    case textbookInside = "textbook-inside"
    /// `BatchRMSprop`.
    case batch
  }

  /// How a fused operation was rounded.
  public enum Rounding: String, CaseIterable, Sendable {
    /// Once.
    case fused
    /// Twice: the product, then the sum.
    case separate
  }

  /// One step: its gradient, and what it left.
  public struct Step: Sendable {
    /// The rate from this step on, where it changes.
    public var learningRate: Double?
    /// What the step was given.
    public var gradient: Gradient
    /// The parameters after the step, and what is known of the state.
    public var results: Results

    /// A step of these parts; by default without results.
    public init(learningRate: Double? = nil, gradient: Gradient, results: Results = Results()) {
      self.learningRate = learningRate
      self.gradient = gradient
      self.results = results
    }
  }

  /// What a step is given.
  public enum Gradient: Equatable, Sendable {
    /// No gradient.
    case missing
    /// n numbers.
    case single([Double])
    /// n numbers for each data point.
    case points([[Double]])
  }
}

extension Trace: CustomStringConvertible {
  /// Its id.
  public var description: String { id }
}

/// How exactly a trace is held to.
public enum Level: String, CaseIterable, Sendable {
  /// Equal; NaN to NaN, −0 apart from +0.
  case bits
  /// Parameters within 1e-12 of max(|expected|, 1), state within 1e-12 of the largest magnitude so
  /// far of that quantity at that coordinate; 1e-5 for both in float32.
  case close = "1e-12"
  /// Within what rounding explains, in whatever order of evaluation: `Interval`.
  case bound
}
