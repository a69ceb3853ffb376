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

  /// The unit in the last place of a number of this type; NaN if it is not finite.
  package func ulp(of number: Double) -> Double {
    switch self {
    case .float64: number.ulp
    case .float32: Double(Float(number).ulp)
    case .float16: HalfPrecision<Binary16>(number).ulp.double
    case .bfloat16: HalfPrecision<BrainFloat16>(number).ulp.double
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

  /// The roundings that PyTorch has for this type. It has had float16 on CPUs from 2.2 on.
  public var roundings: [Rounding] {
    switch self {
    case .float64, .float32, .bfloat16: Rounding.allCases
    case .float16: Rounding.allCases.filter { $0 != .fusedBefore2_1 && $0 != .separateBefore2_1 }
    }
  }

  /// Whether it has 16 bits, and is computed in float32.
  package var hasSixteenBits: Bool {
    switch self {
    case .float64, .float32: false
    case .float16, .bfloat16: true
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
