public import RMSprop

/// A bfloat16 in two bytes, as PyTorch and CUDA have it in memory, computed on another type.
///
/// On `Packed<HalfPrecision<BrainFloat16>>` an update rounds after each operation, as PyTorch does
/// eagerly; on `Packed<Evaluated<Float, CompiledOrder>>` only what it leaves, as `torch.compile`
/// does.
@frozen
public struct Packed<Loaded: HeldByFloat>: Loadable {
  /// Sign, eight bits of exponent, seven of significand.
  public var bitPattern: UInt16

  /// The number of these bits.
  @inlinable @inline(__always)
  public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

  /// The nearest bfloat16, ties to even; a NaN keeps its sign and is quiet.
  @inlinable @inline(__always)
  public init(storing result: Loaded) {
    let value = result.float
    if Loaded.storesBrainFloat16 {
      bitPattern = UInt16(truncatingIfNeeded: value.bitPattern &>> 16)
      return
    }
    let rounded = value.bitPattern &+ (0x7FFF &+ (value.bitPattern &>> 16 & 1))
    // NaN is not equal to itself. Rounding could make it infinite.
    let kept = value == value ? rounded : value.bitPattern | 0x40_0000
    bitPattern = UInt16(truncatingIfNeeded: kept &>> 16)
  }

  /// The number, exactly.
  @inlinable @inline(__always)
  public var loaded: Loaded { Loaded(float: Float(bitPattern: UInt32(bitPattern) &<< 16)) }
}

/// A number type that is made of one `Float`.
public protocol HeldByFloat: Arithmetic {
  /// The number of a float.
  init(float: Float)
  /// The float in it.
  var float: Float { get }
  /// Whether a result that is stored is a bfloat16 already.
  static var storesBrainFloat16: Bool { get }
}

extension HeldByFloat {
  /// False: a result has all digits of a float.
  @inlinable @inline(__always)
  public static var storesBrainFloat16: Bool { false }
}

extension Float: HeldByFloat {
  /// The number itself.
  @inlinable @inline(__always)
  public init(float: Float) { self = float }

  /// The number itself.
  @inlinable @inline(__always)
  public var float: Float { self }
}

extension HalfPrecision: HeldByFloat {
  /// The number of a float, which has it from its format.
  @inlinable @inline(__always)
  public init(float: Float) { self.init(float) }

  /// The number, which may not be stored yet.
  @inlinable @inline(__always)
  public var float: Float { value }

  /// Whether the format is bfloat16.
  @inlinable @inline(__always)
  public static var storesBrainFloat16: Bool { Format.self == BrainFloat16.self }
}

extension Separate: HeldByFloat where Number == Float {
  /// The number itself.
  @inlinable @inline(__always)
  public init(float: Float) { self.init(float) }

  /// The number itself.
  @inlinable @inline(__always)
  public var float: Float { value }
}

extension Evaluated: HeldByFloat where Number: HeldByFloat {
  /// The number of a float.
  @inlinable @inline(__always)
  public init(float: Float) { self.init(Number(float: float)) }

  /// As of `Number`.
  @inlinable @inline(__always)
  public static var storesBrainFloat16: Bool { Number.storesBrainFloat16 }

  /// The float in it.
  @inlinable @inline(__always)
  public var float: Float { value.float }
}

extension Packed: Sendable {}
extension Packed: Equatable {}
