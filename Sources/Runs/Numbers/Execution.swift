/// How PyTorch was set up to take its steps. In 16 bits, and in vectors of SVE, it decides which
/// coordinates are rounded in which way; elsewhere it changes no bit.
///
/// What is `nil` is not known, and taken to be as by default.
///
/// In files it is a part of `source.settings`, by the names of the raw values.
public struct Execution: Equatable, Sendable {
  /// Whether parameters are taken together, by operations on lists of tensors (`foreach`); by
  /// default not.
  public var foreach: Bool?
  /// How many threads share an operation, at most: `torch.get_num_threads()`. At least 1, and 1 by
  /// default.
  public var threads: Int?
  /// Whether the numbers of all tensors lie one after another in memory, as by default.
  public var isContiguous: Bool?
  /// How they lie, in more words; by default as `isContiguous` says.
  public var layout: Layout?
  /// The kind of CPU; by default x86-64.
  public var machine: Machine?
  /// The vectors that PyTorch chose, in its words: `AVX512`; by default `AVX2`.
  public var capability: String?
  /// PyTorch's words for vectors.
  package static let capabilities = [
    "DEFAULT", "NO AVX", "AVX2", "AVX512", "SVE", "SVE128", "SVE256", "VSX", "ZVECTOR",
  ]
  /// PyTorch's version; by default that of the golden traces.
  public var version: Version?

  /// How the numbers of a parameter, its gradient and its state lie in memory. PyTorch makes state
  /// without gaps, in the order of the parameter.
  public enum Layout: String, CaseIterable, Sendable {
    /// One after another, in the order of the run's coordinates.
    case contiguous
    /// With gaps, parameter and gradient.
    case strided
    /// With gaps, the gradient alone.
    case stridedGradient = "strided-grad"
    /// In another order than the parameter, the gradient alone.
    case permutedGradient = "permuted-grad"
    /// With gaps, the parameter alone.
    case stridedParameters = "strided-params"
    /// Without gaps, and in another order than that of the run's coordinates: transposed, or with
    /// channels last. Which coordinates are left of vectors is then found from results.
    case permuted
    /// Permuted, except for the gradient, which is in yet another order or has gaps.
    case permutedParameters = "permuted-params"

    /// Whether parameters lie without gaps.
    var hasDenseParameters: Bool { self != .strided && self != .stridedParameters }

    /// Whether the gradient that was given lies without gaps, and in the order of the state.
    var hasDenseGradient: Bool {
      self == .contiguous || self == .stridedParameters || self == .permuted
    }

    /// Whether a gradient that weight decay or maximize writes anew lies as the state does. It
    /// keeps its order, and loses its gaps.
    var rewritesGradient: Bool { self != .permutedGradient && self != .permutedParameters }

    /// Whether the coordinates are in the order in which they lie in memory.
    package var isInMemoryOrder: Bool { self != .permuted && self != .permutedParameters }
  }

  /// The layout, as it is known or by default.
  var laidOut: Layout { layout ?? (isContiguous ?? true ? .contiguous : .strided) }

  /// A kind of CPU, as Python's `platform.machine()` calls it.
  public enum Machine: String, CaseIterable, Sendable {
    /// x86-64, which Windows calls AMD64.
    case x86 = "x86_64"
    /// 64-bit Arm, which Apple calls arm64.
    case arm = "aarch64"

    /// The machine of any of its names.
    package init?(named name: String) {
      switch name.lowercased() {
      case "x86_64", "amd64": self = .x86
      case "aarch64", "arm64": self = .arm
      default: return nil
      }
    }
  }

  /// The first two numbers of a version.
  public struct Version: Comparable, Sendable {
    /// The numbers, such as 2 and 13.
    public var major, minor: Int

    /// A version of two numbers.
    public init(_ major: Int, _ minor: Int) { (self.major, self.minor) = (major, minor) }

    /// The first version in a text such as `2.13.0+cpu` or `v2.14.1`.
    public init?(_ text: String) {
      let text = text.drop { !($0.isASCII && $0.isNumber) }
      let parts = text.split(separator: ".", maxSplits: 2).prefix(2).map { part in
        Int(part.prefix { $0.isASCII && $0.isNumber })
      }
      guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
      self.init(major, minor)
    }

    /// Whether `a` came before `b`.
    public static func < (a: Version, b: Version) -> Bool {
      (a.major, a.minor) < (b.major, b.minor)
    }
  }

  /// The coordinates that are left of vectors, where their order in memory is not known and they
  /// were found from results.
  var left: [Int]?

  /// Whether compiled code is that of PyTorch 2.14 and later, which rounds settings before use.
  var compilesAsSince2_14: Bool { version.map { $0 >= Version(2, 14) } ?? false }

  /// A setup; by default, one of which nothing is known.
  public init(
    foreach: Bool? = nil, threads: Int? = nil, isContiguous: Bool? = nil,
    layout: Layout? = nil, machine: Machine? = nil, capability: String? = nil,
    version: Version? = nil
  ) {
    self.foreach = foreach
    self.threads = threads
    self.isContiguous = isContiguous
    self.layout = layout
    self.machine = machine
    self.capability = capability
    self.version = version
  }
}
