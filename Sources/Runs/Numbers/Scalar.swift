import NumberSystems
import RMSprop

/// The type of a run's parameters, by its name in files.
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

  /// How many numbers of this type lie between two of them; `nil` if just one is NaN.
  package func ulpDistance(_ a: Double, _ b: Double) -> UInt64? {
    switch self {
    case .float64: a.ulpDistance(to: b)
    case .float32: Float(a).ulpDistance(to: Float(b))
    case .float16: Binary16.ulpDistance(Float(a), Float(b))
    case .bfloat16: BrainFloat16.ulpDistance(Float(a), Float(b))
    }
  }

  /// How PyTorch's rounding is known for this type.
  ///
  /// In 16 bits that is eager PyTorch: in vectors with fma (`fused`), and number by number without
  /// (`separate`). Compiled and before 2.1 it computes in ways that no number type here follows.
  public var roundings: [Rounding] {
    switch self {
    case .float64, .float32: Rounding.allCases
    case .float16, .bfloat16: Rounding.eager
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
